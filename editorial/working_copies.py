"""Working copies: what the desk writes into, so that nothing published is ever typed into.

A copy is a row of the same model that knows which one it ``replaces``, with rows of its own.
Publishing reads its document into what is published, and removes it, in one transaction.
"""

import json

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from languages.content_files import Fault

from . import catalogue, comments, made_from, revisions, telling
from .days import DAYS, undated
from .document_differences import differences, labels
from .kinds import checksum, kind_of
from .models import FormerSlug, Taken
from .publication import BY_DEEDS, State, TransitionRefused
from .revisions import Deed

OWN = {"id", "published_at", *BY_DEEDS}


def document_of(thing):
    """What it says in the database now."""
    kind = kind_of(type(thing))
    rows = type(thing)._base_manager.prefetch_related(*kind.shape.prefetch)
    return kind.shape.write(rows.get(pk=thing.pk))


def as_kept(document):
    """A document as JSON keeps it: a day is its text."""
    return json.loads(json.dumps(document, default=str))


@transaction.atomic
def open_copy(original, *, by=None):
    """(the working copy of a published thing, {part: {id of a row: id of its copy}}, as
    texts); the one that there is, if it has one."""
    model = type(original)
    original = model._base_manager.select_for_update().get(pk=original.pk)
    if copy := model._base_manager.filter(replaces=original).first():
        return copy, copy.began_with.get("rows", {})
    columns = {
        field.attname: field.value_from_object(original)
        for field in model._meta.concrete_fields
        if field.name not in OWN
    }
    copy = model(**columns, replaces=original, behind=original.behind)
    copy.note_writer(by)
    copy.save()
    keys = {
        part: {str(key): str(its) for key, its in rows.items()}
        for part, rows in kind_of(model).shape.copy(original, copy).items()
    }
    copy.began_with = {"document": as_kept(document_of(original)), "rows": keys}
    model._base_manager.filter(pk=copy.pk).update(began_with=copy.began_with)
    return copy, keys


@transaction.atomic
def read_into(copy, document):
    """Make a copy say what a document says, an old one for instance. Whether it changed.
    Raises a TransitionRefused with words, if the document names what is no more."""
    try:
        kind = kind_of(type(copy))
        _row, is_other = kind.read(kind.plain(document), copy)
        return is_other
    except Fault as fault:
        raise TransitionRefused(_in_place(fault)) from fault
    except IntegrityError as error:
        raise TransitionRefused(
            _("The database refused this: another editor may have saved at the same moment.")
        ) from error


def _in_place(fault):
    where = " → ".join(str(step + 1 if isinstance(step, int) else step) for step in fault.at)
    return f"{where}: {fault.words}" if where else fault.words


def differing(before, after):
    """The keys of which two documents do not tell the same."""
    keys = undated(dict.fromkeys([*before, *after]))
    return [key for key in keys if before.get(key) != after.get(key)]


class Standing:
    """A copy beside what it replaces: what each changed since the copy was made.

    ``meanwhile``: keys of the document that only the published one changed (the loader did).
    ``both``: keys that both changed, each in its way. ``seal``: names what is published now.
    """

    def __init__(self, copy, documents=None):
        """``documents``: those of the copy and of what it replaces, if somebody has them."""
        self.shape = kind_of(type(copy)).shape
        given = documents or (document_of(copy), document_of(copy.replaces))
        self.mine, self.published = given
        mine, now = as_kept(self.mine), as_kept(self.published)
        began = copy.began_with.get("document") or now
        theirs, ours = differing(began, now), differing(began, mine)
        self.both = [key for key in theirs if key in ours and mine.get(key) != now.get(key)]
        self.meanwhile = [key for key in theirs if key not in ours]
        self.seal = checksum(now)

    @property
    def document(self):
        """What the copy would publish, with the days of what is published."""
        others = {*self.meanwhile, *DAYS}
        taken = {key: said for key, said in self.published.items() if key in others}
        kept = {key: said for key, said in self.mine.items() if key not in others}
        return kept | taken

    @property
    def differences(self):
        """[Difference] of what readers would see from what they see now."""
        return self.told()

    def told(self, names=None):
        """The same; who compares many keeps ``names``."""
        return differences(self.shape, self.published, self.document, names)

    @property
    def labels_of_both(self):
        return labels(self.shape, self.both)

    @property
    def labels_of_meanwhile(self):
        return labels(self.shape, self.meanwhile)

    @property
    def is_change(self):
        return as_kept(self.document) != as_kept(self.published)


