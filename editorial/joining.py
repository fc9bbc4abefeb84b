"""Two things become one: ties move, ties that would be there twice fold, names are kept.

What rests on a thing is asked of its model, so a relation that is added is moved too. All that
is taken away is written down in a ``Merging``; ``parting.py`` reads it back.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from languages.content import save_dated
from languages.folding import fold
from languages.texts import CODES

from . import catalogue
from .models import FormerSlug, Merging

NAMES = ("name", "label")  # the columns, in each language, that readers know a thing by
MORE_NAMES = "alternative_names"


class Refused(ValidationError):
    """These two cannot become one, or not be parted. ``status``: that of the answer."""

    def __init__(self, words, status, params=None):
        super().__init__(words, params=params)
        self.status = status


def ties_of(model):
    """(model, foreign key) of all that points to it, tables of many-to-many included."""
    return [
        (relation.related_model, relation.field)
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and (relation.one_to_many or relation.one_to_one)
    ]


def rows_of(model, field, thing):
    return model._base_manager.filter(**{field.name: thing}).order_by("pk")


def unique_sets(model, field):
    """The other columns of each set of columns, this one among them, that is unique."""
    sets = [one.fields for one in model._meta.total_unique_constraints]
    sets += [*model._meta.unique_together, *([(field.name,)] if field.unique else [])]
    return [[name for name in names if name != field.name] for names in sets
            if field.name in names]  # fmt: skip


def twin_of(row, field, thing):
    """The row of a thing that would be the same as this one, if this were the thing's too."""
    for names in unique_sets(type(row), field):
        same = {name: getattr(row, row._meta.get_field(name).attname) for name in names}
        found = rows_of(type(row), field, thing).filter(**same).exclude(pk=row.pk).first()
        if found and None not in same.values():
            return found
    return None


def owner_of(row, field):
    """What the row belongs to, beside the thing that it names."""
    whole = getattr(row, "PART_OF", "")
    others = [one.name for one in row._meta.fields if one.is_relation and one != field]
    name = whole or (others[0] if row._meta.auto_created and others else "")
    return getattr(row, name) if name else row


def written(row):
    return serializers.serialize("python", [row])[0] | {"fields": plain(row)}


def plain(row):
    """{column: its value as text or number}, for JSON."""
    return {
        field.name: (
            value
            if isinstance(value := field.value_from_object(row), int | bool | None)
            else field.value_to_string(row)
        )
        for field in row._meta.concrete_fields
        if not field.primary_key
    }


