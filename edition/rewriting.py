"""A page of the site made into a file that opens from a disk.

Only tags that lead somewhere are changed; every other sign of the page stays as it was.
"""

import re
from functools import partial
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from .addresses import LIST, SEARCH, file_of, kind_of, plainly, way
from .walking import STATIC, on_site

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr"}  # fmt: skip
ATTRIBUTE = r'(\s{name}\s*=\s*")([^"]*)(")'
SCRIPT = "js/edition.js"
SHEET = "css/edition.css"


class Rewriter(HTMLParser):
    """``text`` is the page as a file. ``held`` are the addresses of the edition, ``statics``
    collects the static files that the page needs, ``day`` is that of the content."""

    def __init__(self, address, page, *, held, statics, day):
        super().__init__(convert_charrefs=False)
        self.address, self.file, self.kind = (
            address,
            file_of(address),
            kind_of(path_of(address)),
        )
        self.held, self.statics, self.day = held, statics, day
        self.language = address.split("/")[1]
        self.pieces, self.left_out, self.depth = [], "", 0
        self.feed(page)
        self.close()

    @property
    def text(self):
        return "".join(self.pieces)

    # --- what stays as it is ------------------------------------------------------------

    def say(self, text):
        if not self.left_out:
            self.pieces.append(text)

    def handle_data(self, data):
        self.say(data)

    def handle_entityref(self, name):
        self.say(f"&{name};")

    def handle_charref(self, name):
        self.say(f"&#{name};")

    def handle_comment(self, data):
        self.say(f"<!--{data}-->")

    def handle_decl(self, decl):
        self.say(f"<!{decl}>")

    # --- tags ---------------------------------------------------------------------------

    def handle_startendtag(self, tag, attrs):
        if not self.left_out:
            self.say(self.changed(tag, dict(attrs), self.get_starttag_text()))

    def handle_starttag(self, tag, attrs):
        if self.left_out:
            self.depth += tag == self.left_out
            return
        written, named = self.get_starttag_text(), dict(attrs)
        if tag == "main":
            self.say(self.banner())
        instead = self.instead_of(tag, named)
        if instead is None:
            self.say(self.changed(tag, named, written))
            return
        self.say(instead)
        if tag not in VOID:
            self.left_out, self.depth = tag, 1

    def handle_endtag(self, tag):
        if self.left_out:
            self.depth -= tag == self.left_out
            if not self.depth:
                self.left_out = ""
            return
        if tag == "head":
            self.say(self.head())
        self.say(f"</{tag}>")

    def instead_of(self, tag, named):
        """What stands for an element that needs a server; ``None`` for one that stays."""
        if tag == "script":
            return None if named.get("type") == "application/ld+json" else ""
        if tag == "link" and named.get("rel") == "preload":
            return ""
        if "form" in named or tag == "label" and "keep" in classes(named):
            return ""  # a box of the tray, wherever it stands: there is no tray
        if tag == "form" and not self.answers(named):
            return "" if "tray" in classes(named) else self.on_line(self.asked_by(named))
        return None

    def answers(self, form):
        """Whether a script of the edition can answer a form."""
        kind = kind_of(self.asked_by(form))
        return form.get("method", "get").lower() == "get" and (
            kind in {LIST, SEARCH} or "facets" in classes(form)
        )

    def asked_by(self, form):
        return path_of(on_site(self.address, form.get("action") or self.address))

    def changed(self, tag, named, written):
        if tag == "form":
            asked = self.asked_by(named)
            # The boxes beside a map or a matrix lead to the list, which the script narrows.
            if "facets" in classes(named):
                with override(self.language):
                    asked = reverse(LIST)
            return put(written, "action", self.way_to(asked) or "")
        if tag == "link" and named.get("rel") in {"canonical", "alternate", "cite-as"}:
            return put(written, "href", self.on_site(named.get("href", "")))
        for name in ("href", "src"):
            if (link := named.get(name)) and not link.startswith("#") and tag != "use":
                written = self.led(tag, name, link, written)
        return written

    def led(self, tag, name, link, written):
        local = on_site(self.address, link)
        if not local:
            return written
        if local.startswith(STATIC):
            return put(written, name, self.static(local))
        place = self.way_to(local)
        _link, mark, fragment = link.partition("#")
        if place is not None:
            return put(written, name, place + mark + fragment)
        there = put(written, name, self.on_site(local) + mark + fragment)
        return with_class(there, "on-line") if tag == "a" else there

    def way_to(self, local):
        """A relative link, with the question for the script; ``None`` for what is on line."""
        found = plainly(local)
        if not found or found[0] not in self.held:
            return None
        address, question = found
        place = way(self.file, file_of(address))
        return f"{place}?{question}" if question else place

    def static(self, local):
        path = local.partition("?")[0]
        self.statics.add(path)
        return way(self.file, path.lstrip("/"))

    def on_site(self, local):
        return local if urlsplit(local).scheme else settings.SITE_URL.rstrip("/") + local

    # --- what an edition says of itself -------------------------------------------------

    def head(self):
        said = [f'<link rel="stylesheet" href="{way(self.file, f"edition/{SHEET}")}">']
        if self.kind in {LIST, SEARCH}:
            index = way(self.file, f"edition/index-{self.language}.js")
            root = way(self.file, "index.html").removesuffix("index.html") or "./"
            script = way(self.file, f"edition/{SCRIPT}")
            said.append(f'<script defer src="{index}"></script>')
            said.append(f'<script defer src="{script}" data-root="{root}"></script>')
        return "\n".join(said)

    def banner(self):
        with override(self.language):
            return render_to_string("edition/_banner.html", self.told())

    def on_line(self, local):
        with override(self.language):
            return render_to_string("edition/_on_line.html", self.told(local))

    def told(self, local=None):
        return {
            "day": self.day,
            "address": self.on_site(local or self.address),
            "cover": way(self.file, "index.html"),
            "needs_script": self.kind in {LIST, SEARCH},
        }


def path_of(address):
    return address.partition("?")[0]


def classes(named):
    return (named.get("class") or "").split()


def put(written, name, value):
    """A start tag with another value of an attribute; unchanged if it has none."""
    pattern = ATTRIBUTE.format(name=name)
    if not re.search(pattern, written):
        return written
    return re.sub(pattern, partial(_put, escape(value)), written, count=1)


def _put(value, found):
    return found[1] + value + found[3]


def with_class(written, name):
    if 'class="' in written:
        return re.sub(r'(\sclass=")', rf"\1{name} ", written, count=1)
    return written.replace("<a", f'<a class="{name}"', 1)
