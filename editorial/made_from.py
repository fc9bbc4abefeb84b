"""What each translation was made from: a text, and the text of which it is a right translation.

Both are kept as they were, so it does not matter in which row, copy or version they stand:
what is published, taken back, restored or moved is known again by its words. A text of which
nothing is known was there before this was written down, and is taken for right.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .identity import identity
from .kinds import kind_of
from .passages import bare, passages

MISSING, BEHIND, CURRENT = "missing", "behind", "current"


class MadeFromQuerySet(models.QuerySet):
    def of(self, uuid):
        """Of one thing, the oldest first."""
        return self.filter(identity=uuid).order_by("pk")


class MadeFrom(models.Model):
    """``key``: of the passage, as ``Passage`` says it. ``left_at``: when the original was
    changed away from what stands here. ``made_by``: nobody, of what was found."""

    identity = models.UUIDField(_("identity"), db_index=True, editable=False)
    key = models.CharField(_("text"), max_length=60, editable=False)
    language = models.CharField(_("language"), max_length=2, editable=False)
    words = models.TextField(_("words"), editable=False)
    source = models.CharField(_("made from"), max_length=2, editable=False)
    original = models.TextField(_("original"), editable=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False,
        related_name="+", verbose_name=_("made by"),
    )  # fmt: skip
    left_at = models.DateTimeField(_("original changed at"), null=True, editable=False)

    objects = MadeFromQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")

    def __str__(self):
        return f"{self.key} ({self.language})"

    @property
    def pair(self):
        return bare(self.original), bare(self.words)


@dataclass
class Standing:
    """Of one text in one language. ``made_from``: the row that tells what it was made from, if
    that is another text than the original is now."""

    state: str
    since: datetime | None = None
    made_from: MadeFrom | None = None


class Known:
    """What is known of the translations of a thing. ``rows``: those that were read already,
    where many things are asked at once."""

    def __init__(self, uuid, rows=None):
        self.uuid = uuid
        self.rows = defaultdict(list)
        for row in MadeFrom.objects.of(uuid) if rows is None else rows:
            self.add(row)

    def add(self, row):
        self.rows[row.key, row.language, bare(row.words)].append(row)

    def of(self, passage, code):
        return self.rows.get((passage.key, code, bare(passage.texts.get(code))), [])

    def standing(self, passage, code):
        if not passage.texts.get(code):
            return Standing(MISSING)
        rows = self.of(passage, code)
        if not rows or any(is_made_from(row, passage) for row in rows):
            return Standing(CURRENT)
        last = rows[-1]
        return Standing(BEHIND, last.left_at or last.made_at, last)

    # --- writing -------------------------------------------------------------------------

    def note(self, before, after, *, by=None, instead=None):
        """What a save says of translations. Both are [Passage]. A text that was written is made
        from its original; one that was not, while its original was, is behind from now on.
        ``instead``: {bare original: the one that the writer saw}, where others wrote meanwhile.
        """
        had, has = pairs_of(before), pairs_of(after)
        is_behind = self._behind(before)
        for (key, code, source), now in has.items():
            was = had.get((key, code, source), {})
            gone = [one for one in was if one not in now]
            for original, words in [one for one in now if one not in was]:
                old = [one for one in gone if one[1] == words]
                if old:
                    self._left(key, code, source, was, old)
                    continue
                if is_behind.get((key, code, words), source) != source:
                    continue  # another language is the original now: it is as old as before
                passage = now[original, words]
                seen = (instead or {}).get(original, passage.original)
                self._found(key, code, source, was, words)
                self.tell(passage, code, by=by, original=seen)
                if bare(seen) != original:
                    self._leave(key, code, words)

    def _behind(self, some):
        """{(key, language, words): the language of the original} of what is behind."""
        return {
            (one.key, code, bare(one.texts[code])): one.source
            for one in some
            for code in one.targets
            if self.standing(one, code).state == BEHIND
        }

    def tell(self, passage, code, *, by=None, original=None, left_at=None):
        """This text is right as a translation of its original, or of another."""
        original = passage.original if original is None else original
        for row in self.of(passage, code):
            if bare(row.original) == bare(original) and row.source == passage.source:
                return row
        row = MadeFrom.objects.create(
            identity=self.uuid, key=passage.key, language=code, words=passage.texts[code],
            source=passage.source, original=original, made_by=by, left_at=left_at,
        )  # fmt: skip
        self.add(row)
        return row

    def _found(self, key, code, source, was, words):
        """Before the first is known of a text: all that it was right for until now."""
        if not self.rows.get((key, code, words)):
            for (_original, text), passage in was.items():
                if text == words:
                    self.tell(passage, code)

    def _left(self, key, code, source, was, old):
        words = old[0][1]
        self._found(key, code, source, was, words)
        self._leave(key, code, words, {original for original, _words in old})

    def _leave(self, key, code, words, originals=None):
        """The day on which the original went away from what this was made from."""
        now = timezone.now()
        for row in self.rows[key, code, words]:
            if originals is None or bare(row.original) in originals:
                row.left_at = now
                row.save(update_fields=["left_at"])


def is_made_from(row, passage):
    return bare(row.original) == bare(passage.texts.get(row.source))


def pairs_of(some):
    """{(key, language, source): {(original, words): passage}} of what has both."""
    found = defaultdict(dict)
    for passage in some:
        for code in passage.targets:
            if passage.texts.get(code):
                pair = bare(passage.original), bare(passage.texts[code])
                found[passage.key, code, passage.source][pair] = passage
    return found


def uuid_of(thing):
    """A working copy is known as what it replaces."""
    kind = kind_of(type(thing))
    row = getattr(thing, "original", thing)
    return identity(kind.name, type(row)._base_manager.values_list(kind.key, flat=True)
                    .get(pk=row.pk))  # fmt: skip


def passages_of(thing):
    """[Passage] of a row, as it is in the database now."""
    kind = kind_of(type(thing))
    rows = type(thing)._base_manager.prefetch_related(*kind.shape.prefetch)
    return passages(kind.shape, kind.shape.write(rows.get(pk=thing.pk)))


def behind(some, known):
    """{language: {path: day}} of passages whose originals were changed since."""
    found = {}
    for passage in some:
        for code in passage.targets:
            standing = known.standing(passage, code)
            if standing.state == BEHIND:
                day = standing.since.date().isoformat()
                found.setdefault(code, {})[passage.path] = day
    return found


def stand(thing, some=None, uuid=None):
    """Write beside what is published, or will be, which of its texts are behind, so that no
    page has to ask. Whether that is another than before."""
    if not hasattr(thing, "behind"):
        return False
    known, now = Known(uuid or uuid_of(thing)), {}
    if known.rows:
        now = behind(passages_of(thing) if some is None else some, known)
    if thing.behind == now:
        return False
    thing.behind = now
    models.QuerySet(type(thing)).filter(pk=thing.pk).update(behind=now)
    return True


def forget(copy):
    """What a change that is discarded said of translations: nobody says it any more. What was
    found stays, since it was so before."""
    rows = MadeFrom.objects.of(uuid_of(copy)).filter(made_at__gte=copy.created_at)
    rows.exclude(made_by=None).delete()


def saved(thing, before, *, by=None, instead=None):
    """What a save says of the translations of a thing. ``before``: its passages until then."""
    uuid, after = uuid_of(thing), passages_of(thing)
    Known(uuid).note(before, after, by=by, instead=instead)
    stand(thing, after, uuid)
