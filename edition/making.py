"""Making an edition: the whole public site as files that open from a disk.

The same content gives the same bytes: nothing of the day or of the machine is written.
"""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils.translation import override

from editorial import catalogue
from languages.texts import CODES
from open_data.as_of import as_of

from . import index, statics
from .addresses import file_of
from .rewriting import SCRIPT, SHEET, Rewriter
from .site import Site
from .walking import walk

OWN = "edition"  # the folder of what is no page of the site


class NotEmpty(Exception):
    """Something stands where an edition is to be made: it is not written over."""


class Changed(Exception):
    """The atlas changed while it was read: what was written is of two days at once."""


def make(folder, tell=lambda done, known: None):
    """Writes an edition into an empty folder, and gives {"files", "bytes"}. It takes minutes,
    in which editors go on working: ``Changed`` if they published something."""
    folder = Path(folder)
    if folder.exists() and any(folder.iterdir()):
        raise NotEmpty(folder)
    stamp, _changed = catalogue.stamp()
    Making(folder, tell).make()
    if catalogue.stamp()[0] != stamp:
        raise Changed
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return {"files": len(sizes), "bytes": sum(sizes)}


class Making:
    def __init__(self, folder, tell):
        self.folder, self.tell = folder, tell
        self.day = as_of()
        self.pages, self.held, self.statics = [], set(), set()

    def make(self):
        walk(Site(self.day), self.keep, self.tell)
        for address in self.pages:
            self.rewrite(address)
        for path in sorted(self.statics):
            self.write(path.lstrip("/"), statics.on_disk(path))
        for name in [SHEET, SCRIPT]:
            self.write(f"{OWN}/{name}", statics.on_disk(f"/static/{name}"))
        for code in CODES:
            # From the folder of the edition: the script puts the way to it before.
            text = index.written(code, file_of)
            self.write(f"{OWN}/index-{code}.js", text.encode())
        self.write("index.html", self.cover().encode())

    def keep(self, address, answer):
        self.held.add(address)
        if answer.is_page:
            self.pages.append(address)
        self.write(file_of(address), answer.body)

    def rewrite(self, address):
        path = self.folder / file_of(address)
        page = Rewriter(
            address,
            path.read_text(encoding="utf-8"),
            held=self.held,
            statics=self.statics,
            day=self.day,
        )
        path.write_text(page.text, encoding="utf-8")

    def write(self, name, body):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)

    def cover(self):
        """The first page: in every language at once, since nobody knows yet who reads."""
        sheets = sorted(filter(None, map(for_cover, self.statics)))
        context = {
            "parts": [(code, self.told_in(code)) for code in CODES],
            "sheets": [*(path for _place, path in sheets), f"{OWN}/{SHEET}"],
        }
        return render_to_string("edition/cover.html", context)

    def told_in(self, code):
        told = {"home": f"{code}/index.html", "day": self.day}
        with override(code):
            return render_to_string("edition/_cover.html", told)


COVER = ["tokens", "base", "prose", "print"]  # its style sheets, in their order


def for_cover(path):
    """(its place, the file) of a style sheet that the cover has too."""
    name, _dot, ending = path.rpartition("/")[2].partition(".")
    if name in COVER and ending.endswith("css"):
        return COVER.index(name), path.lstrip("/")
    return None
