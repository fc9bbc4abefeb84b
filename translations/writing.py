"""Writing one text in one language: into the working copy of what is published, merged with
nothing and over nothing. What was changed since it was shown is told, and not written."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from editorial import catalogue, made_from, revisions, working_copies
from editorial.kinds import kind_named
from editorial.passages import bare, holder
from editorial.revisions import Deed
from languages.checks import seems_in
from languages.content import save_dated
from languages.texts import too_long
from languages.uniform import uniform

from .permitted import languages_of


class Gone(Exception):
    """The thing, or the passage of it, is no more."""


class Changed(Exception):
    """Original or translation say another thing than when they were shown."""

    def __init__(self, passage):
        super().__init__(passage.path)
        self.passage = passage


@dataclass
class Place:
    """Where a text stands: ``kind`` is a name, ``key`` that of the thing (or of its original),
    ``path`` that of the passage, ``language`` the one that is written."""

    kind: str
    key: int
    language: str
    path: str

    def thing(self, *, held=False):
        """The row that the desk writes into. Raises Gone."""
        kind = kind_named(self.kind)
        rows = kind.model._base_manager if kind else None
        if rows is not None and held:
            rows = rows.select_for_update()
        original = rows.filter(pk=self.key).first() if kind else None
        if original is None or getattr(original, "is_copy", False):
            raise Gone
        if not kind.is_published_by_deeds:
            return original
        return rows.filter(replaces=original).first() or original

    def passage_in(self, some):
        found = next((one for one in some if one.path == self.path), None)
        if found is None or self.language not in found.targets:
            raise Gone
        return found


def refusal_of(text, language, field):
    """Words for why a text cannot stand there; "" if it can."""
    if not text:
        return _("Nothing is written here.")
    if words := too_long(text, field.max_length):
        return words
    if not seems_in(text, language):
        return _("It does not seem to be in this language.")
    return ""


def column_of(thing, place):
    """(the row, the column) that a place is. Raises Gone."""
    found = holder(thing, kind_named(place.kind), place.path)
    if found is None:
        raise Gone
    row, name = found
    return row, f"{name}_{place.language}"


@transaction.atomic
def write(place, text, *, by, seen, source="", follows=True, why=""):
    """The row that was written into. ``seen``: (original, translation) as they were shown.
    ``source``: in which language the original was, where another may have become it since.
    ``follows``: whether the text is right as a translation of the original of now. Raises
    Gone, Changed, PermissionDenied, or a ValidationError with words."""
    thing = place.thing(held=True)
    if place.language not in languages_of(by, thing):
        raise PermissionDenied(_("Your account may not do this."))
    before = made_from.passages_of(thing)
    passage = place.passage_in(before)
    now = passage.texts[place.language]
    if [*seen] != [passage.texts[source or passage.source], now]:
        raise Changed(passage)
    text = uniform(text).strip()
    row, column = column_of(thing, place)
    if words := refusal_of(text, place.language, row._meta.get_field(column)):
        raise ValidationError(words)
    if getattr(thing, "is_published", False):
        thing, _keys = working_copies.open_copy(thing, by=by)
        row, column = column_of(thing, place)
    else:
        revisions.record_first(thing)
    known = made_from.Known(made_from.uuid_of(thing))
    if text != now:
        _put(thing, row, column, text)
        if getattr(thing, "published_on", None) and not thing.is_copy:
            thing.revise()  # a draft that readers knew once
        _note(known, before, thing, passage, place, by, follows)
    elif follows:
        known.tell(passage, place.language, by=by)
    _finish(thing, by, why)
    return thing


def _put(thing, row, column, text):
    setattr(row, column, text)
    if row == thing:
        setattr(thing, column, text)
    row.save(update_fields=[column])


def _note(known, before, thing, passage, place, by, follows):
    old = known.standing(passage, place.language).made_from
    instead = {}
    if not follows:  # it is a better translation of what the original said
        instead = {bare(passage.original): old.original if old else ""}
    known.note(before, made_from.passages_of(thing), by=by, instead=instead)


def _finish(thing, by, why):
    """Whose words these are, when, and what is behind now."""
    names = []
    if hasattr(thing, "note_writer"):
        thing.note_writer(by)
        names = ["written_by", "began_with"]
    save_dated(thing, *names)
    made_from.stand(thing)
    catalogue.changed(thing)
    revisions.record(thing, Deed.CHANGED, by=by, reason=why)
