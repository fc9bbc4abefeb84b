"""The towns of GeoNames of 5,000 inhabitants and more, by number and by any of their names."""

from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from pathlib import Path

from languages.folding import slug_of
from search.spelling import distance

from .names import bare
from .sorted_file import SortedFile

DATA = Path(__file__).parent / "data"
TOWNS = SortedFile(DATA / "towns.tsv", lambda line: int(line.partition(b"\t")[0]))
NAMES = SortedFile(DATA / "names.tsv", bytes)
SHOWN = 8
ALIKE = 2  # first letters that two spellings share …
DIFFERING = 2  # … and letters that may differ: one in a short name
SHORT, LEAST = 8, 4
KEPT = 512  # towns that were asked for lately


@dataclass(frozen=True)
class Town:
    """``beside``: a large town that tells it from another of its name in its country.
    Degrees have four decimals."""

    number: int
    name: str
    country: str  # ISO, two letters
    population: int
    beside: str = ""
    latitude: float = 0.0
    longitude: float = 0.0

    @property
    def key(self):
        """Its number, and its name for people who read addresses."""
        return f"{self.number}-{slug_of(self.name)}".rstrip("-")


@lru_cache(KEPT)
def by_number(number):
    """The town, or None."""
    for line in TOWNS.lines_from(TOWNS.start(number)):
        its, name, country, population, beside, *point = line.decode().split("\t")
        if int(its) == number:
            return Town(number, name, country, int(population), beside, *map(float, point))
        break
    return None


def named(words, countries=None):
    """The towns of exactly this name, the largest first; ``countries``: ISO codes, or all."""
    return _largest(NAMES.beginning_with(f"{bare(words)}\t".encode()), countries, most=None)


def begun(words, countries=None, most=SHOWN):
    """The largest towns of which a name begins like this. Of some countries, once a second
    letter is there: each town of the first would have to be looked up for its country."""
    beginning = bare(words)
    if not beginning or (countries is not None and (not countries or len(beginning) < 2)):
        return []
    return _largest(NAMES.beginning_with(beginning.encode()), countries, most)


def spelled_alike(words, countries=None, most=SHOWN):
    """Towns with a name that is spelled nearly so, the nearest spelling first."""
    wanted = bare(words)
    reach = 1 if len(wanted) < SHORT else DIFFERING
    if len(wanted) < LEAST:
        return []
    found = {}
    for name, number, size in _of_about_the_length(wanted, reach):
        steps = distance(wanted, name, reach)
        if steps <= reach:
            best = found.get(number, (reach + 1, 0))
            found[number] = min(best, (steps, -size))
    towns = (by_number(number) for number in sorted(found, key=found.get))
    return [town for town in towns if countries is None or town.country in countries][:most]


def _of_about_the_length(wanted, reach):
    """(name, number, size) of names that begin as another does and may be spelled nearly so."""
    length, some = len(wanted.encode()), 4 * reach  # bytes of as many letters
    letters = set(wanted)
    for line in NAMES.beginning_with(wanted[:ALIKE].encode()):
        if -some <= line.index(b"\t") - length <= some:
            name, number, size = line.decode().split("\t")
            # A letter that only one of them has is a difference at least.
            others = len(letters.difference(name)), len(set(name) - letters)
            if abs(len(name) - len(wanted)) <= reach >= max(others):
                yield name, int(number), int(size)


def _largest(lines, countries, most):
    """The towns of some lines, each once."""
    sizes = {}
    for line in lines:
        _name, number, size = line.rsplit(b"\t", 2)
        sizes[int(number)] = int(size)
    if countries is None:
        # The size of a line is rough: a few more are read, to be put in order.
        some = nlargest(2 * most if most else len(sizes), sizes, key=sizes.get)
    else:
        some = sizes
    towns = (by_number(number) for number in some)
    towns = [town for town in towns if countries is None or town.country in countries]
    return sorted(towns, key=lambda town: (-town.population, town.number))[:most]
