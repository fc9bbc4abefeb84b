"""Money as data: each sum as a source writes it, never converted."""

import json
from decimal import Decimal

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Cast, JSONObject
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.shown import ShownQuerySet
from languages.constraints import UPPER, Check, code_of, given
from languages.texts import Translated

from .citing import Citing, has_source
from .codes import CostKind, CostStatus
from .coding import SANE_YEARS

# What tells of the whole comes before what one unit or one user pays.
OF_THE_WHOLE = [CostKind.BUDGET, CostKind.INVESTMENT, CostKind.GRANT, CostKind.PRIZE]


def telling_of_the_whole(cost):
    """A place in the order: the less, the more it tells of the whole."""
    kinds = OF_THE_WHOLE
    return kinds.index(cost.kind) if cost.kind in kinds else len(kinds)


def lack_of_sum(has_some):
    """What is said where no sum is of the case: those of others are none of its own."""
    return gettext("No sum for this case alone") if has_some else gettext("No sum found")


def main_sum():
    """Of a case the sum that tells most of the whole, as a column: its fields as a text of
    JSON, amounts as they are written in figures; None if there is none. One that is for more
    than the case is the last."""
    place = [When(kind=kind, then=number) for number, kind in enumerate(OF_THE_WHOLE)]
    place.append(When(kind=CostKind.WIDER, then=len(OF_THE_WHOLE) + 1))
    rows = Cost.objects.filter(case=OuterRef("pk"))
    rows = rows.order_by(Case(*place, default=len(OF_THE_WHOLE)), "position", "pk")
    told = JSONObject(
        amount=Cast("amount", models.CharField()),
        amount_to=Cast("amount_to", models.CharField()),
        **{name: name for name in ("currency", "kind", "status", "year_from", "year_to")},
    )
    return Subquery(rows.values(told=told)[:1], output_field=models.TextField())


class Cost(Citing):
    """A sum: ``amount``, or from ``amount`` to ``amount_to``, in units of ``currency``."""

    PART_OF = "case"

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="costs")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    amount_to = models.DecimalField(
        _("to"),
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("The upper end, if the source gives a range."),
    )
    currency = models.CharField(
        _("currency"), max_length=3, help_text=_("ISO 4217 code, such as EUR.")
    )
    year_from = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=CostKind)
    status = models.CharField(_("status"), max_length=9, choices=CostStatus, blank=True)
    payer = Translated(models.CharField, max_length=160, blank=True, verbose_name=_("who pays"))
    what = Translated(
        models.CharField,
        max_length=240,
        verbose_name=_("what it is for"),
        help_text=_("At most 20 words, without the sum, which stands beside."),
    )

    objects = ShownQuerySet.as_manager()

    class Meta:
        ordering = ["case", "position"]
        verbose_name = _("sum of money")
        verbose_name_plural = _("sums of money")
        constraints = [
            code_of("currency", UPPER, 3, "cost_has_a_currency",
                    _("An amount needs its currency: three capital letters, such as EUR.")),
            models.CheckConstraint(
                name="cost_kind_is_known", condition=Q(kind__in=CostKind.values)
            ),
            models.CheckConstraint(
                name="cost_status_is_known", condition=Q(status__in=["", *CostStatus.values])
            ),
            Check(
                beside="amount",
                name="cost_is_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("An amount is not below zero."),
            ),
            Check(
                beside="amount_to",
                name="cost_range_is_in_order",
                condition=Q(amount_to__isnull=True) | Q(amount_to__gt=F("amount")),
                violation_error_message=_("The upper end is above the amount."),
            ),
            Check(
                beside="year_from",
                name="cost_years_are_sane",
                condition=(Q(year_from__isnull=True) | Q(year_from__range=SANE_YEARS))
                & (Q(year_to__isnull=True) | Q(year_to__range=SANE_YEARS)),
                violation_error_message=_("A year is between 1800 and 2100."),
            ),
            Check(
                beside="year_to",
                name="cost_years_are_in_order",
                condition=Q(year_to__isnull=True)
                | Q(year_from__isnull=True)
                | Q(year_to__gte=F("year_from")),
                violation_error_message=_("The last year is before the first one."),
            ),
            has_source("cost_has_a_source", _("An amount needs the number of its source.")),
            given("what_fr", "cost_is_for_something", _("Say in French what it is for.")),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.amount:,} {self.currency}"

    @classmethod
    def told(cls, text):
        """Of what ``main_sum`` gives; nothing of nothing."""
        if not text:
            return None
        row = json.loads(text)
        amounts = {
            name: Decimal(row[name]) if row[name] else None for name in ("amount", "amount_to")
        }
        return cls(**row | amounts)

    @property
    def is_wider(self):
        """Whether it is for more than the case, whose own sum it does not tell."""
        return self.kind == CostKind.WIDER

    @property
    def in_words(self):
        """As the source writes it, with the signs of the reader's language."""
        sort = " ".join(filter(None, [self.get_kind_display(), self.years]))
        return f"{self.figure} ({sort})"

    @property
    def figure(self):
        """The sum alone, or from where to where it goes, in its currency."""
        ends = [end for end in (self.amount, self.amount_to) if end is not None]
        return f"{'–'.join(floatformat(end, '-2g') for end in ends)} {self.currency}"

    @property
    def years(self):
        """Such as “2022” or “2019–2022”; empty if the source says none."""
        years = [str(year) for year in (self.year_from, self.year_to) if year]
        return "–".join(dict.fromkeys(years))
