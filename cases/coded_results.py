"""The codes of all results that readers see, read once per stamp; their texts stay where they
are, and only those of a page are read."""

from dataclasses import dataclass

from editorial.catalogue import once_per_stamp

from .models import Case, Evidence, Result

AT_ONCE = 2_000  # rows that are read together
FIRMNESS = {code: place for place, code in enumerate([*Evidence.values, ""])}


@dataclass(frozen=True, slots=True)
class CodedResult:
    """``kind`` and ``evidence`` are empty where a result is not coded."""

    pk: int
    case: int
    kind: str
    evidence: str
    areas: tuple


@once_per_stamp
def coded_results():
    """The firmest first, and of those the newest."""
    rows = Result.objects.filter(case__in=Case.objects.published()).order_by("case", "position")
    found = rows.values_list("pk", "case", "kind", "evidence", "areas", "year")
    in_order = sorted(
        found.iterator(AT_ONCE), key=lambda row: (FIRMNESS[row[3]], -(row[5] or 0))
    )
    return [CodedResult(*row[:4], tuple(row[4])) for row in in_order]
