"""Where the published cases are, and how each is marked: read once per stamp and language.

Maps and pages of many cases ask here, so that none of them reads all cases.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import get_language

from cartography.sheet import on_world
from editorial.catalogue import once_per_stamp
from languages.addresses import address_of
from languages.texts import Text, translated_row
from search.engines import listed

from . import vocabulary
from .models import Case, CaseLever, CasePlace, Place
from .models.case import short

AT_ONCE = 2_000  # rows that are read together


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A place as maps and lists of many cases show it."""

    pk: int
    slug: str
    name: Text
    within: str
    country: str  # ISO code, perhaps empty
    region: int | None  # primary key of the smallest region around it
    is_area: bool
    grid_reference: str
    at: tuple | None  # in units of the sheet of the world

    @classmethod
    def of(cls, place):
        return cls(
            pk=place.pk,
            slug=place.slug,
            name=place.name,
            within=place.within,
            country=place.country.iso2 if place.country else "",
            region=place.smallest_region_id,
            is_area=place.is_area,
            grid_reference=place.grid_reference,
            at=on_world(place.longitude, place.latitude) if place.has_point else None,
        )


@dataclass(frozen=True, slots=True, eq=False)
class MarkedCase:
    """A case as a mark, a name and a link."""

    pk: int
    slug: str
    title: Text
    identification: str
    main_lever: object  # a Lever with its function; None while it has none
    main_place: Site | None

    def get_absolute_url(self):
        return address_of("cases:detail", self.slug)

    @property
    def short_title(self):
        return short(self.title)


class Whereabouts:
    def __init__(self):
        rows = Place.objects.select_related("country").defer("locator")
        rows = rows.filter(cases__in=Case.objects.published()).distinct()
        self.sites = {place.pk: Site.of(place) for place in rows.iterator(AT_ONCE)}
        self._places, self._lever = defaultdict(tuple), {}
        of_published = {"case__in": Case.objects.published()}
        ties = CasePlace.objects.filter(**of_published).order_by("position", "pk")
        for case, place in ties.values_list("case", "place").iterator(AT_ONCE):
            self._places[case] += (place,)
        # Of several levers of a case the first one stays, since it comes last.
        ties = CaseLever.objects.filter(**of_published).order_by(
            "-lever__function__position", "-lever__position"
        )
        self._lever.update(ties.values_list("case", "lever").iterator(AT_ONCE))
        self.levers = {lever.pk: lever for lever in vocabulary.current().levers}
        self._function = {
            pk: (lever.function.position, lever.function.slug)
            for pk, lever in self.levers.items()
        }

    def sites_of(self, case):
        """Of a primary key, in the order of the case."""
        places = self._places.get(case, ())
        return [self.sites[place] for place in places if place in self.sites]

    def lever_of(self, case):
        """The lever that gives a case its shape and hue."""
        return self.levers.get(self._lever.get(case))

    def function_of(self, case):
        """(position, slug) of the function of that lever, or None."""
        return self._function.get(self._lever.get(case))

    def marked(self, cases):
        """{primary key: MarkedCase} of some primary keys, in one query however many."""
        if not cases:
            return {}
        titles, languages = translated_row("title")
        rows = Case.objects.published().filter(pk__in=listed(cases)).order_by()
        return {
            pk: MarkedCase(
                pk,
                slug,
                Text.first(words, languages),
                identification,
                self.lever_of(pk),
                next(iter(self.sites_of(pk)), None),
            )
            for pk, slug, identification, *words in rows.values_list(
                "pk", "slug", "identification", *titles
            )
        }


@once_per_stamp
def _whereabouts(language):
    return Whereabouts()


def whereabouts():
    """Of what is published now, in the reader's language; requests share it."""
    return _whereabouts(get_language())
