"""A text file of sorted lines, searched where it lies: no line is read that is not needed, and
all processes of a machine share what was."""

import mmap
from functools import cached_property


class SortedFile:
    """``path``: a file of lines that rise by ``key``, which makes a line comparable."""

    def __init__(self, path, key):
        self.path, self.key = path, key

    @cached_property
    def bytes(self):
        with self.path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def start(self, wanted):
        """Where the first line begins whose key is not below ``wanted``."""
        low, high = 0, len(self.bytes)
        while low < high:
            line = self._line_around((low + high) // 2)
            if self.key(self.bytes[line[0] : line[1]]) < wanted:
                low = line[1] + 1
            else:
                high = line[0]
        return low

    def lines_from(self, at):
        while at < len(self.bytes):
            end = self.bytes.find(b"\n", at)
            yield self.bytes[at:end]
            at = end + 1

    def beginning_with(self, beginning):
        """The lines that begin with some bytes, where lines rise as bytes."""
        first, last = self.start(beginning), self.start(beginning + b"\xff")
        return self.bytes[first:last].splitlines()

    def _line_around(self, at):
        """Where the line that holds a byte begins and ends."""
        return self.bytes.rfind(b"\n", 0, at) + 1, self.bytes.find(b"\n", at)
