"""A case: a programme, law, place or practice that shows one or more levers at work."""

import re

from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from editorial.publication import EveryRow, Originals, Publishable, PublishableQuerySet
from infrastructures.models import Lever, Recommendation
from languages.addresses import address_of
from languages.constraints import Check, given, language_code, slug_of_signs
from languages.punctuation import joined
from languages.texts import Text, Translated, columns

from .codes import Documentation, Identification, Operation
from .coding import SANE_YEARS, Coded
from .evidence import Result, Source, best_evidence
from .geography import Place
from .groups import CaseTheme, Group
from .money import main_sum
from .organisation import Organisation
from .starting import Copy
from .ties import CaseLever, CaseOrganisation, CasePlace


def short(title):
    """A title up to its first comma or colon."""
    return Text(re.split(r"\s*[,:]", title)[0], title.language)


class CaseQuerySet(PublishableQuerySet):
    def for_cards(self):
        """The columns that a card shows; ``cards()`` reads what they are tied to."""
        return self.annotate(best_evidence=best_evidence(), main_sum=main_sum()).only(
            *("slug", "original_name", "original_language", "start_year", "end_year"),
            *("identification", "documentation", *columns("title", "in_short")),
        )

    def for_lines(self):
        """All that a line of a ledger shows."""
        places = CasePlace.objects.select_related("place__country", "place__region")
        return self.prefetch_related(
            Prefetch("case_places", places.defer("place__locator")),
            Prefetch("case_levers", CaseLever.objects.select_related("lever__function")),
        )

    def for_page(self):
        """All that the page of a case shows."""
        places = CasePlace.objects.select_related("place__country__region", "place__region")
        return self.prefetch_related(
            Prefetch("case_places", places),
            Prefetch("case_levers", CaseLever.objects.select_related("lever__function")),
            "groups",
            "themes",
            Prefetch("sources", Source.objects.order_by("position")),
            Prefetch(
                "results", Result.objects.select_related("source").order_by("position", "pk")
            ),
            "costs",
            "starting_points",
            "contacts",
            Prefetch("copies", Copy.objects.select_related("place")),
            Prefetch(
                "case_organisations",
                CaseOrganisation.objects.select_related("organisation"),
            ),
        )


