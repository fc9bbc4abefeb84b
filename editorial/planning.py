"""What reading a folder of content would do to the desk, told before it is done.

Three are compared: what the file says, what the desk says, and what the file said when the
two last agreed (``FileVersion``). Only what one side changed is taken without a question.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from languages.content_files import Fault

from .content import FORMER, Entry, Kind
from .days import DAYS
from .kinds import checksum
from .models import FileVersion, FormerSlug, Tombstone
from .naming import Names
from .publication import State
from .renamed_documents import in_names_of, in_present_names


class What(StrEnum):
    NEW = "new"
    CHANGED_IN_FILE = "changed in the file"
    CONFLICT = "changed in the file and at the desk"
    CHANGED_AT_DESK = "changed at the desk"
    RENAMED_AT_DESK = "renamed at the desk"
    JOINED_AT_DESK = "one with another at the desk"
    WITHDRAWN = "withdrawn at the desk"
    GONE = "gone from the files"
    SAME = "the same in both"


TAKEN = {What.NEW, What.CHANGED_IN_FILE}  # without a question
LEFT = {  # and what is said of it
    What.CONFLICT: "choose a side with --take",
    What.CHANGED_AT_DESK: "the desk’s is kept",
    What.RENAMED_AT_DESK: "the desk’s is kept",
    What.JOINED_AT_DESK: "the desk’s is kept",
    What.WITHDRAWN: "not brought back",
    What.GONE: "still at the desk",
}


@dataclass
class Line:
    """One thing of the plan. ``row`` and ``document``: as the desk has it, if it has.
    ``differing``: the keys that file and desk tell differently."""

    kind: Kind
    slug: str
    what: What
    entry: Entry | None = None
    row: object = None
    document: dict | None = None
    differing: list = field(default_factory=list)
    side: str = ""  # that somebody chose: files or desk

    @property
    def reads_the_file(self):
        if self.side:
            return self.side == "files"
        return self.what in TAKEN

    @property
    def is_settled(self):
        """Whether file and desk agree from now on what the file says."""
        return bool(self.side) or self.what in TAKEN | {What.SAME}

    @property
    def would_change(self):
        return self.reads_the_file and self.what != What.SAME

    def __str__(self):
        """Such as ``case accra-makola-market-creche: summary, sources``."""
        words = f"{self.kind.name} {self.slug}"
        if self.what in {What.RENAMED_AT_DESK, What.JOINED_AT_DESK}:
            words += f" → {self.document[self.kind.key]}"
        return f"{words}: {', '.join(self.differing)}" if self.differing else words


def differing(theirs, ours):
    if theirs is None or ours is None:
        return []
    keys = dict.fromkeys([*theirs, *ours])
    return [key for key in keys if theirs.get(key) != ours.get(key)]


class Comparison:
    """The things of one kind, in the files and at the desk."""

    def __init__(self, kind, folder, *, is_new, names=None):
        self.kind, self.is_new, self.names = kind, is_new, names or Names()
        self.entries = kind.entries(folder)
        self.hidden = kind.hidden()
        self.desk = {document[kind.key]: (row, document) for row, document in kind.documents()}
        versions = [] if is_new else FileVersion.objects.filter(kind=kind.name)
        self.versions = {version.slug: version for version in versions}
        former = FormerSlug.objects.filter(kind=kind.name)
        self.former = dict(former.values_list("slug", "now"))
        stones = Tombstone.objects.filter(kind=kind.name)
        self.withdrawn = set() if is_new else set(stones.values_list("slug", flat=True))
        self.refuse_ambiguous_names()

    def compared(self, document):
        return document and self.kind.compared(document, self.hidden)

    def refuse_ambiguous_names(self):
        """A former slug is that of one thing for ever."""
        had = {}
        for slug, entry in self.entries.items():
            other = self._other_at_desk(slug, slug)
            if other and not self._became_one(slug, other):
                words = f"“{slug}” was the slug of “{other}”"
                raise entry.fault(Fault(words, (self.kind.key,)))
            for number, old in enumerate(entry.document.get(FORMER, [])):
                other = old if old in self.entries and old != slug else had.get(old)
                other = other or self._other_at_desk(slug, old)
                if other:
                    words = f"“{old}” is, or was, the slug of “{other}”"
                    raise entry.fault(Fault(words, (FORMER, number)))
                if self.kind.is_published_by_deeds and self._are_two(slug, old):
                    words = f"“{old}” is still another {self.kind.name} at the desk"
                    raise entry.fault(Fault(words, (FORMER, number)))
                had[old] = slug

    def _other_at_desk(self, slug, old):
        """Whose slug this is, if it belongs to something that has a file of its own."""
        now = self.former.get(old)
        return now if now and now != slug and now in self.entries else None

    def _became_one(self, slug, now):
        """Whether two that each had a file when these were read are one at the desk since."""
        return slug != now and {slug, now} <= self.versions.keys()

    def _are_two(self, slug, old):
        """Whether the desk has both: words that files made one are made one here too."""
        return old != slug and old in self.desk and slug in self.desk

    def lines(self):
        for slug, entry in self.entries.items():
            yield self.line(slug, entry)
        for slug in sorted(self.versions.keys() - self.entries.keys()):
            if (
                self.versions[slug].was_read
                and slug in self.desk
                and not self._moved_in_files(slug)
            ):
                row, document = self.desk[slug]
                yield Line(self.kind, slug, What.GONE, None, row, document)

    def _moved_in_files(self, slug):
        return any(slug in entry.document.get(FORMER, []) for entry in self.entries.values())

    def line(self, slug, entry):
        here, old = self.found_at_desk(slug, entry)
        row, document = self.desk.get(here, (None, None))
        named = self.differing(self.today(entry.document), document)
        if here and self._became_one(slug, here):
            what, named = What.JOINED_AT_DESK, []  # they are two things: all differs
        elif document is None or self.is_archived(row):
            is_known = row or (old or slug) in self.versions or slug in self.withdrawn
            what = What.WITHDRAWN if is_known else What.NEW
        elif not named:
            what = What.SAME
        elif set(named) <= set(DAYS):
            what = What.CHANGED_IN_FILE  # no more than a day: files are where it is kept
        else:
            what = self.who_changed(entry.document, document, self.versions.get(old or slug))
        if what == What.CHANGED_AT_DESK and here != slug:
            what = What.RENAMED_AT_DESK
        return Line(self.kind, slug, what, entry, row, document, named)

    def today(self, document):
        """What a file says, in the present names of what it names."""
        if self.is_new:
            return document
        return in_present_names(self.kind.shape, document, self.names)

    def differing(self, theirs, ours):
        named = differing(self.compared(theirs), self.compared(ours))
        has_days = "published_on" in theirs
        return named if has_days else [name for name in named if name not in DAYS]

    def is_archived(self, row):
        deeds = self.kind.is_published_by_deeds and not self.is_new
        return deeds and row.state == State.ARCHIVED

    def who_changed(self, theirs, ours, version):
        """Of two that differ; what nobody knows about is taken for a change of both."""
        if self.is_new:
            return What.CHANGED_IN_FILE
        if version is None:
            return What.CONFLICT
        if checksum(theirs) in (version.was_read, version.was_written):
            return What.CHANGED_AT_DESK
        then = in_names_of(self.kind.shape, theirs, ours, self.names)
        is_as_read = version.at_desk in {
            checksum(self.kind.before_withdrawals(each, theirs, self.hidden))
            for each in (ours, then)
        }
        return What.CHANGED_IN_FILE if is_as_read else What.CONFLICT

    def found_at_desk(self, slug, entry):
        """(its slug at the desk, the slug that the file had before), None where it has none."""
        if slug in self.desk:
            return slug, None
        if self.former.get(slug) in self.desk:
            return self.former[slug], None
        renamed = [old for old in entry.document.get(FORMER, []) if old in self.desk]
        return (renamed[0], renamed[0]) if renamed else (None, None)


class Plan:
    """What would be done with each thing. ``take``: the side, files or desk, that somebody
    chose: for the things of ``slugs``, or for all that changed in both."""

    def __init__(self, kinds, folder, *, is_new=False, take="", slugs=()):
        self.is_new, names = is_new, Names()
        self.lines = [
            line
            for kind in kinds
            for line in Comparison(kind, folder, is_new=is_new, names=names).lines()
        ]
        self.choose(take, set(slugs))

    def choose(self, take, slugs):
        for line in self.lines:
            if line.slug in slugs if slugs else line.what == What.CONFLICT:
                line.side = take
        if unknown := slugs - {line.slug for line in self.lines}:
            raise LookupError(f"nothing in the files or at the desk is {', '.join(unknown)}")
        self.refuse_deleting()
        self.refuse_parting()

    def refuse_parting(self):
        for line in self.of(What.JOINED_AT_DESK):
            if line.side == "files":
                raise LookupError(f"{line}: they are parted at the desk only")

    def refuse_deleting(self):
        for line in self.of(What.GONE):
            if line.side == "files" and not line.kind.is_published_by_deeds:
                raise LookupError(f"{line} can be deleted at the desk only")

    def of(self, what):
        return [line for line in self.lines if line.what == what]

    @property
    def conflicts(self):
        return [line for line in self.of(What.CONFLICT) if not line.side]

    @property
    def would_change(self):
        return any(line.would_change for line in self.lines)

    def told(self):
        """The plan in lines for an editor; nothing of what is the same in both."""
        for what in What:
            if what != What.SAME and (lines := self.of(what)):
                left = f", {LEFT[what]}" if what in LEFT else ""
                yield f"{what}{left}: {len(lines)}"
                yield from (f"  {line}{chosen(line)}" for line in lines)


def chosen(line):
    return f" (you chose: {line.side})" if line.side else ""
