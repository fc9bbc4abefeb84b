"""Reading an old document once more: a version that is taken back, a thing that was deleted.

What it names may be gone or renamed by now. What was renamed is taken by its present name;
what is gone is left out, and said.
"""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from languages.belongings import Keyed, Rows
from languages.content_files import Fault
from languages.parts import Link, Many

from . import catalogue, made_from, revisions
from .days import DAYS
from .document_differences import label_of, labels
from .kinds import kind_named, kind_of
from .models import FormerSlug
from .naming import Names
from .publication import State, TransitionRefused
from .renamed_documents import once
from .revisions import Deed
from .working_copies import open_copy, read_into


class Refused(Exception):
    """An old document cannot be read now. ``words`` for the editor; ``other``: the thing that
    stands in its way, where there is one."""

    def __init__(self, words, other=None):
        super().__init__(words)
        self.words, self.other = words, other


class Gone(Exception):
    """What a row cannot do without is no longer in the atlas."""


class Reading:
    """An old document, with what of it can still be read. ``present``: what the thing says
    now, if it is there. ``lost``: words for the rest."""

    def __init__(self, kind, document, present=None):
        self.names, self.lost = Names(), []
        try:
            self.document = self.read(kind.shape, kind.shape.thawed(document), present or {})
        except Gone as gone:
            raise Refused(self.lost[-1]) from gone
        # Its address, its place and its days are those of today.
        for key in (kind.key, "position", *DAYS):
            if present and key in present:
                self.document[key] = present[key]

    def read(self, shape, document, present):
        read = {}
        for part in shape.parts:
            if (value := document.get(part.key)) is None:
                continue
            value = self.value(part, value, label_of(part, shape.model))
            if value is None:
                value = present.get(part.key)
            if value is not None:
                read[part.key] = value
            elif isinstance(part, Link) and part.required:
                raise Gone
        return read

    def value(self, part, value, label):
        """None for a link to what is gone."""
        if isinstance(part, Rows):
            return self.rows(part, value, label)
        if isinstance(part, Many):
            return sorted(filter(None, (self.named(part, key, label) for key in value)))
        return self.named(part, value, label) if isinstance(part, Link) else value

    def rows(self, part, value, label):
        if isinstance(part, Keyed):
            return value
        read = []
        for row in part.unfolded(value):
            try:
                read.append(self.read(part.shape, row, {}))
            except Gone:
                continue
        return [part.folded(row) for row in once(read, part.distinct)]

    def named(self, part, key, label):
        """The present slug; None, with words, where nothing has it."""
        model, by = part.field.related_model, getattr(part, "by", "slug")
        if self.names.exists(model, by, key):
            return self.names.present(model, by, key)
        self.lost.append(left_out(label, key))
        return None


def left_out(label, slug):
    return _("%(field)s: “%(slug)s” is no longer in the atlas, and is left out.") % {
        "field": capfirst(label),
        "slug": slug,
    }


def reading(thing, revision):
    """(what the thing says now, the Reading that would be taken back)."""
    kind = kind_of(type(thing))
    present = kind.shape.write(kind.rows().get(pk=thing.pk))
    return present, Reading(kind, revision.document, present)


def take_back(thing, revision, *, by=None, reason=""):
    """The thing says once more what it said in a revision, as a new one. Gives words for what
    could not be taken."""
    with catalogue.writing():  # others who write wait, so that numbers follow each other
        return _taken_back(thing, revision, by, reason)


def _taken_back(thing, revision, by, reason):
    kind = kind_of(type(thing))
    row = kind.model._base_manager.select_for_update().get(pk=thing.pk)
    _present, old = reading(row, revision)
    if getattr(row, "is_published", False):
        return _proposed(row, old, revision, by)
    place_last(kind, old.document, row)
    revisions.record_first(row)
    stored, is_other = _read(kind, old.document, row)
    if is_other and kind.is_published_by_deeds:
        stored.revise()
        kind.model._base_manager.filter(pk=stored.pk).update(written_by=by)
    if is_other:
        catalogue.changed(stored)
        revisions.record(
            stored, Deed.TAKEN_BACK, by=by, reason=reason, of_number=revision.number
        )
    return old.lost


