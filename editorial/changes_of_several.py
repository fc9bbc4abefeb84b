"""What several pending changes would make readers see: as of one, in as many queries for one as
for fifty."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from .kinds import kind_of
from .naming import Gathering
from .working_copies import Standing

SHORT = 3, 400  # changes, and signs of them, that stand open on a page of several


@dataclass
class Change:
    """``differences``: [Difference], empty where it says what is published."""

    standing: Standing
    differences: list

    @property
    def is_long(self):
        most, signs = SHORT
        length = sum(len(one.before) + len(one.after) for one in self.differences)
        return len(self.differences) > most or length > signs


def read_together(things):
    """Read what documents say of all of them, and of what copies among them replace."""
    rows = [*things, *(one.replaces for one in things if one.is_copy)]
    if rows:
        prefetch_related_objects(rows, *kind_of(type(rows[0])).shape.prefetch)


def changes(things):
    """{key of a copy: Change} of the copies among ``things``, which are read already."""
    standings = {
        one.pk: Standing(one, tuple(map(kind_of(type(one)).shape.write, (one, one.replaces))))
        for one in things
        if one.is_copy
    }
    gathering = Gathering()
    for one in standings.values():
        one.told(gathering)
    names = gathering.found()
    return {pk: Change(one, one.told(names)) for pk, one in standings.items()}
