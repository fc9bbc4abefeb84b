"""Kinds of things that files tell and the desk edits: where their documents stand in a folder
of content, and how a document becomes rows and rows a document."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from languages.canonical import written
from languages.content import put, save_dated
from languages.content_files import Fault, File
from languages.shapes import Shape
from languages.texts import CODES
from languages.values import clean_text, slugs

from .days import DAYS, today, undated
from .kinds import kind_of
from .models import FormerSlug
from .publication import Publishable, State

FORMER = "former_slugs"


@dataclass
class Entry:
    """A document as it stands in a file: what it says, in canonical form, and where."""

    document: dict
    file: File
    at: tuple = ()
    state: str = State.PUBLISHED
    old: list = field(default_factory=list)  # words for what is of an older form

    def fault(self, error):
        """A fault found later, with the place in the file."""
        return misread(self.file, Fault(error.words, (*self.at, *error.at)))


def days_of(document, at):
    """Both days, where a file has the first: what nobody revised reads as it was published."""
    published_on, revised_on = map(document.get, DAYS)
    if revised_on and not published_on:
        raise Fault("“published_on” is missing", (*at, "revised_on"))
    if not published_on:
        return {}
    return {"published_on": published_on, "revised_on": revised_on or published_on}


class Misread(Exception):
    """A fault of a file, in words with its path and its line."""


def misread(file, fault):
    where = " → ".join(str(step + 1 if isinstance(step, int) else step) for step in fault.at)
    line = f"{file.path}, line {file.line_of(fault.at)}"
    return Misread(f"{line}: {where}: {fault.words}" if where else f"{line}: {fault.words}")


class Kind:
    """Things of one model. ``path``: a file that lists them, or a folder with a file for each
    (it ends with a stroke). ``ordered``: their order is their ``position``."""

    def __init__(self, shape: Shape, path, *, key="slug", ordered=False):
        self.shape, self.path, self.key, self.ordered = shape, path, key, ordered
        self.model = shape.model
        self.name = self.model._meta.model_name
        self.is_published_by_deeds = issubclass(self.model, Publishable)

    @property
    def has_folder(self):
        return self.path.endswith("/")

    # --- files ---------------------------------------------------------------------------

    def entries(self, folder):
        """{key: entry} of a folder of content."""
        found = {}
        for entry in self._entries(folder):
            slug = entry.document[self.key]
            if slug in found:
                raise entry.fault(Fault(f"“{slug}” stands twice", (self.key,)))
            found[slug] = entry
        return found

    def _entries(self, folder):
        if not self.has_folder:
            yield from self._listed(folder / self.path)
            return
        for path in sorted((folder / self.path).glob("*.yaml")):
            file, value = opened(path)
            entry = self._entry(value, file, ())
            if entry.document[self.key] != path.stem:
                raise entry.fault(Fault("it is not the name of the file", (self.key,)))
            yield entry

    def _listed(self, path):
        if not path.exists():
            return
        file, value = opened(path)
        if not isinstance(value, list):
            raise misread(file, Fault("a list is wanted"))
        for number, each in enumerate(value):
            if self.ordered and isinstance(each, dict):
                each = {**each, "position": number + 1}
            yield self._entry(each, file, (number,))

    def _entry(self, value, file, at):
        try:
            return self._cleaned(value, file, at)
        except Fault as fault:
            raise misread(file, fault) from fault

    def _cleaned(self, value, file, at):
        own, old = self.renewed(dict(value) if isinstance(value, dict) else value)
        former, state = [], State.PUBLISHED
        if isinstance(own, dict):
            former = slugs(own.pop(FORMER, None) or [], (*at, FORMER))
        if isinstance(own, dict) and self.is_published_by_deeds and "state" in own:
            state = clean_text(own.pop("state"), (*at, "state"))
            if state not in State.values:
                raise Fault(f"there is no state “{state}”", (*at, "state"))
        document = self.shape.clean(own, at)
        if self.is_published_by_deeds:
            document |= days_of(document, at)
        return Entry(self.with_former(document, former), file, at, state, old)

    def renewed(self, document):
        """(what a file says, as it is said today; words for each thing that was said in an
        older form)."""
        return document, []

    def with_former(self, document, former):
        """The former slugs stand beside the present one."""
        if not former:
            return document
        first = {self.key: document[self.key], FORMER: former}
        return first | {name: said for name, said in document.items() if name != self.key}

    def files(self, documents):
        """{path: bytes} of documents, {key: document}."""
        if self.has_folder:
            return {
                f"{self.path}{slug}.yaml": written(document).encode()
                for slug, document in documents.items()
            }
        return {self.path: written(list(documents.values())).encode()}

    def holds(self, path: PurePosixPath):
        """Whether this file of a folder of content is one of this kind."""
        if self.has_folder:
            return f"{path.parent}/" == self.path and path.suffix == ".yaml"
        return str(path) == self.path

    # --- rows ----------------------------------------------------------------------------

    def rows(self):
        order = ["position"] if self.ordered else [self.key]
        return self.model.objects.prefetch_related(*self.shape.prefetch).order_by(*order)

    def documents(self, rows=None):
        """(row, its document) of some rows, or of all."""
        former = FormerSlug.objects.by_thing(self.name)
        for number, row in enumerate(self.rows() if rows is None else rows, start=1):
            document = self.shape.write(row)
            if self.ordered:
                document["position"] = number
            yield row, self.with_former(document, former.get(document[self.key], []))

    def store(self, entry, row=None):
        """The row that the document was read into, and whether anything was written. ``row``:
        the one that it is, where that one has another slug."""
        document = self.plain(entry.document)
        try:
            with transaction.atomic():
                return self._stored(entry, document, row)
        except Fault as fault:
            raise entry.fault(fault) from fault
        except IntegrityError as error:
            try:
                self.shape.explain(document, stored=row or self.row_of(document))
            except Fault as fault:
                raise entry.fault(fault) from error
            raise entry.fault(Fault(f"the database refuses it: {error}")) from error

    def read(self, document, row=None, new=None, as_file_says=None):
        """The row that a document was read into, and whether anything was written. ``row``:
        the one that it is; ``new``: what a row made now has besides. A Fault, or an
        IntegrityError, where it is refused."""
        stored, is_other = put(
            self.model, self.shape.columns(document), row=row, by=self.key,
            new=new, check=self.shape.check,
        )  # fmt: skip
        if as_file_says:
            document = as_file_says(document, stored)
        if self.shape.store(stored, document) and not is_other:
            save_dated(stored)  # what belongs to it is part of it: its date of change moves
            is_other = True
        return stored, is_other

    def _stored(self, entry, document, row):
        if self.is_published_by_deeds:
            document |= self.missing_days(entry.state, document, row)
        stored, is_other = self.read(document, row, self.new(entry), self.as_file_says)
        if self.is_published_by_deeds:
            self.keep_promises(stored)
        FormerSlug.objects.remember(
            self.name, document[self.key], entry.document.get(FORMER, [])
        )
        return stored, is_other

    def missing_days(self, state, document, row):
        """The days of a document whose file has none: the desk's, and today for what it
        reads there for the first time."""
        if "published_on" in document:
            return {}
        row = row or self.row_of(document)
        if row is None:
            return dict.fromkeys(DAYS, today()) if state == State.PUBLISHED else {}
        revised_on = row.revised_on
        if undated(self.shape.write(row)) != undated(document):
            revised_on = row.day_of_change() if row.is_published else None
        return {"published_on": row.published_on, "revised_on": revised_on}

    def row_of(self, document):
        """The row that has the key of a document; of an original and its working copy, the
        original, which was there before."""
        rows = self.model._default_manager.filter(**{self.key: document[self.key]})
        return rows.order_by("pk").first()

    def keep_promises(self, row):
        try:
            row.keep_promises()
        except ValidationError as error:
            name, words = next(iter(error.message_dict.items()))
            raise Fault(" ".join(words), self.shape.place_of(name)) from error

    def load(self, folder):
        """The rows that were written, of all that a folder says of this kind."""
        stored = [self.store(entry) for entry in self.entries(folder).values()]
        return [row for row, is_other in stored if is_other]

    def hidden(self):
        """What documents do not say in public, as ``compared`` wants it."""
        return frozenset()

    def compared(self, document, hidden):
        """A document without what is hidden: the same for every reader of the files."""
        return document

    def before_withdrawals(self, ours, theirs, hidden):
        """What the desk says, with what it lost only because other things were withdrawn."""
        return ours

    def as_file_says(self, document, row):
        """What to read into a row of what a file says, where the desk has more of its own."""
        return document

    def own_words(self, slugs):
        """{slug: document} of those that the desk tells more about than files."""
        return {}

    def apart(self, document):
        """(kind, document) of a thing, and of what belongs to it and has its own history."""
        yield kind_of(self.model), self.plain(document)

    def numbered(self):
        """The rows whose order is their position, each list by itself."""
        return [self.model.objects.order_by("position")] if self.ordered else []

    def plain(self, document):
        return {name: said for name, said in document.items() if name != FORMER}

    def new(self, entry):
        """What a row made now has besides what its document says."""
        if not self.is_published_by_deeds:
            return {}
        return {"state": entry.state}


class TableKind(Kind):
    """Things of a CSV file, a row each; the names in three languages are the last columns."""

    def _listed(self, path):
        if not path.exists():
            return
        file = Table(path)
        for number, row in enumerate(file.value):
            names = {code: row.pop(code, "") for code in CODES}
            yield self._entry({**row, "name": names}, file, (number,))

    def files(self, documents):
        columns = [key for key in self.shape.keys if key != "name"]
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*columns, *CODES])
        for document in documents.values():
            facts = [document.get(key, "") for key in columns]
            writer.writerow([*facts, *(document["name"][code] for code in CODES)])
        return {self.path: out.getvalue().encode()}


class Table:
    """What a CSV file says, as ``File`` says it of YAML."""

    def __init__(self, path):
        self.path = path
        with path.open(encoding="utf-8-sig", newline="") as file:
            self.value = [
                {name: said for name, said in row.items() if said}
                for row in csv.DictReader(file, restkey="more")
            ]

    def line_of(self, at):
        return at[0] + 2 if at else 1


def opened(path):
    """(the file, what it says)."""
    file = File(path)
    try:
        return file, file.read()
    except Fault as fault:
        raise misread(file, fault) from fault
