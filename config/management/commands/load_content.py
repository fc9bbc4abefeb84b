"""Read a folder of content into the atlas, and undo nothing that the desk did."""

import hashlib
import sys
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from cases.content import redraw
from cases.models import Case
from config.content import KINDS
from editorial import catalogue, loading, translation_file
from editorial.content import Misread
from editorial.models import FileVersion
from editorial.planning import Plan, What
from open_data.aside import clear
from open_data.models import Release
from open_data.release_files import is_there, place_of
from open_data.releasing import folder as releases_folder
from open_data.releasing import make_first_release
from search import indexing
from search.kinds import kinds

FOLDER = {"kind": "", "slug": "folder"}  # the version of all files together
WOULD_CHANGE = 2  # the exit code of --plan, where something would


class Command(BaseCommand):
    help = (
        "Read functions, levers, recommendations, geography, cases and contributions. "
        "What one side changed since is taken; what both changed waits for --take."
    )

    def add_arguments(self, parser):
        add = parser.add_argument
        add("--plan", action="store_true", help="tell what would be done, and do nothing")
        add("--update", action="store_true", help="show the plan, then do it; refuse conflicts")
        add("--take", nargs="+", default=[], metavar=("SIDE", "SLUG"),
            help="files or desk: the side to keep where both changed; then, slugs")  # fmt: skip
        add("--folder", type=Path, default=settings.BASE_DIR / "fixtures", help="what to read")

    def handle(self, *, plan, update, take, folder, **options):
        if not (folder / "cases").is_dir():
            raise CommandError(f"No content in {folder}: it should have a folder cases/.")
        if take and take[0] not in ("files", "desk"):
            raise CommandError("--take is followed by files or by desk, and then by slugs.")
        with transaction.atomic():
            loading.lock()
            made = self.read(plan, update, take, folder)
        if plan and (made.would_change or made.conflicts):
            sys.exit(WOULD_CHANGE)
        if not plan:
            self.release()

    def read(self, plan, update, take, folder):
        """The plan that was carried out, or rehearsed; None if there was nothing to look at."""
        is_asked = plan or update or bool(take)
        self.is_new = not Case.objects.exists()
        if not is_asked and self.is_left_alone(folder):
            return None
        made = self.planned(folder, take)
        if plan or not self.is_new:
            self.tell(made)
        self.tell_of_old_forms(made)
        if not plan:
            self.refuse_conflicts(made, is_asked)
        self.carry_out(made, folder, is_rehearsal=plan)
        return made

    def is_left_alone(self, folder):
        """An atlas that was filled by other hands; or whose files are as when all was read."""
        if self.is_new:
            return False
        if not FileVersion.objects.exists():
            self.stdout.write("The atlas has its content already; --update shows and reads it.")
            return True
        return FileVersion.objects.filter(**FOLDER, was_read=bytes_of(folder)).exists()

    def planned(self, folder, take):
        try:
            return Plan(
                KINDS, folder, is_new=self.is_new,
                take=take[0] if take else "", slugs=take[1:],
            )  # fmt: skip
        except (Misread, LookupError) as error:
            raise CommandError(str(error)) from error

    def tell(self, made):
        for line in made.told():
            self.stdout.write(line)

    def tell_of_old_forms(self, made):
        """They are read; the next dump_content writes them as they are written today."""
        for line in made.lines:
            for words in line.entry.old if line.entry else ():
                self.stdout.write(f"{line.entry.file.path}: an old form: {words}")

    def refuse_conflicts(self, made, is_asked):
        """Whoever asked is told to choose; a start goes on with what nobody else changed."""
        if made.conflicts and is_asked:
            slugs = " ".join(line.slug for line in made.conflicts)
            raise CommandError(
                f"Nothing was written. File and desk both changed: {slugs}. "
                "Say which side to keep: --take files, or --take desk, and then slugs."
            )

    def carry_out(self, made, folder, *, is_rehearsal):
        try:
            changed = loading.carry_out(made, self.progress)
            changed += translation_file.read(folder)
        except (Misread, loading.ChangedMeanwhile) as error:
            raise CommandError(str(error)) from error
        if is_rehearsal:
            transaction.set_rollback(True)
            return
        changed += [] if self.is_new else redraw()
        if changed and not self.is_new:
            catalogue.changed(*changed)
        self.index()
        self.remember(made, folder)
        self.stdout.write(f"{len(changed)} rows differed and were written")
        # A database plans badly what it never counted.
        connection.cursor().execute("ANALYZE")

    def remember(self, made, folder):
        """Where nothing waits for anybody, the next start need not compare."""
        waits = any(made.of(what) for what in (What.CONFLICT, What.GONE, What.RENAMED_AT_DESK))
        said = "" if waits else bytes_of(folder)
        FileVersion.objects.note(FOLDER["kind"], {FOLDER["slug"]: {"was_read": said}})

    def release(self):
        """What was read from files can be cited from the start; and nothing lies about of
        releases whose making was killed."""
        clear(releases_folder())
        if not FileVersion.objects.exists():
            return
        try:
            made = make_first_release()
        except OSError as error:
            self.stderr.write(
                f"The first release was not made: {error}. The atlas works without it; give "
                "RELEASES_DIR a folder that can be written, or see that RELEASES_URL answers, "
                "and start it again."
            )
            return
        if made:
            self.stdout.write(f"Release {made.number}: {made.case_count} cases, {made.as_of}")
        try:
            lost = [str(one) for one in Release.objects.all() if not is_there(one.file_name)]
        except OSError as error:
            self.stderr.write(f"The files of releases were not looked at: {error}.")
            return
        if lost:
            self.stderr.write(
                f"The files of these releases are not in {place_of()}: "
                f"{', '.join(lost)}. Bring them back from where they are kept."
            )

    def index(self):
        """All documents that are missing or old, at once: quicker than one by one."""
        for kind in kinds.values():
            if keys := indexing.stale(kind):
                tell = partial(self.moving, f"search: {kind.name}", total=len(keys))
                with catalogue.writing():
                    catalogue.refresh({kind.number: keys}, tell)

    def progress(self, kind, done, total):
        if kind.has_folder:
            self.moving(kind.path.strip("/"), done, total)

    def moving(self, what, done, total):
        """One moving line on a terminal; one line at the end in a log."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{what} {done}/{total}", ending="" if done < total else "\n")
        elif done == total:
            self.stdout.write(f"{what} {done}/{total}")


def bytes_of(folder):
    """A checksum of all files that are read."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".yaml", ".csv"):
            found.update(f"{path.relative_to(folder)}\0".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
