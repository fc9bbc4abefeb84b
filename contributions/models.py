"""The documents of the GOLD VII process that tell of cases and levers."""

from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Organisation
from editorial.publication import EveryRow, Originals, Publishable, PublishableQuerySet
from editorial.shown import Shown, ShownQuerySet
from infrastructures.models import Lever
from languages.addresses import no_address_word
from languages.constraints import Check, given, language_code, slug_of_signs, web_address
from languages.folding import sorting_key
from languages.names import language_name
from languages.texts import Text, Translated


class AuthorManager(models.Manager.from_queryset(ShownQuerySet)):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Author(Shown):
    """A person who signs a contribution, as printed there."""

    SHOWN_BY = ("contributions",)

    slug = models.SlugField(
        _("slug"), max_length=100, unique=True, validators=[no_address_word]
    )
    name = models.CharField(_("name"), max_length=120)
    family_name = models.CharField(
        _("family name"),
        max_length=80,
        blank=True,
        default="",
        help_text=_("As it ends the name, if it is more than the last word: García López."),
    )

    objects = AuthorManager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints = [
            slug_of_signs("author_slug_is_of_an_address"),
            given("name", "author_has_a_name", _("Give a name.")),
            Check(
                name="author_name_ends_with_the_family_name",
                condition=Q(family_name="") | Q(name__endswith=F("family_name")),
                beside="family_name",
                violation_error_message=_("The name does not end with it."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("pages:author", args=[self.slug])

    def natural_key(self):
        return (self.slug,)

    def redacted(self):
        """What else goes when the name was taken out: it no longer ends the name."""
        return {"family_name": ""}

    @property
    def family(self):
        return self.family_name or self.name.rpartition(" ")[2]

    @property
    def given(self):
        return self.name.removesuffix(self.family).strip()


class Format(models.TextChoices):
    ARTICLE = "article", _("Article")
    REPORT = "report", _("Report")
    UNKNOWN = "unknown", _("Format not known")


class AbstractBasis(models.TextChoices):
    """What was read for our words on a contribution: they never claim more."""

    DOCUMENT = "document", _("From the document itself")
    ANNOUNCEMENT = "announcement", _("From an announcement of the document")
    SYNTHESIS = "synthesis", _("From what the synthesis says of its subject")


class ContributionQuerySet(PublishableQuerySet):
    def for_cards(self):
        """All that an entry of the list shows."""
        return self.prefetch_related(
            Prefetch("authorships", Authorship.objects.select_related("author")),
            Prefetch(
                "contribution_organisations",
                ContributionOrganisation.objects.select_related("organisation"),
            ),
            Prefetch("levers", Lever.objects.select_related("function")),
        )

    def others_by_the_same(self, contribution):
        """Other documents that share an author or an organisation with one."""
        return (
            self.filter(
                Q(authors__in=contribution.authors.all())
                | Q(organisations__in=contribution.organisations.all())
            )
            .exclude(pk=contribution.original.pk)
            .distinct()
        )

    def keys_in_order(self):
        """The primary keys: the synthesis first, then by title. Sorted in Python, where É
        stands with E, on every database."""
        rows = self.order_by("pk").values_list("pk", "is_synthesis", "original_title")
        in_order = sorted(set(rows), key=lambda row: (not row[1], sorting_key(row[2])))
        return [key for key, _is_synthesis, _title in in_order]


class Contribution(Publishable):
    original_title = models.CharField(
        _("title as printed"),
        max_length=250,
        help_text=_("As on the document, in its own language."),
    )
    title = Translated(
        models.CharField,
        max_length=250,
        verbose_name=_("title"),
        help_text=_("Our translation, where the document has none."),
    )
    abstract = Translated(
        models.TextField,
        blank=True,
        verbose_name=_("abstract"),
        help_text=_("60 to 120 words of our own. Say below what they rest on."),
    )
    abstract_basis = models.CharField(
        _("what the abstract rests on"),
        max_length=12,
        choices=AbstractBasis,
        default=AbstractBasis.SYNTHESIS,
    )
    note = Translated(
        models.TextField,
        blank=True,
        verbose_name=_("note"),
        help_text=_("What a reader must know: a misprint, levers judged from the title."),
    )
    is_synthesis = models.BooleanField(_("is the synthesis of its stage"), default=False)
    format = models.CharField(_("format"), max_length=7, choices=Format, default=Format.UNKNOWN)
    language = models.CharField(
        _("language"), max_length=2, help_text=_("ISO code of two letters, such as es.")
    )
    url = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        help_text=_("The document, or the page that presents it; only if it was opened."),
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    stage = models.PositiveSmallIntegerField(_("stage of GOLD VII"), default=2)
    supervised_by = models.CharField(_("supervised by"), max_length=120, blank=True)
    authors = models.ManyToManyField(
        Author, through="Authorship", related_name="contributions", verbose_name=_("authors")
    )
    organisations = models.ManyToManyField(
        Organisation,
        through="ContributionOrganisation",
        related_name="contributions",
        verbose_name=_("organisations"),
    )
    levers = models.ManyToManyField(
        Lever, related_name="contributions", blank=True, verbose_name=_("levers")
    )
    cases = models.ManyToManyField(
        Case,
        related_name="contributions",
        blank=True,
        limit_choices_to={"replaces": None},
        verbose_name=_("cases it tells"),
    )

    objects = Originals.from_queryset(ContributionQuerySet)()
    every_row = EveryRow.from_queryset(ContributionQuerySet)()

    class Meta(Publishable.Meta):
        ordering = ["slug"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        permissions = [
            ("publish_contribution", "Can publish and archive contributions"),
            ("draft_contribution", "Can write own drafts of contributions"),
            ("translate_contribution", "Can write texts of contributions in own languages"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="contribution_format_is_known", condition=Q(format__in=Format.values)
            ),
            models.CheckConstraint(
                name="contribution_abstract_basis_is_known",
                condition=Q(abstract_basis__in=AbstractBasis.values),
            ),
            slug_of_signs("contribution_slug_is_of_an_address"),
            given("title_fr", "contribution_has_a_title", _("Give a title in French.")),
            given(
                "original_title",
                "contribution_has_an_original_title",
                _("Give the title as printed."),
            ),
            language_code("language", "contribution_language_is_a_code"),
            web_address("url", "contribution_address_is_of_the_web"),
            Check(
                beside="year",
                name="contribution_year_is_sane",
                condition=Q(year__isnull=True) | Q(year__range=(1800, 2100)),
                violation_error_message=_("A year is between 1800 and 2100."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("contributions:detail", args=[self.slug])

    @property
    def was_read(self):
        """Whether the document was, and not only what others say of it."""
        return self.abstract_basis == AbstractBasis.DOCUMENT

    @property
    def printed_title(self):
        return Text(self.original_title, self.language)

    @property
    def language_name(self):
        return language_name(self.language)

    def lacks(self):
        lacks = {}
        if not self.title_fr:
            lacks["title_fr"] = _("A published contribution needs a title in French.")
        if not (self.authorships.exists() or self.contribution_organisations.exists()):
            lacks["authorships"] = _(
                "A published contribution needs an author or an organisation."
            )
        return lacks


class Authorship(Shown):
    """An author of a contribution, in the printed order."""

    PART_OF = "contribution"

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="authorships"
    )
    author = models.ForeignKey(
        Author, on_delete=models.PROTECT, related_name="authorships", verbose_name=_("author")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    objects = ShownQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("author of a contribution")
        verbose_name_plural = _("authors of contributions")
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "author"], name="contribution_has_an_author_once"
            )
        ]

    def __str__(self):
        return str(self.author)


class ContributionOrganisation(Shown):
    """An organisation behind a contribution, in the printed order."""

    PART_OF = "contribution"

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="contribution_organisations"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="contribution_organisations",
        verbose_name=_("organisation"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    objects = ShownQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("organisation of a contribution")
        verbose_name_plural = _("organisations of contributions")
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "organisation"],
                name="contribution_has_an_organisation_once",
            )
        ]

    def __str__(self):
        return str(self.organisation)