class Case(Coded, Publishable):
    title = Translated(
        models.CharField,
        max_length=120,
        verbose_name=_("title"),
        help_text=_("The place, then what; or the proper name with a gloss. No year."),
    )
    original_name = models.CharField(
        _("original name"),
        max_length=200,
        blank=True,
        help_text=_("What it is called where it is: Manzanas del Cuidado."),
    )
    original_language = models.CharField(
        _("language of the original name"), max_length=3, blank=True
    )
    in_short = Translated(
        models.CharField,
        max_length=220,
        blank=True,
        verbose_name=_("in short"),
        help_text=_("One sentence of at most 200 characters, with no figure that ages."),
    )
    summary = Translated(
        models.TextField,
        blank=True,
        verbose_name=_("summary"),
        help_text=_("One paragraph of 80 to 150 words: who does what, for whom, since when."),
    )
    context = Translated(
        models.TextField,
        blank=True,
        verbose_name=_("context"),
        help_text=_("The need it answers. Cite sources with their number: [1]."),
    )
    approach = Translated(
        models.TextField,
        blank=True,
        verbose_name=_("how it works"),
        help_text=_(
            "Three to six points, each on a line that begins with “- ”. Cite with [1]."
        ),
    )
    challenges = Translated(
        models.TextField,
        blank=True,
        verbose_name=_("challenges and lessons"),
        help_text=_("One to four points: what was hard, and who says so. Cite with [1]."),
    )
    financing = Translated(
        models.TextField,
        blank=True,
        verbose_name=_("financing"),
        help_text=_("Who pays, how much, for which years. Cite with [1]."),
    )
    not_found = Translated(
        models.TextField,
        blank=True,
        verbose_name=_("what was not found"),
        help_text=_("What was looked for in vain, in points; the summary tells the case."),
    )
    start_year = models.PositiveSmallIntegerField(
        _("start year"),
        null=True,
        blank=True,
        help_text=_("The first year of this very thing; empty if the sources do not say."),
    )
    end_year = models.PositiveSmallIntegerField(_("end year"), null=True, blank=True)
    operation = models.CharField(
        pgettext_lazy("case", "status"),
        max_length=9,
        choices=Operation,
        default=Operation.UNKNOWN,
    )
    identification = models.CharField(
        _("identification"),
        max_length=12,
        choices=Identification,
        default=Identification.UNIDENTIFIED,
    )
    identification_note = Translated(
        models.TextField,
        blank=True,
        verbose_name=_("note on the identification"),
        help_text=_("What the synthesis says, what we concluded, and why."),
    )
    documentation = models.CharField(
        _("documentation"),
        max_length=17,
        choices=Documentation,
        default=Documentation.PARTLY,
    )
    places = models.ManyToManyField(
        Place, through="CasePlace", related_name="cases", verbose_name=_("places")
    )
    levers = models.ManyToManyField(
        Lever, through="CaseLever", related_name="cases", verbose_name=_("levers")
    )
    groups = models.ManyToManyField(
        Group, related_name="cases", blank=True, verbose_name=_("groups")
    )
    organisations = models.ManyToManyField(
        Organisation,
        through="CaseOrganisation",
        related_name="cases",
        verbose_name=_("organisations"),
    )
    recommendations = models.ManyToManyField(
        Recommendation,
        related_name="cases",
        blank=True,
        verbose_name=_("recommendations it illustrates"),
    )
    themes = TaggableManager(
        through=CaseTheme, blank=True, verbose_name=_("themes"), related_name="cases"
    )

    objects = Originals.from_queryset(CaseQuerySet)()
    every_row = EveryRow.from_queryset(CaseQuerySet)()

    class Meta(Publishable.Meta):
        ordering = ["slug"]
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        permissions = [
            ("publish_case", "Can publish and archive cases"),
            ("draft_case", "Can write own drafts of cases"),
            ("translate_case", "Can write texts of cases in own languages"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            *Coded.Meta.constraints,
            models.CheckConstraint(
                name="case_operation_is_known",
                condition=Q(operation__in=Operation.values),
            ),
            models.CheckConstraint(
                name="case_identification_is_known",
                condition=Q(identification__in=Identification.values),
            ),
            models.CheckConstraint(
                name="case_documentation_is_known",
                condition=Q(documentation__in=Documentation.values),
            ),
            slug_of_signs("case_slug_is_of_an_address"),
            language_code("original_language", "case_original_language_is_a_code", blank=True),
            Check(
                beside="start_year",
                name="case_years_are_sane",
                condition=(Q(start_year__isnull=True) | Q(start_year__range=SANE_YEARS))
                & (Q(end_year__isnull=True) | Q(end_year__range=SANE_YEARS)),
                violation_error_message=_("A year is between 1800 and 2100."),
            ),
            Check(
                name="case_ends_after_it_starts",  # of two fields: said above both
                condition=Q(start_year__isnull=True)
                | Q(end_year__isnull=True)
                | Q(end_year__gte=F("start_year")),
                violation_error_message=_("It cannot end before it starts."),
            ),
            given("title_fr", "case_has_a_title", _("Give a title in French.")),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of("cases:detail", self.slug)

    def lacks(self):
        lacks = {}
        if not self.summary_fr:
            lacks["summary_fr"] = _("A published case needs a summary in French.")
        if not self.case_levers.exists():
            lacks["case_levers"] = _("A published case needs at least one lever.")
        if not self.sources.exists():
            lacks["sources"] = _("A published case needs at least one source.")
        return lacks

    @property
    def short_title(self):
        """The title up to its first comma or colon, for a list of names."""
        return short(self.title)

    @property
    def when(self):
        """Its years in words."""
        years = {"from": self.start_year, "to": self.end_year}
        if not self.start_year:
            return gettext("start not known")
        if self.end_year == self.start_year:
            return str(self.start_year)
        if self.end_year:
            return gettext("%(from)s to %(to)s") % years
        return gettext("since %(year)s") % {"year": self.start_year}

    @property
    def standing(self):
        """How sure the identity is and how much the sources tell; once, where that is no
        more than the name."""
        identified = Identification(self.identification).label
        labels = [str(identified), Documentation(self.documentation).label.lower()]
        only_named = self.identification == Identification.UNIDENTIFIED and (
            self.documentation == Documentation.NAMED_ONLY
        )
        return labels[0] if only_named else joined(labels)

    @property
    def told_until(self):
        """The year of the newest source that a statement rests on; None if none is dated."""
        years = [source.year for source in self.sources.all() if source.tells]
        return max(filter(None, years), default=None)

    @property
    def main_lever(self):
        """The lever that gives the case its shape and hue."""
        rows = list(self.case_levers.all())
        return rows[0].lever if rows else None

    @property
    def main_place(self):
        rows = list(self.case_places.all())
        return rows[0].place if rows else None
