"""Keep the whole atlas in one file, while it runs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config.backups.archive import Refused, checksum_of
from config.backups.making import keep_newest, make
from config.database import FilesAway
from config.progress import Progress


class Command(BaseCommand):
    help = (
        "Write the database and the files of releases into one archive, as they are at one "
        "moment, while the atlas runs. Accounts and letters are in it: keep it as such."
    )

    def add_arguments(self, parser):
        parser.add_argument("place", type=Path, help="a folder, or a new file ending in .zip")
        parser.add_argument("--keep", type=int, metavar="N",
            help="of the archives of the folder, keep the newest N")  # fmt: skip

    def handle(self, *, place, keep, **options):
        if keep is not None and (keep < 1 or place.suffix == ".zip"):
            raise CommandError("--keep is followed by at least 1, and place is a folder then.")
        try:
            made = make(place, Progress(self.stdout))
            gone = keep_newest(place, keep, made) if keep else []
        except Refused as error:
            raise CommandError(f"{error} No back-up was made.") from error
        except FilesAway as error:
            raise CommandError(
                f"{error.filename}: {error.strerror}. No back-up was made."
            ) from error
        except OSError as error:
            raise CommandError(f"{place}: {error.strerror}. No back-up was made.") from error
        self.stdout.write(f"{made}\n{made.stat().st_size} bytes\nsha256 {checksum_of(made)}")
        for name in gone:
            self.stdout.write(f"no longer kept: {name}")