@transaction.atomic
def publish_copy(copy, *, by=None, reason="", seen="", alone=""):
    """Whether the public sees something else now; a copy that says nothing new is removed.

    ``reason`` is kept for readers. ``seen``: the seal of what was published when the editor
    looked at both; needed where both were changed. ``alone``: why its writer publishes it
    unread by another. Raises TransitionRefused.
    """
    original, copy = _held(copy)
    if original.state == State.ARCHIVED:
        raise TransitionRefused(_("What it would change is withdrawn: reopen that first."))
    _refuse_unfit(copy)
    standing = Standing(copy)
    if standing.both and seen != standing.seal:
        raise TransitionRefused(
            _("What is published was changed meanwhile where this change writes, too: compare "
              "the two, then publish once more.")
        )  # fmt: skip
    document, slug = standing.document, original.slug
    if not standing.is_change:
        copy.delete()
        comments.settle(original)
        if is_other := made_from.stand(original):  # a translation is right as it is
            catalogue.changed(original)
        return is_other
    alone = copy.reason_alone(by, alone)
    copy.delete()
    revisions.record_first(original)
    read_into(original, document)
    original.refresh_from_db()
    number = copy.began_with.get("of_number")  # of the version that was taken back
    deed = Deed.TAKEN_BACK if number else Deed.CHANGED
    if original.slug != slug:
        deed = Deed.RENAMED
        rename(original, slug)
    if original.is_published:
        moved = {"state_changed_at": timezone.now(), "state_changed_by": by}
        type(original)._base_manager.filter(pk=original.pk).update(**moved)
    original.revise()
    catalogue.changed(original)
    revisions.record(original, deed, by=by, reason=reason, of_number=number, alone=alone)
    comments.settle(original)
    telling.tell(original, Deed.PUBLISHED, by=by, writers=telling.writers_of(copy))
    return True


def rename(original, slug):
    """Its old address leads to the new one from now on."""
    try:
        FormerSlug.objects.renamed(original._meta.model_name, slug, original.slug)
    except Taken as refusal:
        raise TransitionRefused(
            {"slug": _("Another thing had this address, and it leads there.")}
        ) from refusal


def _held(copy):
    """(original, copy) as they are now, held to the end of the transaction."""
    rows = type(copy)._base_manager.select_for_update()
    original = rows.get(pk=copy.replaces_id)
    now = rows.filter(pk=copy.pk).first()
    if now is None:
        raise TransitionRefused(_("Another has published or discarded this change meanwhile."))
    return original, now


def _refuse_unfit(copy):
    if lacks := copy.lacks():
        raise TransitionRefused(lacks)
    try:
        copy.clean()
    except ValidationError as error:
        raise TransitionRefused(error.message_dict) from error


@transaction.atomic
def fold_in(original):
    """Let what is no longer published say what its working copy says, and remove that."""
    if copy := type(original)._base_manager.filter(replaces=original).first():
        document = Standing(copy).document
        writer = copy.written_by
        copy.delete()
        read_into(original, document)
        type(original)._base_manager.filter(pk=original.pk).update(written_by=writer)
        made_from.stand(original)


@transaction.atomic
def discard(copy, *, by=None, reason=""):
    """What is published stays as it is. What the copy said stays in the history."""
    document = as_kept(Standing(copy).document)
    revisions.record_discarded(copy.replaces, document, copy.state, by=by, reason=reason)
    comments.settle(copy.replaces)
    made_from.forget(copy)
    original = copy.replaces
    original.refresh_from_db(fields=["behind"])
    copy.delete()
    if made_from.stand(original):
        catalogue.changed(original)