@dataclass
class Joining:
    """``gone`` is to become one with ``kept``."""

    gone: models.Model
    kept: models.Model

    def check(self):
        if self.gone.pk == self.kept.pk:
            raise Refused(_("A thing cannot be merged with itself: choose another."), 400)
        for field in self.kept._meta.fields:
            above = self.kept if field.related_model is type(self.kept) else None
            while above := above and getattr(above, field.name):
                if above.pk == self.gone.pk:
                    words = _("“%(kept)s” is part of “%(gone)s”: move it out first.")
                    raise Refused(words, 409, {"kept": self.kept, "gone": self.gone})

    @cached_property
    def ties(self):
        """(row, foreign key, the twin of the kept thing that it folds into, or None)"""
        return [
            (row, field, twin_of(row, field, self.kept))
            for model, field in ties_of(type(self.gone))
            for row in rows_of(model, field, self.gone)
        ]

    def counts(self):
        """(name of a kind of tie, how many move, how many fold)"""
        moving, folding = Counter(), Counter()
        for row, _field, twin in self.ties:
            (folding if twin else moving)[self._name_of(row)] += 1
        names = dict.fromkeys([*moving, *folding])
        return [(name, moving[name], folding[name]) for name in names]

    def _name_of(self, row):
        if not row._meta.auto_created:
            return row._meta.verbose_name_plural
        others = [field for field in row._meta.fields if field.is_relation]
        other = next(one for one in others if one.related_model is not type(self.gone))
        return other.related_model._meta.verbose_name_plural

    @cached_property
    def more_names(self):
        """{column: alternative names of the kept thing, with those of the other}"""
        found = {}
        for code in CODES:
            column = f"{MORE_NAMES}_{code}"
            if not hasattr(self.kept, column):
                continue
            room = self.kept._meta.get_field(column).max_length
            names = [one.strip() for one in getattr(self.kept, column).split(",")]
            names = list(filter(None, names))
            for name in names_in(self.gone, code):
                known = {fold(one) for one in [*names, *names_in(self.kept, code)]}
                if fold(name) not in known and len(", ".join([*names, name])) <= room:
                    names.append(name)
            if (now := ", ".join(names)) != getattr(self.kept, column):
                found[column] = now
        return found

    def lost(self):
        """(what it is called, text) of what the kept thing will not say."""
        for field in self.gone._meta.concrete_fields:
            code = field.name.rpartition("_")[2]
            value, other = (getattr(one, field.name) for one in (self.gone, self.kept))
            if not field.editable or field.primary_key or value in ("", None, other):
                continue
            said = [fold(one) for one in str(value).split(",")]
            kept = [
                fold(one) for one in self.more_names.get(f"{MORE_NAMES}_{code}", "").split(",")
            ]
            known = [fold(one) for one in names_in(self.kept, code)]
            if field.name == self.gone.KNOWN_BY or {one.strip() for one in said} <= {
                one.strip() for one in [*kept, *known]
            }:
                continue
            shown = getattr(self.gone, f"get_{field.name}_display", lambda value=value: value)
            yield field.verbose_name, shown()

    @transaction.atomic
    def carry_out(self, by=None):
        """The Merging. Whoever else writes waits until it is done."""
        with catalogue.deleting(self.gone):
            lock(self.gone, self.kept)
            self.check()
            owners = {(type(one), one.pk): one for one in map(self._owner, self.ties)}
            had = {name: getattr(self.kept, name) for name in self.more_names}
            told = {
                "kept": {"key": self.kept.pk, "had": had, "has": self.more_names},
                "gone": written(self.gone),
                "model": self.gone._meta.label_lower,
            }
            told |= self._move_ties()
            told["names"] = self._move_names()
            for name, words in self.more_names.items():
                setattr(self.kept, name, words)
            if self.more_names:
                save_dated(self.kept, *self.more_names)
            merging = Merging.objects.create(
                kind=self.gone._meta.model_name, gone=str(self.gone)[:250],
                kept=str(self.kept)[:250], made_by=by, told=told,
            )  # fmt: skip
            type(self.gone)._base_manager.get(pk=told["gone"]["pk"]).delete()
        tell(self.kept, *owners.values())
        return merging

    def _owner(self, tie):
        row, field, _twin = tie
        return owner_of(row, field)

    def _move_ties(self):
        """{"moved", "folded": rows as they were, "places": of the lists where rows folded}"""
        moved, folded, lists = [], [], {}
        for row, field, twin in self.ties:
            told = written(row) | {"by": field.name}
            if twin is None:
                moved.append(told)
                continue
            folded.append(told | {"twin": twin.pk})
            if hasattr(row, "position"):
                listed = Listed.around(row)
                lists.setdefault(listed.name, listed)
        before = {name: listed.places() for name, listed in lists.items()}
        for row, field, twin in self.ties:
            rows = type(row)._base_manager
            if twin is None:
                rows.filter(pk=row.pk).update(**{field.name: self.kept})
                continue
            if getattr(row, "position", 0) < getattr(twin, "position", 0):
                rows.filter(pk=twin.pk).update(position=row.position)
            rows.filter(pk=row.pk).delete()
        for listed in lists.values():
            listed.number()
        places = [
            {"model": name[0], "column": name[1], "owner": name[2],
             "had": before[name], "has": lists[name].places()}
            for name in lists
        ]  # fmt: skip
        return {"moved": moved, "folded": folded, "places": places}

    def _move_names(self):
        """The names that led to the gone thing, the oldest first, its last one included. Its
        own names come after those of the kept one: the first of all tells who that is."""
        kind = self.gone._meta.model_name
        old, now = (getattr(one, one.KNOWN_BY) for one in (self.gone, self.kept))
        if not FormerSlug.objects.filter(kind=kind, now=now).exists():
            FormerSlug.objects.create(kind=kind, slug=now, now=now)
        own = FormerSlug.objects.filter(kind=kind, now=old)
        names = list(own.order_by("pk").values_list("slug", flat=True))
        own.delete()
        for slug in dict.fromkeys([*names, old]):
            FormerSlug.objects.create(kind=kind, slug=slug, now=now)
        return names


@dataclass
class Listed:
    """The rows of one owner that have an order."""

    model: type
    column: str
    owner: int

    @classmethod
    def around(cls, row):
        column = row._meta.get_field(row.PART_OF).attname
        return cls(type(row), column, getattr(row, column))

    @property
    def name(self):
        return self.model._meta.label_lower, self.column, self.owner

    @property
    def rows(self):
        rows = self.model._base_manager.filter(**{self.column: self.owner})
        return rows.order_by("position", "pk")

    def places(self):
        """[[primary key, position]]"""
        return [list(row) for row in self.rows.values_list("pk", "position")]

    def number(self):
        for number, (pk, _position) in enumerate(self.places(), start=1):
            self.model._base_manager.filter(pk=pk).update(position=number)


def names_in(thing, code):
    """What a language calls it, alternative names last."""
    columns = [f"{name}_{code}" for name in NAMES]
    more = getattr(thing, f"{MORE_NAMES}_{code}", "").split(",")
    said = [getattr(thing, column, "") for column in columns] + more
    return [name.strip() for name in said if name.strip()]


def lock(*things):
    """Hold the rows, in one order for all; Refused if one has vanished."""
    manager = type(things[0])._base_manager
    keys = [one.pk for one in things]
    held = manager.select_for_update().filter(pk__in=keys).order_by("pk")
    if len(list(held)) != len(set(keys)):
        raise Refused(_("One of the two is gone: look at the list again."), 404)


def tell(*things):
    """What changed in them is a change of theirs: dates, feeds and search follow."""
    for thing in things:
        if any(field.name == "updated_at" for field in thing._meta.fields):
            save_dated(thing)
    catalogue.changed(*things)
