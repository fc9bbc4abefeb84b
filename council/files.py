"""Files of a note. What writes them is large, and read when one is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True)
class Format:
    extension: str
    label: str
    media_type: str

    @property
    def write(self) -> Callable:
        """The bytes of a note, the same for the same note."""
        return import_module(f"council.{self.extension}").write


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    one.extension: one
    for one in [Format("pdf", "PDF", "application/pdf"), Format("docx", "Word (DOCX)", WORD)]
}
