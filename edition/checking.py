"""Whether every link of an edition leads to a file of it."""

import posixpath
import re
from html import unescape
from pathlib import Path

LINK = re.compile(
    r'<(?!link rel="(?:canonical|alternate))[a-z][^<>]*?\s(?:href|src|action)="([^"]*)"'
)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def broken(folder):
    """(file, link) of each relative link that leads nowhere, and of each that begins at the
    root of a server."""
    folder = Path(folder)
    there = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    }
    for name in sorted(there):
        if name.endswith(".html"):
            yield from (
                (name, link)
                for link in lost((folder / name).read_text(encoding="utf-8"), name, there)
            )


def lost(page, name, there):
    for link in dict.fromkeys(map(unescape, LINK.findall(page))):
        path = link.partition("#")[0].partition("?")[0]
        if not path or ELSEWHERE.match(path):
            continue
        if path.startswith("/"):
            yield link
            continue
        if posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) not in there:
            yield link
