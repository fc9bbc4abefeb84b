"""Write the whole public site as files that open without a network."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from edition.bar import bar
from edition.checking import broken
from edition.making import Changed, NotEmpty, make
from edition.walking import Unanswered


class Command(BaseCommand):
    help = (
        "Write all public pages, in every language, with the data and the releases, into an "
        "empty folder: they open from a disk or a USB stick, and their lists and search work "
        "in the browser. The same content gives the same bytes."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="an empty folder, or one to make")

    def handle(self, *, folder, **options):
        try:
            told = make(folder, bar(self.stderr))
        except NotEmpty as error:
            raise CommandError(
                f"There is something in {folder}: an edition is made in an empty folder."
            ) from error
        except Changed as error:
            raise CommandError(
                "Something was published meanwhile: make the edition again, in another folder."
            ) from error
        except Unanswered as error:
            raise CommandError(f"{error}. The edition is not whole.") from error
        except OSError as error:
            raise CommandError(
                f"{folder}: {error.strerror}. The edition is not whole."
            ) from error
        lost = list(broken(folder))
        for name, link in lost[:20]:
            self.stderr.write(f"{name}: {link}")
        if lost:
            raise CommandError(f"{len(lost)} links lead nowhere.")
        self.stdout.write(
            f"{told['files']} files, {filesizeformat(told['bytes'])}. "
            f"Open {folder / 'index.html'}."
        )
