"""Doing what a plan says: documents become rows, all or nothing, one start at a time."""

from dataclasses import replace

from django.db import connection, transaction
from django.db.models import F, Max

from . import made_from, revisions
from .content import FORMER
from .joining import Joining
from .kinds import checksum
from .models import FileVersion, FormerSlug, Tombstone
from .naming import Names
from .planning import What
from .publication import State
from .renamed_documents import in_present_names


class ChangedMeanwhile(Exception):
    """Somebody saved at the desk after the plan was made."""


def lock():
    """Within a transaction, nobody else plans or loads. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(FileVersion._meta.db_table)
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


@transaction.atomic
def carry_out(plan, progress=lambda kind, done, total: None):
    """The rows that were written."""
    changed = []
    for kind in dict.fromkeys(line.kind for line in plan.lines):
        lines = [line for line in plan.lines if line.kind is kind]
        read = [line for line in lines if line.would_change and line.entry]
        make_room(kind, read)
        had = {} if plan.is_new else said_before(kind, read)
        written, names = [], Names()  # of now: files rename things of the kinds before
        for done, line in enumerate(read, start=1):
            written += read_in(line, names)
            progress(kind, done, len(read))
        if read:
            put_in_order(kind, lines)
        if written and not plan.is_new:
            revisions.record_read(had, said_now(kind, written))
            for row in written:
                made_from.stand(row)
        changed += written
        changed += [withdrawn(line) for line in lines if line.would_change and not line.entry]
        settle(kind, lines)
    return changed


def said_before(kind, lines):
    """What the things that files change said until now, as ``record_read`` wants it."""
    known = [(line.row, line.document) for line in lines if line.row is not None]
    return revisions.told_of(kind, known)


def said_now(kind, rows):
    """The same of rows that were written."""
    read = kind.rows().filter(pk__in=[row.pk for row in rows])
    return revisions.told_of(kind, [(row, kind.shape.write(row)) for row in read])


def read_in(line, names):
    """The row, if it was written."""
    kind, row = line.kind, line.row
    if row is not None:
        refuse_moved(line)
        join_former(line)
    document = in_present_names(kind.shape, line.entry.document, names)
    stored, is_other = kind.store(replace(line.entry, document=document), row)
    if row is not None and line.document[kind.key] != line.slug:
        FormerSlug.objects.renamed(kind.name, line.document[kind.key], line.slug)
    if line.what == What.WITHDRAWN:
        bring_back(line, stored)
    return [stored] if is_other else []


def join_former(line):
    """What became one at another desk, and was written into files there, becomes one here."""
    kind = line.kind
    names = {f"{kind.key}__in": line.entry.document.get(FORMER, [])}
    for other in kind.model.objects.filter(**names).exclude(pk=line.row.pk):
        Joining(gone=other, kept=line.row).carry_out()


def refuse_moved(line):
    """The row is held, and is still what the plan saw."""
    kind = line.kind
    kind.model.objects.select_for_update().get(pk=line.row.pk)
    ((_row, document),) = kind.documents(kind.rows().filter(pk=line.row.pk))
    if kind.ordered:
        document["position"] = line.document["position"]
    if document != line.document and differ_in_words(document, line.document):
        raise ChangedMeanwhile(f"{line}: somebody saved it meanwhile. Look at the plan again.")


def differ_in_words(*documents):
    """Whether two documents differ in more than slugs of what this plan has renamed."""
    now = dict(FormerSlug.objects.values_list("slug", "now"))

    def anew(value):
        if isinstance(value, dict):
            return {name: anew(said) for name, said in value.items()}
        if isinstance(value, list):
            told = [anew(said) for said in value]
            return sorted(told) if all(isinstance(said, str) for said in told) else told
        return now.get(value, value) if isinstance(value, str) else value

    one, other = map(anew, documents)
    return one != other


def bring_back(line, row):
    if line.row is not None:
        row.refresh_from_db()
        row.reopen()
        row.submit()
        row.publish()
    Tombstone.objects.of(line.kind.model, line.slug).delete()


def withdrawn(line):
    """What is gone from the files goes from the public too; words are left to the desk."""
    if line.kind.is_published_by_deeds and line.row.state == State.PUBLISHED:
        line.row.archive()
    return line.row


def settle(kind, lines):
    """Write down what each file said when desk and file last agreed."""
    agreed = [line for line in lines if line.entry and line.is_settled]
    theirs = {line.slug: line.entry.document for line in agreed}
    # After reading both say the same, but for what is hidden from files.
    ours = theirs | kind.own_words(theirs)
    said = {
        slug: {"was_read": checksum(theirs[slug]), "at_desk": checksum(ours[slug])}
        for slug in theirs
    }
    FileVersion.objects.note(kind.name, said)
    old = {slug for line in agreed for slug in line.entry.document.get(FORMER, [])}
    gone = {line.slug for line in lines if line.side and not line.entry}
    forgotten = (old - said.keys()) | gone
    FileVersion.objects.filter(kind=kind.name, slug__in=forgotten).delete()


def make_room(kind, lines):
    """Places are unique: before things change theirs, all are put out of the way."""
    for model in {rows.model for rows in kind.numbered()} if lines else ():
        beyond = model.objects.aggregate(last=Max("position"))["last"] or 0
        model.objects.update(position=F("position") + beyond + len(lines))


def put_in_order(kind, lines):
    """Things stand where the side that was kept has them; what the files do not know follows
    what it would share a place with."""
    places = {}
    for line in lines if kind.ordered else ():
        if line.document and not (line.reads_the_file or line.is_settled):
            places[line.document[kind.key]] = (line.document["position"], 1)
        elif line.entry:
            places[line.slug] = (line.entry.document["position"], 0)
    for rows in kind.numbered():
        beyond = (len(lines) + rows.count(), 1)
        own = places if rows.model is kind.model else {}
        if in_order := sorted(rows, key=lambda row: (own.get(row.slug, beyond), row.position)):
            number_anew(in_order)


def number_anew(rows):
    """1, 2, 3 … in their order."""
    model, beyond = type(rows[0]), max(row.position for row in rows)
    model.objects.filter(pk__in=[row.pk for row in rows]).update(
        position=F("position") + beyond
    )
    for number, row in enumerate(rows, start=1):
        model.objects.filter(pk=row.pk).update(position=number)
