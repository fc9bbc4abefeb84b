"""Freeze the published cases as the next numbered release."""

from django.core.management.base import BaseCommand, CommandError

from open_data.models import Release
from open_data.releasing import NothingChanged, is_intact, make_release, path_of


class Command(BaseCommand):
    help = (
        "Freeze the published cases as a numbered release that never changes: a data package "
        "with its checksum, and the list of what changed since the last one."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="make nothing; see whether the files of all releases are as they were",
        )

    def handle(self, *, check, **options):
        if check:
            self.check_files()
            return
        self.stdout.write("records, tables, references …")
        try:
            release = make_release()
        except NothingChanged:
            self.stdout.write("Nothing changed since the last release: none was made.")
            return
        added, withdrawn, corrected = (
            len(release.changes[name]) for name in ("added", "withdrawn", "corrected")
        )
        self.stdout.write(
            f"Release {release.number}: {release.case_count} cases, {added} added, {corrected} "
            f"corrected, {withdrawn} withdrawn.\n{path_of(release)}\n"
            f"sha256 {release.checksum}"
        )

    def check_files(self):
        broken = [str(release) for release in Release.objects.all() if not is_intact(release)]
        if broken:
            raise CommandError(f"Not as they were, or not there: {', '.join(broken)}.")
        self.stdout.write(f"{Release.objects.count()} releases, each as it was.")
