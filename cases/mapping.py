"""The answer to a question as points of a sheet, gathered where they would touch."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from math import cos, hypot, pi, sin, sqrt

from django.db.models import Prefetch

from cartography.sheet import HEIGHT, WIDTH
from languages.folding import sorting_key

from .models import Case, CaseLever, CasePlace, Place

# In units of the sheet.
APART = 30  # nearer points are gathered
MARK = 13  # width of a mark
BETWEEN = 1.6  # gap between two arcs of a ring
LETTER, LINE = 8, 15  # mean width of a letter of a name; its height
AROUND = 3  # empty space around a name


@dataclass(frozen=True)
class Spot:
    """One case at one of its places."""

    case: Case
    place: Place
    x: float
    y: float


@dataclass
class Name:
    """A name on the sheet, where it touches nothing."""

    text: str
    x: str
    y: str
    anchor: str


@dataclass
class Gathering:
    """Spots that would touch: a mark if there is one case, else a ring with their number."""

    spots: list
    number: int = 0  # of a ring, for its anchor
    name: Name | None = None

    @property
    def x(self):
        return sum(spot.x for spot in self.spots) / len(self.spots)

    @property
    def y(self):
        return sum(spot.y for spot in self.spots) / len(self.spots)

    @cached_property
    def cases(self):
        """Each case once."""
        return list({spot.case.pk: spot.case for spot in self.spots}.values())

    @cached_property
    def places(self):
        return list({spot.place.pk: spot.place for spot in self.spots}.values())

    @property
    def is_ring(self):
        return len(self.cases) > 1

    @property
    def is_area(self):
        return all(place.is_area for place in self.places)

    @property
    def radius(self):
        return 10.5 + sqrt(len(self.cases)) if self.is_ring else MARK / 2

    def gap(self, other):
        return hypot(self.x - other.x, self.y - other.y)

    @property
    def at(self):
        """The figures of the drawing, written for SVG whatever the reader's language."""
        return {
            "x": figure(self.x),
            "y": figure(self.y),
            "r": figure(self.radius),
            "halo": figure(self.radius + 3),
            "left": figure(self.x - MARK / 2),
            "top": figure(self.y - MARK / 2),
            "base": figure(self.y + 5),
        }

    def shares(self):
        """(function, start, end): turns in radians, clockwise from the top of the ring."""
        functions = [case.main_lever.function for case in self.cases if case.main_lever]
        shares = Counter((function.position, function.slug) for function in functions)
        start = 0
        for (_position, slug), count in sorted(shares.items()):
            end = start + 2 * pi * count / shares.total()
            yield slug, start, end
            start = end

    def arcs(self):
        """(function, path data): the shares of the functions, in their order."""
        shares = list(self.shares())
        for slug, start, end in shares:
            yield slug, self._arc(start, end, whole=len(shares) == 1)

    def _arc(self, start, end, whole):
        radius = figure(self.radius)
        if whole:
            top = f"M{figure(self.x)} {figure(self.y - self.radius)}"
            down = f"a{radius} {radius} 0 1 1 0 {figure(2 * self.radius)}"
            return f"{top}{down}a{radius} {radius} 0 1 1 0 {figure(-2 * self.radius)}"
        gap = BETWEEN / self.radius / 2
        first, last = self._on_ring(start + gap), self._on_ring(end - gap)
        large = int(end - start > pi)
        return f"M{first}A{radius} {radius} 0 {large} 1 {last}"

    def _on_ring(self, turn):
        """A point of the ring, clockwise from its top."""
        x, y = self.x + self.radius * sin(turn), self.y - self.radius * cos(turn)
        return f"{figure(x)} {figure(y)}"


@dataclass
class Entry:
    """A line of the index: a place and its cases."""

    place: Place
    cases: list = field(default_factory=list)


