"""The edition of a release: its pages in one file, beside its data package."""

from pathlib import Path

from open_data.aside import aside
from open_data.formats.archive import zipped
from open_data.release_files import keep
from open_data.releasing import folder

from .making import make

PIECE = 1 << 20  # bytes


def shelved(release, tell=lambda done, known: None):
    """Writes the edition of what is published now, which is what the last release says. Gives
    its size in bytes. The file is there whole or not at all."""
    with aside(folder()) as apart:
        pages, file = apart / "pages", apart / release.edition_name
        make(pages, tell)
        with file.open("wb") as archive:
            archive.writelines(zipped(members(pages, release), release.as_of))
        size = file.stat().st_size
        keep(file)
    return size


def members(pages, release):
    """(name, pieces) of each file, in one folder, so that opening it litters no other."""
    within = Path(release.edition_name).stem
    for path in sorted(pages.rglob("*")):
        if path.is_file():
            yield f"{within}/{path.relative_to(pages).as_posix()}", pieces(path)


def pieces(path):
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
