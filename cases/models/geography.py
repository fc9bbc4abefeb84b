"""Where: UN M49 regions, ISO 3166 countries, UCLG sections, and the places of cases."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cartography import grid
from cartography.locators import Locator, locator
from editorial.shown import Shown, ShownQuerySet
from languages.addresses import no_address_word
from languages.constraints import DIGITS, UPPER, Check, code_of, given, slug_of_signs
from languages.texts import Translated

from .codes import IncomeGroup
from .coding import SANE_YEARS


class Section(models.TextChoices):
    """The sections of United Cities and Local Governments that stand for part of the world."""

    AFRICA = "africa", _("UCLG Africa")
    ASIA_PACIFIC = "asia-pacific", _("UCLG Asia-Pacific (ASPAC)")
    EURASIA = "eurasia", _("UCLG Eurasia")
    EUROPE = "europe", _("Council of European Municipalities and Regions (CEMR)")
    LATIN_AMERICA = "latin-america", _("UCLG Latin America (CORDIAL)")
    MEWA = "middle-east-and-west-asia", _("UCLG Middle East and West Asia (MEWA)")
    NORTH_AMERICA = "north-america", _("UCLG North America (NORAM)")


class RegionManager(models.Manager.from_queryset(ShownQuerySet)):
    def get_by_natural_key(self, code):
        return self.get(code=code)

    def lines(self):
        """{code: the codes of the region and of all that contain it}"""
        above = dict(self.order_by().values_list("code", "parent__code"))
        lines = {}
        for code in above:
            line, at = [], code
            while at:
                line.append(at)
                at = above[at]
            lines[code] = line
        return lines


class Region(Shown):
    """A region, sub-region or intermediate region of the UN M49 standard."""

    KNOWN_BY = "code"

    code = models.CharField(
        _("M49 code"), max_length=3, unique=True, validators=[RegexValidator(r"^\d{3}$")]
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    level = models.PositiveSmallIntegerField(
        _("level"), help_text=_("1 region, 2 sub-region, 3 intermediate region.")
    )
    name = Translated(models.CharField, max_length=80, verbose_name=_("name"))
    alternative_names = Translated(
        models.CharField, max_length=200, blank=True, verbose_name=_("alternative names")
    )

    objects = RegionManager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        constraints = [
            Check(
                name="region_level_is_1_to_3",
                condition=Q(level__range=(1, 3)),
                beside="level",
                violation_error_message=_("A level is 1, 2 or 3."),
            ),
            Check(
                name="region_below_the_first_level_has_a_parent",
                condition=Q(level=1, parent__isnull=True)
                | Q(level__gt=1, parent__isnull=False),
                beside="parent",
                violation_error_message=_(
                    "A region of the first level is part of none, any other of one."
                ),
            ),
            Check(
                name="region_is_not_part_of_itself",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                beside="parent",
                violation_error_message=_("A region is not part of itself."),
            ),
            code_of("code", DIGITS, 3, "region_code_has_three_figures", _("Three figures.")),
            given("name_fr", "region_has_a_name", _("Give a name in French.")),
        ]

    def __str__(self):
        return self.name

    def save(self, **options):
        self.clean()
        super().save(**options)

    def get_absolute_url(self):
        return reverse("pages:region", args=[self.code])

    def natural_key(self):
        return (self.code,)

    def clean(self):
        """A level below its parent's and above its children's: so no chain is a circle."""
        if self.parent and self.parent.level != self.level - 1:
            raise ValidationError({"parent": _("It must be part of a region one level up.")})
        if self.pk and self.children.exclude(level=self.level + 1).exists():
            raise ValidationError({"level": _("Its parts must be one level down.")})


class CountryManager(models.Manager.from_queryset(ShownQuerySet)):
    def get_by_natural_key(self, iso2):
        return self.get(iso2=iso2)


class Country(Shown):
    """A country or territory of ISO 3166-1."""

    KNOWN_BY = "iso2"

    iso2 = models.CharField(_("ISO code, two letters"), max_length=2, unique=True)
    iso3 = models.CharField(_("ISO code, three letters"), max_length=3, unique=True)
    m49 = models.CharField(_("M49 code"), max_length=3, unique=True)
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="countries",
        verbose_name=_("region"),
    )
    section = models.CharField(
        _("UCLG section"), max_length=30, choices=Section, blank=True, default=""
    )
    name = Translated(models.CharField, max_length=80, verbose_name=_("name"))
    income_group = models.CharField(
        _("income group"), max_length=12, choices=IncomeGroup, blank=True, default=""
    )
    income_year = models.PositiveSmallIntegerField(
        _("year of the income group"), null=True, blank=True
    )

    objects = CountryManager()

    class Meta:
        ordering = ["iso2"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = [
            models.CheckConstraint(
                name="country_section_is_known", condition=Q(section__in=["", *Section.values])
            ),
            models.CheckConstraint(
                name="country_income_group_is_known",
                condition=Q(income_group__in=["", *IncomeGroup.values]),
            ),
            Check(
                beside="income_year",
                name="country_income_group_has_its_year",
                condition=Q(income_group="", income_year__isnull=True)
                | ~Q(income_group="")
                & Q(income_year__isnull=False)
                & Q(income_year__range=SANE_YEARS),
                violation_error_message=_("An income group needs its year, and a year it."),
            ),
            code_of("iso2", UPPER, 2, "country_has_iso2", _("Two capital letters.")),
            code_of("iso3", UPPER, 3, "country_has_iso3", _("Three capital letters.")),
            code_of("m49", DIGITS, 3, "country_code_has_three_figures", _("Three figures.")),
            given("name_fr", "country_has_a_name", _("Give a name in French.")),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.iso2,)


class PlaceManager(models.Manager.from_queryset(ShownQuerySet)):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class PlaceKind(models.TextChoices):
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")
    CITY = "city", _("City")
    METROPOLITAN_AREA = "metropolitan-area", _("Metropolitan area")
    PROVINCE = "province", _("Province")
    REGION = "region", _("Region")
    COUNTRY = "country", _("Country")
    MULTI_COUNTRY = "multi-country", _("Several countries")


class Place(Shown):
    """Where a case happens. Only a point has meaning for a neighbourhood or a city;
    for an area the coordinates are those of its label."""

    SHOWN_BY = ("cases", "copies__case")

    AREAS = (PlaceKind.PROVINCE, PlaceKind.REGION, PlaceKind.COUNTRY, PlaceKind.MULTI_COUNTRY)
    # The larger the thing, the farther a locator sees, in km.
    AROUND = {PlaceKind.COUNTRY: 1700, PlaceKind.MULTI_COUNTRY: 4500}
    AROUND_A_CITY = 1150

    slug = models.SlugField(
        _("slug"), max_length=100, unique=True, validators=[no_address_word]
    )
    name = Translated(models.CharField, max_length=120, verbose_name=_("name"))
    kind = models.CharField(_("kind"), max_length=20, choices=PlaceKind, default=PlaceKind.CITY)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("country"),
    )
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("region"),
        help_text=_("Only for a place that spans several countries."),
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=4, null=True, blank=True
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(
        _("year of the population"), null=True, blank=True
    )
    population_source = models.CharField(
        _("source of the population"), max_length=200, blank=True, default=""
    )
    locator = models.TextField(
        _("locator"),
        blank=True,
        default="",
        editable=False,
        help_text=_("Its drawing, kept: path data of graticule, land and home, a line each."),
    )

    objects = PlaceManager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                name="place_kind_is_known",
                condition=Q(kind__in=PlaceKind.values),
            ),
            slug_of_signs("place_slug_is_of_an_address"),
            given("name_fr", "place_has_a_name", _("Give a name in French.")),
            Check(
                name="place_with_a_region_spans_several_countries",
                condition=Q(region__isnull=True) | Q(kind=PlaceKind.MULTI_COUNTRY),
                beside="region",
                violation_error_message=_(
                    "Only a place of several countries has a region; of any other, give the "
                    "country."
                ),
            ),
            Check(
                name="place_has_a_country_or_a_region",
                condition=Q(country__isnull=False, region__isnull=True)
                | Q(country__isnull=True, region__isnull=False),
                beside="country",
                violation_error_message=_(
                    "Give the country; or the region, if the place spans several countries."
                ),
            ),
            Check(
                name="place_population_has_year_and_source",
                beside="population_year",
                condition=Q(
                    population__isnull=True,
                    population_year__isnull=True,
                    population_source="",
                )
                | (
                    # A table takes what it cannot tell: no year is no year in a range.
                    Q(population__isnull=False, population_year__isnull=False)
                    & Q(population__gt=0, population_year__range=SANE_YEARS)
                    & ~Q(population_source="")
                ),
                violation_error_message=_(
                    "A population needs its year and its source, and is said with both."
                ),
            ),
            Check(
                name="place_has_both_coordinates_or_none",
                beside="latitude",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                violation_error_message=_("Give both coordinates, or neither."),
            ),
            Check(
                name="place_coordinates_are_on_earth",
                beside="latitude",
                condition=Q(latitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                violation_error_message=_(
                    "Latitude is −90 to 90, longitude −180 to 180, in degrees."
                ),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *, update_fields=None, **options):
        """The drawing follows the place; it takes some hundredths of a second."""
        self.locator = self.drawn()
        if update_fields is not None:
            update_fields = {*update_fields, "locator"}
        super().save(update_fields=update_fields, **options)

    def natural_key(self):
        return (self.slug,)

    @property
    def is_area(self):
        return self.kind in self.AREAS

    @property
    def has_point(self):
        return self.latitude is not None

    @property
    def within(self):
        """What to print after the name: the country, unless the place is the country; where
        there is none, the region."""
        if self.kind in (PlaceKind.COUNTRY, PlaceKind.MULTI_COUNTRY):
            return ""
        around = self.country or self.region
        return around.name if around else ""

    @property
    def smallest_region_id(self):
        """The primary key of the region that it lies in, its own or that of its country; None
        for the Antarctic, which M49 leaves outside its regions."""
        return self.region_id or (self.country.region_id if self.country else None)

    @property
    def kilometres_around(self):
        """From the centre of its locator to the edge."""
        return self.AROUND.get(self.kind, self.AROUND_A_CITY)

    @property
    def grid_reference(self):
        """The cell of the atlas sheet."""
        return grid.reference(self.longitude, self.latitude) if self.has_point else ""

    @property
    def outlines(self):
        """The kept drawing, by its parts."""
        return Locator(*self.locator.split("\n")) if self.locator else None

    def drawn(self):
        if not self.has_point:
            return ""
        parts = locator(
            float(self.longitude),
            float(self.latitude),
            kilometres=self.kilometres_around,
            home=self.country.m49 if self.country else "",
        )
        return "\n".join([parts.graticule, parts.land, parts.home])
