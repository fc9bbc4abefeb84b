"""Freeze the published cases as the next numbered release."""

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from edition.bar import bar
from edition.making import Changed
from edition.shelf import shelved
from edition.walking import Unanswered
from open_data.models import Release
from open_data.release_files import is_there, place_of
from open_data.releasing import NothingChanged, is_intact, make_release


class Command(BaseCommand):
    help = (
        "Freeze the published cases as a numbered release that never changes: a data package "
        "with its checksum, the list of what changed since the last one, and its pages as an "
        "edition that opens without a network."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="make nothing; see whether the files of all releases are as they were",
        )

        parser.add_argument(
            "--without-edition",
            action="store_true",
            help="leave out the pages, which take some minutes",
        )

    def handle(self, *, check, without_edition, **options):
        if check:
            self.check_files()
            return
        release = self.made()
        if not without_edition and release and not is_there(release.edition_name):
            self.stdout.write("pages …")
            try:
                size = shelved(release, bar(self.stderr))
            except Changed as error:
                raise CommandError(
                    "Something was published meanwhile: the release has no pages yet."
                ) from error
            except Unanswered as error:
                raise CommandError(f"{error}: the release has no pages yet.") from error
            self.stdout.write(f"{place_of(release.edition_name)} ({filesizeformat(size)})")

    def made(self):
        """The new release; the last one if nothing changed since."""
        self.stdout.write("records, tables, references …")
        try:
            release = make_release()
        except NothingChanged:
            self.stdout.write("Nothing changed since the last release: none was made.")
            return Release.objects.first()
        added, withdrawn, corrected = (
            len(release.changes[name]) for name in ("added", "withdrawn", "corrected")
        )
        self.stdout.write(
            f"Release {release.number}: {release.case_count} cases, {added} added, {corrected} "
            f"corrected, {withdrawn} withdrawn.\n{place_of(release.file_name)}\n"
            f"sha256 {release.checksum}"
        )
        return release

    def check_files(self):
        broken = [str(release) for release in Release.objects.all() if not is_intact(release)]
        if broken:
            raise CommandError(f"Not as they were, or not there: {', '.join(broken)}.")
        self.stdout.write(f"{Release.objects.count()} releases, each as it was.")
