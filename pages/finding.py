"""One true finding for the front page, counted: how the results of all cases are known."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Evidence, Result, ResultKind
from cases.tally import unit_for
from editorial.catalogue import once_per_stamp

TICKS, APART = 90, 3  # in the longest row; units of the drawing
# A rule, a prize, a forecast, what was put in, a fact of the place: on record, but no result.
RESULTS = (ResultKind.OUTPUT, ResultKind.OUTCOME, ResultKind.FINDING)
HOW = {
    "told": _("told by those who run it"),
    "reported": _("reported by the press or another body"),
    "recorded": _("recorded by an official body"),
    "studied": _("studied by others"),
    "compared": _("compared, before and after or with another group"),
}


@dataclass(frozen=True)
class Row:
    """Results that are known in one way: ``sign`` has its words and its shape."""

    sign: str
    count: int
    unit: int  # results that a tick stands for

    @property
    def words(self):
        return HOW[self.sign]

    @property
    def width(self):
        return TICKS * APART

    @property
    def ticks(self):
        """Path data: a tick for each result while they are few."""
        ticks = -(-self.count // self.unit)
        return "".join(f"M{APART * number + 1} 0v10" for number in range(ticks))


@dataclass(frozen=True)
class Finding:
    rows: list

    @property
    def results(self):
        return sum(row.count for row in self.rows)

    @property
    def compared(self):
        return self.rows[-1].count


@once_per_stamp
def finding():
    """None while no result is coded."""
    published = Case.objects.published()
    coded = Result.objects.filter(case__in=published, kind__in=RESULTS).exclude(evidence="")
    counts = dict.fromkeys(HOW, 0)
    for evidence, count in coded.order_by().values_list("evidence").annotate(Count("pk")):
        if sign := Evidence(evidence).sign:
            counts[sign] += count
    unit = unit_for(max(counts.values()), TICKS)
    rows = [Row(sign, count, unit) for sign, count in counts.items()]
    return Finding(rows) if any(counts.values()) else None
