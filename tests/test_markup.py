"""What every page is made of: what a checker of HTML asks, on each kind of page. The Nu checker
says the same of the real pages, where it can be had (``tests/content/test_nu.py``)."""

from collections import Counter
from html.parser import HTMLParser

from tests.test_languages import each_address

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
    "track", "wbr", "path", "circle", "rect", "use",
}  # fmt: skip
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
POINTS = ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "list"]


def refused(tag, given, within):
    """What is wrong with one element, by itself or where it stands."""
    yield from (f"<{tag} {name}>" for name in given if name.startswith("hx-"))
    if tag == "input" and given.get("type") == "hidden" and "autocomplete" in given:
        yield "a hidden field completes nothing"
    if tag in HEADINGS and "th" in within:
        yield f"<{tag}> in <th>"
    if tag == "svg" and not {"width", "height"} <= given.keys():
        yield f"<svg class={given.get('class')}> has no size of its own"


class Page(HTMLParser):
    """``faults``: what no page may have, in words."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.pointed, self.faults = [], Counter(), set(), []
        self.groups = []  # of each open <dl>: what its group has
        self.feed(text)
        self.close()
        twice = [name for name, count in self.ids.items() if count > 1]
        self.faults += [f"id {name} stands twice" for name in twice]
        self.faults += [f"nothing is {name}" for name in self.pointed - set(self.ids)]

    def handle_starttag(self, tag, pairs):
        given = dict(pairs)
        self.faults += refused(tag, given, self.open)
        if "id" in given:
            self.ids[given["id"]] += 1
        for name in POINTS:
            self.pointed |= set((given.get(name) or "").split())
        self.group(tag)
        if tag not in VOID:
            self.open.append(tag)

    def group(self, tag):
        """Keeps what the terms and descriptions of the open list are."""
        if tag == "dl":
            self.groups.append([])
        elif tag in ("dt", "dd"):
            self.groups[-1].append(tag)
        elif tag == "div" and self.open[-1:] == ["dl"]:
            self.groups[-1].clear()

    def handle_startendtag(self, tag, pairs):
        self.handle_starttag(tag, pairs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        while self.open and self.open.pop() != tag:
            pass
        if (tag == "dl" or (tag == "div" and self.open[-1:] == ["dl"])) and self.groups:
            if self.groups[-1][-1:] == ["dt"]:
                self.faults.append("<dt> without <dd>")
            self.groups[-1].clear()
        if tag == "dl":
            self.groups.pop()


@each_address
def test_a_page_has_nothing_that_a_checker_refuses(client, site, address):
    assert Page(client.get(f"/fr{address}").text).faults == []


def test_a_refused_page_has_nothing_that_a_checker_refuses(client, site):
    for address in (
        "/fr/cases/?lever=nonsense&from=2020&to=1990",
        "/fr/cases/matrix/?rows=lever&columns=lever",
        "/fr/cases/map/?zoom=nowhere",
        "/fr/nowhere/",
    ):
        assert Page(client.get(address).text).faults == [], address
