"""Pages in the memory of one process, within a number of bytes."""

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

APIECE = 1_000  # bytes that Python takes for a page beside its content
PROVEN = 0.75  # of the room, what pages asked for more than once may hold


class Page(NamedTuple):
    content: bytes
    headers: dict

    @property
    def size(self):
        told = sum(len(name) + len(value) for name, value in self.headers.items())
        return len(self.content) + told + APIECE


class Shelf(OrderedDict):
    """Pages by key, the one asked for longest ago first, and their bytes."""

    size = 0

    def put(self, key, page):
        self.take(key)
        self[key] = page
        self.size += page.size

    def take(self, key):
        if page := self.pop(key, None):
            self.size -= page.size
        return page

    def take_oldest(self):
        key, page = self.popitem(last=False)
        self.size -= page.size
        return key, page


class PageMemory:
    """A page is new until it is asked for again. New ones push out new ones first: whoever
    asks a thousand questions once throws nothing out that readers come back to."""

    def __init__(self, most):
        self.most = most  # bytes; 0: nothing is remembered
        self.new, self.proven = Shelf(), Shelf()
        self.lock = Lock()

    @property
    def size(self):
        return self.new.size + self.proven.size

    def get(self, key):
        with self.lock:
            if page := self.new.take(key) or self.proven.take(key):
                self.proven.put(key, page)
                while self.proven.size > self.most * PROVEN and len(self.proven) > 1:
                    self.new.put(*self.proven.take_oldest())
            return page

    def put(self, key, page):
        if page.size > self.most * (1 - PROVEN):
            return  # one page must not cost all others
        with self.lock:
            self.proven.take(key)
            self.new.put(key, page)
            while self.size > self.most:
                (self.new or self.proven).take_oldest()