class CaseMap:
    """Every case of an answer: at each of its places, or in the list of those without."""

    def __init__(self, cases, sheet):
        self.sheet = sheet
        self.cases = sorted(cases, key=lambda case: sorting_key(case.title))
        self.spots, self.unplaced = [], []
        for case in self.cases:
            places = [row.place for row in case.case_places.all()]
            self.spots += [self._spot(case, place) for place in places if place.has_point]
            self.unplaced += [(case, place) for place in places if not place.has_point]
            if not places:
                self.unplaced.append((case, None))

    def _spot(self, case, place):
        return Spot(case, place, *self.sheet.position(place.longitude, place.latitude))

    @cached_property
    def index(self):
        """The places in the order of their names, each with its cases."""
        entries = {}
        for spot in self.spots:
            entry = entries.setdefault(spot.place.pk, Entry(spot.place))
            entry.cases.append(spot.case)
        return sorted(entries.values(), key=lambda entry: sorting_key(entry.place.name))

    @cached_property
    def shown(self):
        return [spot for spot in self.spots if self.sheet.shows(spot.x, spot.y, MARK)]

    @property
    def places_beyond(self):
        """How many places lie outside the part of the world that the sheet shows."""
        return len(self.index) - len({spot.place.pk for spot in self.shown})

    @property
    def placed(self):
        """How many cases have at least one point."""
        return len({spot.case.pk for spot in self.spots})

    @cached_property
    def gatherings(self):
        """From north to south and from west to east, as one reads; the names are set."""
        found = sorted(gathered(self.shown), key=lambda one: (one.y // 40, one.x))
        for number, ring in enumerate((one for one in found if one.is_ring), start=1):
            ring.number = number
        self._write_names(found)
        return found

    @property
    def rings(self):
        return [gathering for gathering in self.gatherings if gathering.is_ring]

    def references(self):
        return [(name, figure(x), figure(y)) for name, x, y in self.sheet.references()]

    def _write_names(self, gatherings):
        """Greedily, to the right or to the left; a name that would touch is left out."""
        taken = [_box(one.x, one.y, one.radius + AROUND) for one in gatherings]
        taken += [_box(x, y - 5, 8) for _name, x, y in self.sheet.references()]
        for one in gatherings:
            if len(one.places) > 1:
                continue
            text = str(one.places[0].name)
            for box, anchor in _sides(one, len(text) * LETTER):
                if _is_free(box, taken):
                    taken.append(box)
                    x = box[0] if anchor == "start" else box[2]
                    one.name = Name(one.places[0].name, figure(x), figure(one.y + 5), anchor)
                    break


def for_map(cases):
    """All that a map shows of some cases, in three queries."""
    places = CasePlace.objects.select_related("place__country").defer("place__locator")
    levers = CaseLever.objects.select_related("lever__function")
    return cases.prefetch_related(
        Prefetch("case_places", places), Prefetch("case_levers", levers)
    )


def gathered(spots):
    """Each spot to the nearest gathering in reach; then gatherings that came too near."""
    found = []
    for spot in spots:
        alone = Gathering([spot])
        nearest = min(found, key=alone.gap, default=None)
        if nearest and alone.gap(nearest) < APART:
            nearest.spots.append(spot)
        else:
            found.append(alone)
    while pair := _too_near(found):
        one, other = pair
        one.spots += other.spots
        found.remove(other)
    return found


def _too_near(found):
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            if one.gap(other) < APART:
                return one, other
    return None


def _box(x, y, half):
    return x - half, y - half, x + half, y + half


def _sides(one, width):
    away = one.radius + AROUND + 2
    top, bottom = one.y - LINE / 2, one.y + LINE / 2
    yield (one.x + away, top, one.x + away + width, bottom), "start"
    yield (one.x - away - width, top, one.x - away, bottom), "end"


def _is_free(box, taken):
    west, north, east, south = box
    if west < 0 or east > WIDTH or north < 0 or south > HEIGHT:
        return False
    return all(
        left >= east or right <= west or top >= south or bottom <= north
        for left, top, right, bottom in taken
    )


def figure(number):
    return f"{number:.1f}"
