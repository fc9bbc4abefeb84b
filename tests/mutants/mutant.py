"""A line of the project, made wrong on purpose."""

from dataclasses import dataclass
from pathlib import Path

import yaml

PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Mutant:
    """``line`` stands once in ``file``; ``wrong`` takes its place; ``tests`` must notice."""

    name: str
    file: str
    line: str
    wrong: str
    tests: tuple

    def is_in_place(self, root=PROJECT):
        return (root / self.file).read_text(encoding="utf-8").count(self.line) == 1

    def apply(self, root):
        assert self.is_in_place(root), f"{self.file} does not have once: {self.line}"
        path = root / self.file
        words = path.read_text(encoding="utf-8")
        path.write_text(words.replace(self.line, self.wrong), encoding="utf-8")


def mutants():
    entries = yaml.safe_load((PROJECT / "tests/mutants/mutants.yaml").read_text("utf-8"))
    return [Mutant(**{**entry, "tests": tuple(entry["tests"])}) for entry in entries]
