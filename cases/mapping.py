"""The answer to a question as points of a sheet, with the index of its places.

Numbers are those of the whole answer; what is listed is bounded, and says what it leaves out.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import get_language

from cartography.sheet import HEIGHT, WIDTH, sheet_of
from editorial.catalogue import once_per_stamp
from languages.folding import sorting_key

from .filters import CaseFilter
from .gathering import MARK, Name, Spot, figure, gathered
from .ordering import Sort
from .whereabouts import whereabouts

# In units of the sheet.
LETTER, LINE = 8, 15  # mean width of a letter of a name; its height
AROUND = 3  # empty space around a name
PLACES = 200  # lines of the index
CASES = 600  # links to cases under the sheet, and as many in the index
BESIDE = 100  # cases that are listed as having no point


@dataclass
class MapLine:
    """A place and its cases, or a ring and its: the first ones, and how many are left out."""

    cases: list  # numbers
    most: int
    sites: list
    listed: list = field(default_factory=list)  # MarkedCase

    @property
    def first(self):
        # A single case left out would take as much room as the words that say so.
        return self.cases[: self.most] if len(self.cases) > self.most + 1 else self.cases

    @property
    def others(self):
        return len(self.cases) - len(self.first)

    @property
    def site(self):
        return self.sites[0]

    @property
    def countries(self):
        return sorted({site.country for site in self.sites if site.country})


class CaseMap:
    """Every case of an answer: at each of its places, or in the list of those without.

    ``keys`` are primary keys in the order of the titles; a case is known here by its number
    in that order.
    """

    def __init__(self, keys, sheet):
        self.sheet, self.keys = sheet, list(keys)
        self.whereabouts = whereabouts()
        self.at, self.unplaced, self.placed = defaultdict(list), [], 0
        for number, key in enumerate(self.keys):
            sites = self.whereabouts.sites_of(key)
            on_sheet = [site for site in sites if site.at]
            for site in on_sheet:
                self.at[site].append(number)
            self.placed += bool(on_sheet)
            beside = [site for site in sites if not site.at] if sites else [None]
            self.unplaced += [(number, site) for site in beside]

    @cached_property
    def spots(self):
        return [
            Spot(site, tuple(cases), *self.sheet.enlarged(site.at))
            for site, cases in self.at.items()
        ]

    @cached_property
    def shown(self):
        return [spot for spot in self.spots if self.sheet.shows(spot.x, spot.y, MARK)]

    @property
    def places_beyond(self):
        """How many places lie outside the part of the world that the sheet shows."""
        return len(self.spots) - len(self.shown)

    @cached_property
    def gatherings(self):
        """From north to south and from west to east, as one reads; the names are set."""
        found = gathered(self.shown, self._function_of)
        found.sort(key=lambda one: (one.y // 40, one.x))
        for number, ring in enumerate((one for one in found if one.is_ring), start=1):
            ring.number = number
        write_names(found, self.sheet)
        return found

    @property
    def rings(self):
        return [gathering for gathering in self.gatherings if gathering.is_ring]

    def references(self):
        return [(name, figure(x), figure(y)) for name, x, y in self.sheet.references()]

    @cached_property
    def marks(self):
        """[(gathering, its case if it is alone)]"""
        alone = [one.cases[0] for one in self.gatherings if not one.is_ring]
        marked = self._marked(alone)
        return [
            (one, None if one.is_ring else case)
            for one in self.gatherings
            if (case := marked.get(one.cases[0])) or one.is_ring
        ]

    def _function_of(self, number):
        return self.whereabouts.function_of(self.keys[number])

    def _marked(self, numbers):
        keys = {self.keys[number]: number for number in numbers}
        return {keys[pk]: case for pk, case in self.whereabouts.marked(keys).items()}


class MapWithIndex(CaseMap):
    """The map of the page of the map: under the sheet its rings, beside it the places."""

    @cached_property
    def places(self):
        """All places with a point in the order of their names; where they are too many for
        an index, those of the part of the world in sight."""
        sites = sorted(self.at, key=lambda site: sorting_key(site.name))
        if len(sites) > PLACES and not self.sheet.is_world:
            shown = {spot.site for spot in self.shown}
            sites = [site for site in sites if site in shown]
        return sites

    @cached_property
    def index(self):
        return self._with_cases([
            MapLine(self.at[site], max(2, CASES // min(len(self.places), PLACES)), [site])
            for site in self.places[:PLACES]
        ])  # fmt: skip

    @property
    def places_left_out(self):
        return len(self.places) - len(self.index)

    @cached_property
    def lines_of_rings(self):
        """[(ring, its line)]"""
        most = max(2, CASES // len(self.rings)) if self.rings else 0
        lines = [MapLine(ring.cases, most, ring.places) for ring in self.rings]
        return list(zip(self.rings, self._with_cases(lines), strict=True))

    @cached_property
    def beside(self):
        """[(case, its place, or None)] of the cases that have no point."""
        some = self.unplaced[:BESIDE]
        marked = self._marked([number for number, _site in some])
        return [(marked[number], site) for number, site in some if number in marked]

    @property
    def left_out_beside(self):
        return max(0, len(self.unplaced) - BESIDE)

    def _with_cases(self, lines):
        marked = self._marked({case for line in lines for case in line.first})
        for line in lines:
            line.listed = [marked[case] for case in line.first if case in marked]
        return lines


@once_per_stamp
def _map_of_all(language):
    return MapWithIndex(CaseFilter().ordered(Sort.TITLE), sheet_of())


def map_of_all():
    """The world with all that is published; requests share it."""
    return _map_of_all(get_language())


# --- names on the sheet -----------------------------------------------------------------


class Taken:
    """Boxes on the sheet where no name can be, by the rows of the sheet that they touch."""

    ROW = 40  # units

    def __init__(self):
        self.rows = defaultdict(list)

    def put(self, box):
        for row in self._rows(box):
            self.rows[row].append(box)

    def is_free(self, box):
        west, north, east, south = box
        if west < 0 or east > WIDTH or north < 0 or south > HEIGHT:
            return False
        return all(
            left >= east or right <= west or top >= south or bottom <= north
            for row in self._rows(box)
            for left, top, right, bottom in self.rows[row]
        )

    def _rows(self, box):
        return range(int(box[1] // self.ROW), int(box[3] // self.ROW) + 1)


def write_names(gatherings, sheet):
    """Greedily, to the right or to the left; a name that would touch is left out."""
    taken = Taken()
    for one in gatherings:
        taken.put(_box(one.x, one.y, one.radius + AROUND))
    for _name, x, y in sheet.references():
        taken.put(_box(x, y - 5, 8))
    for one in gatherings:
        if len(one.places) > 1:
            continue
        text = one.places[0].name
        for box, anchor in _sides(one, len(text) * LETTER):
            if taken.is_free(box):
                taken.put(box)
                x = box[0] if anchor == "start" else box[2]
                one.name = Name(text, figure(x), figure(one.y + 5), anchor)
                break


def _box(x, y, half):
    return x - half, y - half, x + half, y + half


def _sides(one, width):
    away = one.radius + AROUND + 2
    top, bottom = one.y - LINE / 2, one.y + LINE / 2
    yield (one.x + away, top, one.x + away + width, bottom), "start"
    yield (one.x - away - width, top, one.x - away, bottom), "end"
