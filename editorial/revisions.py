"""What a thing said, each time that it was saved: its document, who saved it, when and why.

A thing is known by its identity, so that a new slug, a deletion, a dump and another
installation keep its history. Nothing here is ever changed.

A thing that was there before it had a history gets its first revision when it is first
changed, as it stood until then.
"""

import json
from contextlib import contextmanager

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from languages.content import save_dated
from languages.uniform import uniform

from . import made_from
from .days import undated
from .identity import identities, identity
from .kinds import checksum, kind_of
from .passages import passages

PUBLISHED = "published"


class Deed(models.TextChoices):
    FOUND = "found", _("As it stood")
    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    RENAMED = "renamed", _("Renamed")
    MERGED = "merged", _("Merged")
    SUBMITTED = "submitted", _("Submitted for review")
    SENT_BACK = "sent-back", _("Sent back to draft")
    PUBLISHED = "published", _("Published")
    DISCARDED = "discarded", _("Pending change discarded")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REOPENED = "reopened", _("Reopened as a draft")
    DELETED = "deleted", _("Deleted")
    RESTORED = "restored", _("Restored")
    TAKEN_BACK = "taken-back", _("Earlier version taken back")
    READ = "read-from-file", _("Read from the files")


class RevisionQuerySet(models.QuerySet):
    def of(self, thing):
        """Of one thing, the newest first."""
        kind = kind_of(type(thing))
        return self.known_as(identity(kind.name, getattr(thing, kind.key)))

    def known_as(self, uuid):
        return self.filter(identity=uuid).order_by("-number")

    def deleted(self, kind):
        """What was deleted and not restored since, the last deleted first."""
        later = RevisionQuerySet(Revision).filter(
            identity=models.OuterRef("identity"),
            number__gt=models.OuterRef("number"),
            deed__in=[Deed.DELETED, Deed.RESTORED],
        )
        gone = self.filter(kind=kind.name, deed=Deed.DELETED)
        return gone.exclude(models.Exists(later)).order_by("-made_at", "-pk")


