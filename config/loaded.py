"""What a process has loaded stays as long as it lives. Python reads all of it again whenever it
looks for rubbish in rings, 200,000 things in 100 ms, in which no thread answers anybody."""

import gc
from itertools import count

PAGES = 20  # after which addresses, templates, words and the index are there
_made = count(1)  # pages, by this process


class Loaded:
    """A middleware below the memory of pages: after the first that were made, all that there is
    is left alone. With it goes the catalogue as it is just then: once, some megabytes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if next(_made) == PAGES:
            gc.collect()
            gc.freeze()
        return response
