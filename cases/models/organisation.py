from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.shown import Shown, ShownQuerySet
from languages.addresses import no_address_word
from languages.constraints import Check, consists_of, slug_of_signs, web_address
from languages.texts import Text, Translated

from .geography import Country

ROR = "a-z0-9"


class OrganisationManager(models.Manager.from_queryset(ShownQuerySet)):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class OrganisationKind(models.TextChoices):
    LOCAL = "local-government", _("Local government")
    REGIONAL = "regional-government", _("Regional government")
    NATIONAL = "national-government", _("National government")
    INTERNATIONAL = "international-organisation", _("International organisation")
    NETWORK = "network", _("Network")
    NGO = "ngo", _("NGO or association")
    COMMUNITY = "community-organisation", _("Community organisation")
    COOPERATIVE = "cooperative", _("Cooperative")
    UNIVERSITY = "university", _("University or research centre")
    UTILITY = "utility", _("Public utility")
    PRIVATE = "private", _("Private company")


class Organisation(Shown):
    """Who leads, pays, takes part or writes. It keeps its own name; a label says it in the
    reader's language when the name is a description, or has a well-known translation."""

    SHOWN_BY = ("cases", "contributions")

    slug = models.SlugField(
        _("slug"), max_length=120, unique=True, validators=[no_address_word]
    )
    name = models.CharField(
        _("own name"), max_length=200, blank=True, help_text=_("In its own language.")
    )
    acronym = models.CharField(_("acronym"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind)
    website = models.URLField(_("website"), blank=True)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("country"),
    )
    ror = models.CharField(
        _("ROR identifier"), max_length=9, blank=True, help_text=_("Such as 03yrm5c26.")
    )
    wikidata = models.CharField(
        _("Wikidata identifier"), max_length=12, blank=True, help_text=_("Such as Q42.")
    )
    label = Translated(
        models.CharField,
        max_length=200,
        blank=True,
        verbose_name=_("label"),
        help_text=_("How a reader of this language should read it. Empty: the own name."),
    )

    objects = OrganisationManager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                name="organisation_kind_is_known",
                condition=Q(kind__in=OrganisationKind.values),
            ),
            slug_of_signs("organisation_slug_is_of_an_address"),
            web_address("website", "organisation_website_is_of_the_web"),
            Check(
                beside="ror",
                name="organisation_ror_is_one",
                condition=Q(ror="") | Q(ror__startswith="0") & consists_of("ror", ROR, 9),
                violation_error_message=_("Nine letters and figures, of which the first is 0."),
            ),
            Check(
                beside="wikidata",
                name="organisation_wikidata_is_one",
                condition=Q(wikidata="") | Q(wikidata__startswith="Q"),
                violation_error_message=_("The letter Q and a number, such as Q42."),
            ),
            Check(
                beside="name",
                name="organisation_has_a_name_or_a_label",
                condition=~Q(name="") | ~Q(label_fr=""),
                violation_error_message=_("Give its own name, or a label in French."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("pages:organisation", args=[self.slug])

    def natural_key(self):
        return (self.slug,)

    @property
    def title(self):
        return self.label or Text(self.name)

    @property
    def title_with_acronym(self):
        """Such as “Women in Informal Employment … (WIEGO)”, unless the title says it."""
        if not self.acronym or "(" in self.title or self.acronym in self.title:
            return self.title
        return f"{self.title} ({self.acronym})"
