"""The order of a list. Sorted in Python, where É stands with E on every database."""

from django.db.models import Max, OuterRef, Subquery

from languages.folding import sorting_key
from languages.texts import translated

from .filters import Sort
from .models import Case, CasePlace


def ordered(keys, sort):
    """Some primary keys of published cases in the order asked for; ties by title."""
    place = CasePlace.objects.filter(case=OuterRef("pk")).order_by("position", "pk")
    published = Case.objects.published().order_by()
    rows = published.values(
        "pk",
        "start_year",
        words=translated("title"),
        documented=Max("sources__year"),
        place=Subquery(place.values(name=translated("place__name"))[:1]),
    )
    asked = [row for row in rows if row["pk"] in keys]
    return [row["pk"] for row in sorted(asked, key=KEYS[sort or Sort.DOCUMENTED])]


def by_title(row):
    return sorting_key(row["words"])


KEYS = {
    Sort.DOCUMENTED: lambda row: (-(row["documented"] or 0), by_title(row)),
    Sort.TITLE: by_title,
    # What has no place, or no year, comes last.
    Sort.PLACE: lambda row: (not row["place"], sorting_key(row["place"] or ""), by_title(row)),
    Sort.START: lambda row: (row["start_year"] or 9999, by_title(row)),
}