def _proposed(published, old, revision, by):
    """Readers see nothing of it until somebody publishes the change."""
    if published.pending:
        raise Refused(_("A change is pending already: publish it, or discard it, first."))
    copy, _keys = open_copy(published, by=by)
    try:
        read_into(copy, old.document)
    except TransitionRefused as refusal:
        raise Refused(" ".join(refusal.messages)) from refusal
    if lacks := copy.lacks():
        raise Refused(" ".join(map(str, lacks.values())))
    made_from.stand(copy)
    copy.began_with["of_number"] = revision.number
    type(copy)._base_manager.filter(pk=copy.pk).update(began_with=copy.began_with)
    return old.lost


def restore(revision, *, by=None, reason=""):
    """(the thing that was deleted, words for what could not be restored). What has a way to
    publication comes back as a draft: it is read once more before the public sees it, since
    what it rests on may have changed."""
    with catalogue.writing():
        return _restored(revision, by, reason)


def _restored(revision, by, reason):
    kind = kind_named(revision.kind)
    refuse_taken(kind, revision)
    old = Reading(kind, revision.document)
    place_last(kind, old.document)
    new = {}
    if kind.is_published_by_deeds:
        new = {"state": State.DRAFT, "begun_by": by, "written_by": by}
    thing, _is_new = _read(kind, old.document, None, new)
    if kind.is_published_by_deeds:
        thing.revise()
    others = tie_again(thing, revision, old)
    catalogue.changed(thing, *others)
    revisions.record(thing, Deed.RESTORED, by=by, reason=reason, of_number=revision.number)
    revisions.record_named(others, by=by)
    return thing, old.lost


def refuse_taken(kind, revision):
    """Its address must be free: another thing may have it, or lead from it, by now."""
    key = revision.document[kind.key]
    now = FormerSlug.objects.now(kind.name, key) or key
    rows = kind.rows().filter(**{f"{kind.key}__in": {key, now}})
    if other := rows.first():
        raise Refused(
            _("Its address, “%(slug)s”, is now that of “%(other)s”. Give that one another "
              "slug, or delete it, first.") % {"slug": key, "other": other},
            other,
        )  # fmt: skip


def place_last(kind, document, thing=None):
    """Places are unique, of levers in a function: behind the others, if its own is taken."""
    if "position" in document:
        rows = kind.model._base_manager.exclude(pk=thing and thing.pk)
        for part in kind.shape.parts:
            if isinstance(part, Link) and part.required:
                rows = rows.filter(**{f"{part.column}__{part.by}": document[part.key]})
        if rows.filter(position=document["position"]).exists():
            document["position"] = rows.aggregate(last=Max("position"))["last"] + 1


def tie_again(thing, revision, old):
    """What named it names it again; gives those things."""
    others = []
    for path, slugs in revision.ties.items():
        name, _dot, field = path.partition(".")
        kind = kind_named(name)
        label = kind.model._meta.verbose_name_plural
        part = Many(field).bind(kind.model)
        for slug in slugs:
            now = old.names.present(kind.model, kind.key, slug)
            row = kind.rows().filter(**{kind.key: now}).first()
            if row is None:
                old.lost.append(left_out(label, slug))
                continue
            revisions.record_first(row)
            getattr(row, part.key).add(thing)
            others.append(row)
    return others


def _read(kind, document, row, new=None):
    try:
        with transaction.atomic():
            stored, is_other = kind.read(document, row, new)
            if kind.is_published_by_deeds:
                kind.keep_promises(stored)
            return stored, is_other
    except Fault as fault:
        raise Refused(_in_words(kind, fault)) from fault
    except IntegrityError as error:
        try:
            kind.shape.explain(document, stored=row)
        except Fault as fault:
            raise Refused(_in_words(kind, fault)) from error
        words = _("Another entry of the atlas says what only one may say. Nothing was written.")
        raise Refused(words) from error


def _in_words(kind, fault):
    (label,) = labels(kind.shape, fault.at[:1]) or [kind.model._meta.verbose_name]
    return f"{capfirst(label)}: {fault.words}"
