"""What the statements of a case rest on, and what it achieved."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from editorial.shown import Shown, ShownQuerySet
from languages.code_lists import Codes, known_codes
from languages.constraints import Check, given, language_code, web_address
from languages.names import language_name
from languages.texts import Translated

from .codes import Area, Evidence, ResultKind
from .coding import NOT_A_CODE, SANE_YEARS


class SourceKind(models.TextChoices):
    OFFICIAL = "official", _("Official source")
    INTERNATIONAL = "international-organisation", _("International organisation")
    ACADEMIC = "academic", _("Academic work")
    NGO = "ngo", _("NGO or association")
    PRESS = "press", _("Press")


class SourceQuerySet(ShownQuerySet):
    def telling(self):
        """The rule of ``Source.tells``, for many."""
        return self.filter(is_general=False)


class Source(Shown):
    """A document that statements of a case rest on; ``[3]`` in a text is its position."""

    PART_OF = "case"

    case = models.ForeignKey(
        "cases.Case", on_delete=models.CASCADE, related_name="sources", verbose_name=_("case")
    )
    position = models.PositiveSmallIntegerField(
        _("number"), help_text=_("The number that texts cite in brackets. Never renumber.")
    )
    title = models.CharField(
        _("title"), max_length=300, help_text=_("As printed, in its own language.")
    )
    publisher = models.CharField(_("publisher"), max_length=200)
    url = models.URLField(_("address"), max_length=500, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=3, help_text=_("ISO code of two letters, such as es.")
    )
    kind = models.CharField(_("kind"), max_length=30, choices=SourceKind)
    consulted_on = models.DateField(_("consulted on"), null=True, blank=True)
    is_general = models.BooleanField(
        _("general source"),
        default=False,
        help_text=_("On the case as a whole: no statement cites it by its number."),
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["case", "position"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"],
                name="source_number_is_unique_in_its_case",
                violation_error_message=_("Another source of this case has this number."),
            ),
            models.CheckConstraint(
                name="source_kind_is_known",
                condition=Q(kind__in=SourceKind.values),
            ),
            given("title", "source_has_a_title", _("Give a title.")),
            language_code("language", "source_language_is_a_code"),
            web_address("url", "source_address_is_of_the_web"),
            Check(
                name="source_number_counts_from_1",
                condition=Q(position__gte=1),
                beside="position",
                violation_error_message=_("Sources are numbered from 1."),
            ),
            Check(
                beside="year",
                name="source_year_is_sane",
                condition=Q(year__isnull=True) | Q(year__range=SANE_YEARS),
                violation_error_message=_("A year is between 1800 and 2100."),
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.title}"

    @property
    def tells(self):
        """Whether a statement rests on it; a general source says how new nothing is."""
        return not self.is_general

    @property
    def language_name(self):
        return language_name(self.language)


class Result(Shown):
    """Something a case achieved: a statement, the year it speaks of, the source it rests on."""

    PART_OF = "case"

    case = models.ForeignKey(
        "cases.Case", on_delete=models.CASCADE, related_name="results", verbose_name=_("case")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    # RESTRICT: a source cannot go while a result rests on it, but both go with their case.
    source = models.ForeignKey(
        Source, on_delete=models.RESTRICT, related_name="results", verbose_name=_("source")
    )
    # Empty: not coded yet, as results of older files are.
    kind = models.CharField(_("kind"), max_length=11, choices=ResultKind, blank=True)
    evidence = models.CharField(
        _("evidence"),
        max_length=15,
        choices=Evidence,
        blank=True,
        help_text=_("Who says it decides, not who carries it."),
    )
    areas = Codes(Area, verbose_name=_("areas of life"))
    statement = Translated(models.TextField, verbose_name=_("statement"))

    objects = ShownQuerySet.as_manager()

    class Meta:
        ordering = ["case", "position"]
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [
            given("statement_fr", "result_has_a_statement", _("Give a statement in French.")),
            known_codes("areas", Area, "result_areas_are_known", NOT_A_CODE),
            models.CheckConstraint(
                name="result_kind_is_known", condition=Q(kind__in=["", *ResultKind.values])
            ),
            models.CheckConstraint(
                name="result_evidence_is_known",
                condition=Q(evidence__in=["", *Evidence.values]),
            ),
            Check(
                beside="year",
                name="result_year_is_sane",
                condition=Q(year__isnull=True) | Q(year__range=SANE_YEARS),
                violation_error_message=_("A year is between 1800 and 2100."),
            ),
        ]

    def __str__(self):
        return self.statement[:80]

    def save(self, **options):
        """No check of a table can compare two rows: this truth is held here."""
        self.clean()
        super().save(**options)

    def clean(self):
        if self.source_id and self.case_id and self.source.case_id != self.case_id:
            raise ValidationError({"source": _("Choose a source of this very case.")})


def best_evidence():
    """The evidence of the best result of a case, as a column: of a change in people's lives,
    the firmest; without one, of what was done; empty if there is neither."""
    firmness = [When(evidence=code, then=place) for place, code in enumerate(Evidence.values)]
    found = (
        Result.objects.filter(case=OuterRef("pk"), kind=kind)
        .exclude(evidence="")
        .order_by(Case(*firmness))
        .values("evidence")[:1]
        for kind in (ResultKind.OUTCOME, ResultKind.OUTPUT)
    )
    return Coalesce(*map(Subquery, found), Value(""))
