"""Checkers that are no Python: ``make checkers`` brings them, where npm can be asked.

A test marked ``checker("nu")`` is left out where its checker is absent; ``make test`` says so.
"""

import shutil
from pathlib import Path
from typing import NamedTuple

BROUGHT = Path(__file__).resolve().parents[1] / ".local" / "checkers" / "node_modules"


class Checker(NamedTuple):
    program: str
    file: Path
    looks_at: str

    @property
    def is_here(self):
        return bool(shutil.which(self.program)) and self.file.exists()


CHECKERS = {
    "nu": Checker("java", BROUGHT / "vnu-jar/build/dist/vnu.jar", "whether pages are valid"),
    "acorn": Checker(
        "node", BROUGHT / "acorn/dist/acorn.js", "whether scripts are read by browsers of 2020"
    ),
}