class Revision(models.Model):
    """``document``: as ``Shape.write`` gives it. ``ties``: {relation: slugs} of what named a
    thing that was deleted. ``keys``: the keys of the document that differ from the revision
    before, or, of what is published, from the last published one."""

    identity = models.UUIDField(_("identity"), editable=False)
    kind = models.CharField(_("kind"), max_length=20, editable=False)
    slug = models.SlugField(_("slug"), max_length=120, editable=False)
    number = models.PositiveIntegerField(_("number"), editable=False)
    document = models.JSONField(_("document"), encoder=DjangoJSONEncoder, editable=False)
    ties = models.JSONField(_("ties"), default=dict, blank=True, editable=False)
    keys = models.JSONField(_("what changed"), default=list, blank=True, editable=False)
    checksum = models.CharField(_("checksum"), max_length=64, editable=False)
    state = models.CharField(_("state"), max_length=9, blank=True, editable=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    deed = models.CharField(_("deed"), max_length=14, choices=Deed, editable=False)
    of_number = models.PositiveIntegerField(
        _("number of the version taken back"), null=True, editable=False
    )
    reason = models.TextField(_("reason"), blank=True, editable=False)
    alone = models.TextField(
        _("why its writer published it alone"), blank=True, default="", editable=False
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["identity", "number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["identity", "number"], name="revision_stands_once"),
            models.CheckConstraint(
                name="revision_deed_is_known", condition=models.Q(deed__in=Deed.values)
            ),
        ]
        indexes = [models.Index(fields=["kind", "deed"], name="revision_by_deed")]

    def __str__(self):
        return f"{self.kind} {self.slug} {self.number}"


def has_history(thing):
    """What is only on its way to be said by another has none."""
    return kind_of(type(thing)) is not None and not getattr(thing, "is_copy", False)


def record(thing, deed, *, by=None, reason="", of_number=None, alone=""):
    """The revision that was written of a thing as it is in the database now; None if it was
    ``CHANGED`` and says what it said."""
    if not has_history(thing):
        return None
    kind = kind_of(type(thing))
    row = kind.rows().get(pk=thing.pk)
    document = kind.shape.write(row)
    uuid = identity(kind.name, getattr(row, kind.key))
    made_from.stand(row, passages(kind.shape, document), uuid)
    last = Revision.objects.known_as(uuid).first()
    made = Revision(
        **_told(kind, uuid, row, document), deed=deed, made_by=by,
        reason=uniform(reason or "").strip(), of_number=of_number, alone=uniform(alone),
    )  # fmt: skip
    if last:
        if deed == Deed.CHANGED and last.checksum == made.checksum:
            return None
        made.number = last.number + 1
        made.keys = differing(_compared(last, made), document)
    if deed == Deed.DELETED:
        made.ties = {
            path: [getattr(one, kind_of(type(one)).key) for one in rows]
            for path, rows in naming(row).items()
        }
    made.save(force_insert=True)
    return made


def record_discarded(thing, document, state, *, by=None, reason=""):
    """What a pending change of a published thing said: readers never saw it, and it can be
    taken back. None if it said what is published."""
    if not has_history(thing):
        return None
    record_first(thing)
    kind, last = kind_of(type(thing)), Revision.objects.of(thing).first()
    shown = kind.shape.write(kind.rows().get(pk=thing.pk))
    if not (keys := differing(shown, document)):
        return None
    return Revision.objects.create(
        identity=last.identity, kind=kind.name, slug=document[kind.key],
        number=last.number + 1, document=document, checksum=checksum(document), state=state,
        deed=Deed.DISCARDED, made_by=by, keys=keys, reason=reason,
    )  # fmt: skip


def record_first(thing):
    """What a thing says before it is changed, if it has no history."""
    if not has_history(thing):
        return
    kind = kind_of(type(thing))
    saved = kind.model._base_manager.filter(pk=thing.pk).values_list(kind.key, flat=True)
    uuid = identity(kind.name, saved.get())
    if not Revision.objects.known_as(uuid).exists():
        row = kind.rows().get(pk=thing.pk)
        told = _told(kind, uuid, row, kind.shape.write(row))
        Revision.objects.create(**told, deed=Deed.FOUND)


def record_read(before, after):
    """What a loader changed. Both are {(kind, key): (identity, state, document)}; what is in
    ``after`` alone was made, and what says the same in both is left out."""
    changed = {
        of: said for of, said in after.items() if of not in before or before[of][2] != said[2]
    }
    numbers = _last_numbers([uuid for uuid, _state, _document in changed.values()])
    made = []
    for of, (uuid, state, document) in changed.items():
        number, keys = numbers.get(uuid, 0), []
        if of in before:
            old = before[of][2]
            keys = differing(old, document)
            if not number:
                number = 1
                made.append(_row(of, uuid, before[of][1], old, number, Deed.FOUND, []))
        made.append(_row(of, uuid, state, document, number + 1, Deed.READ, keys))
    Revision.objects.bulk_create(made)


def _row(of, uuid, state, document, number, deed, keys):
    kind, _key = of
    return Revision(
        identity=uuid, kind=kind.name, slug=document[kind.key], number=number, state=state,
        document=document, checksum=checksum(document), deed=deed, keys=keys,
    )  # fmt: skip


def _last_numbers(uuids):
    rows = Revision.objects.filter(identity__in=uuids).order_by().values("identity")
    return dict(rows.annotate(last=models.Max("number")).values_list("identity", "last"))


def _told(kind, uuid, row, document):
    return {
        "identity": uuid, "kind": kind.name, "slug": document[kind.key], "number": 1,
        "document": document, "checksum": checksum(document),
        "state": getattr(row, "state", ""),
    }  # fmt: skip


def _compared(last, made):
    """The document that readers, or else editors, saw before."""
    if made.state == PUBLISHED != last.state:
        shown = Revision.objects.known_as(made.identity).filter(state=PUBLISHED).first()
        return (shown or last).document
    return last.document


def differing(before, after):
    """The keys that two documents tell differently. A day is the same as its text, and the
    order of keys, which PostgreSQL does not keep, tells nothing."""

    def bare(value):
        return json.dumps(value, default=str, sort_keys=True)

    keys = undated(dict.fromkeys([*before, *after]))
    return [key for key in keys if bare(before.get(key)) != bare(after.get(key))]


def naming(row):
    """{"case.groups": rows} of all whose documents name a row, and lose it with it."""
    found = {}
    for relation in row._meta.related_objects:
        kind = kind_of(relation.related_model)
        if kind and relation.many_to_many and relation.through._meta.auto_created:
            rows = kind.rows().prefetch_related(None).filter(**{relation.field.name: row})
            found[f"{kind.name}.{relation.field.name}"] = list(rows)
    return {path: rows for path, rows in found.items() if rows}


@contextmanager
def deleting(*things, by=None, reason=""):
    """Within it, these are deleted. What named them says less from then on."""
    gone = {(type(thing), thing.pk) for thing in things}
    others = {}
    for thing in things:
        record(thing, Deed.DELETED, by=by, reason=reason)
        others |= {(type(row), row.pk): row for rows in naming(thing).values() for row in rows}
    others = [row for of, row in others.items() if of not in gone]
    for row in others:
        record_first(row)
    yield
    record_named(others, by=by)


def record_named(rows, *, by=None):
    """Rows that say more or less than before, since what they name came or went."""
    for row in rows:
        save_dated(row)
        record(row, Deed.CHANGED, by=by)


def told_of(kind, documents):
    """{(kind, key): (identity, state, document)} of (row, document), as ``record_read`` wants
    them: a thing whose parts have histories of their own is told part by part."""
    apart = [
        (one, said[one.key], getattr(row, "state", ""), said)
        for row, document in documents
        for one, said in kind.apart(document)
    ]
    known = {}
    for one in dict.fromkeys(one for one, *_rest in apart):
        known[one.name] = identities(one.name, [key for each, key, *_ in apart if each is one])
    return {
        (one, known[one.name][key]): (known[one.name][key], state, said)
        for one, key, state, said in apart
    }
