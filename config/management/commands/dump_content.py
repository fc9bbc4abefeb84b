"""Write what the desk says as a folder of documents, that ``load_content`` reads back."""

import os
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from config.content import KINDS
from editorial import loading, translation_file
from editorial.content import FORMER, Misread
from editorial.kinds import checksum
from editorial.models import FileVersion
from editorial.publication import State

BESIDE = ".beside"  # the end of a name while the file is being written
# What stands in the project's own folder and is not a document.
TOLERATED = {
    PurePosixPath("geography") / name
    for name in ("README.md", "make_countries.py", "make_populations.py")
}


class Command(BaseCommand):
    help = (
        "Write the vocabulary and all that is published as documents. Files that would say "
        "the same are left alone; files of what was withdrawn are removed."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="new, empty, or written by this command")
        parser.add_argument(
            "--drafts", action="store_true", help="write what is not published, too"
        )
        parser.add_argument(
            "--over",
            action="store_true",
            help="write over files that say what the desk never read",
        )

    def handle(self, *, folder, drafts, over, **options):
        refuse_other_things(folder)
        with transaction.atomic():
            loading.lock()
            wanted, documents = self.wanted(drafts)
            old = present(folder)
            if not over:
                refuse_unread(folder, documents)
            written = {path for path, said in wanted.items() if old.get(path) != said}
            gone = old.keys() - wanted.keys()
            replace_files(folder, {path: wanted[path] for path in sorted(written)}, gone)
            remember(documents, is_own=folder.resolve() == (settings.BASE_DIR / "fixtures"))
        self.stdout.write(
            f"{len(written)} files written, {len(gone)} removed, "
            f"{len(wanted) - len(written)} left as they were"
        )

    def wanted(self, drafts):
        """({path: bytes}, {kind: {slug: document}}) of the desk."""
        files, documents = {}, {}
        for kind in KINDS:
            hidden = frozenset() if drafts else kind.hidden()
            public = {
                document[kind.key]: (kind.compared(document, hidden), state)
                for document, state in stated(kind)
                if drafts or state == State.PUBLISHED
            }
            files |= kind.files({
                slug: with_state(document, state, kind)
                for slug, (document, state) in public.items()
            })  # fmt: skip
            documents[kind] = {slug: document for slug, (document, _state) in public.items()}
        return files | translation_file.files(drafts=drafts), documents


def stated(kind):
    """(document, state) of all rows; a vocabulary is public as it stands."""
    for row, document in kind.documents():
        yield document, row.state if kind.is_published_by_deeds else State.PUBLISHED


def with_state(document, state, kind):
    """What is not published says so beside its slug."""
    if state == State.PUBLISHED:
        return document
    return {kind.key: document[kind.key], "state": str(state)} | document


def refuse_other_things(folder):
    """A folder of somebody else's is not written into."""
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{folder} is not a folder.")
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        relative = PurePosixPath(path.relative_to(folder))
        own = path.is_file() and not path.is_symlink() and is_ours(relative)
        if not (own or (path.is_dir() and f"{relative}/" in folders())):
            raise CommandError(
                f"{path} is no document of the atlas: choose a new or an empty folder. "
                "Nothing was written."
            )


def is_ours(path):
    whole = path.with_name(path.name.removesuffix(BESIDE))
    return path in TOLERATED or is_document(whole)


def is_document(path):
    return path == translation_file.PATH or any(kind.holds(path) for kind in KINDS)


def folders():
    return {f"{PurePosixPath(kind.path + 'x').parent}/" for kind in KINDS}


def present(folder):
    """{path: bytes} of the documents of a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and is_document(PurePosixPath(path.relative_to(folder)))
    }


def refuse_unread(folder, documents):
    """What somebody wrote into a file, and the desk never read, is not written over."""
    unread = [line for kind in KINDS for line in unread_of(kind, folder, documents[kind])]
    if unread:
        raise CommandError(
            f"The files of {folder} say what the desk has not read: {', '.join(unread)}. "
            "Read them first (make content), or write over them with --over. "
            "Nothing was written."
        )


def unread_of(kind, folder, documents):
    hidden, known = kind.hidden(), {}
    for version in FileVersion.objects.filter(kind=kind.name):
        known[version.slug] = {version.was_read, version.was_written}
    for slug, entry in entries(kind, folder).items():
        said = kind.compared(entry.document, hidden)
        ours = slug in documents and kind.compared(documents[slug], hidden)
        if said != ours and checksum(entry.document) not in known.get(slug, ()):
            yield f"{kind.name} {slug}"


def entries(kind, folder):
    try:
        return kind.entries(folder) if folder.is_dir() else {}
    except Misread as error:
        raise CommandError(f"{error}. Mend it, or write over it with --over.") from error


def replace_files(folder, written, gone):
    """All are written whole beside their places, then moved there: a run that is killed leaves
    old or new files, and none that is half of either."""
    for beside in folder.rglob(f"*{BESIDE}"):  # of a run that was killed
        beside.unlink()
    for path, said in written.items():
        beside = folder / (path + BESIDE)
        beside.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(said)
            file.flush()
            os.fsync(file.fileno())
    # What others refer to first: KINDS stand in that order, and so do their files.
    for path in sorted(written, key=order):
        (folder / (path + BESIDE)).replace(folder / path)
    for path in sorted(gone, key=order, reverse=True):
        (folder / path).unlink()


def order(path):
    held = (n for n, kind in enumerate(KINDS) if kind.holds(PurePosixPath(path)))
    return next(held, len(KINDS)), path


def remember(documents, *, is_own):
    """What each file says now; in the project's own folder, both sides agree on it."""
    for kind, public in documents.items():
        ours = public | kind.own_words(public)
        said = {slug: {"was_written": checksum(public[slug])} for slug in public}
        for slug in public if is_own else ():
            said[slug] |= {
                "was_read": checksum(public[slug]),
                "at_desk": checksum(ours[slug]),
            }
        FileVersion.objects.note(kind.name, said)
        if is_own:
            named = {old for document in public.values() for old in document.get(FORMER, [])}
            renamed = FileVersion.objects.filter(kind=kind.name)
            renamed.filter(slug__in=named - public.keys()).delete()
