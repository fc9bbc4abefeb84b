"""From link to link through the site, until every page that an edition holds was read."""

from collections import deque
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from languages.texts import CODES
from open_data.sitemaps import addresses

from .addresses import is_taken

STATIC = settings.STATIC_URL


class Unanswered(Exception):
    """A page that is there was not given: an edition without it would not be whole."""


class Links(HTMLParser):
    """The addresses that a page leads to, made absolute on the site; those of others are left
    out. What only names a picture for other sites to show is no link."""

    def __init__(self, address, page):
        super().__init__()
        self.address, self.found = address, []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        link = named.get("href") if tag in {"a", "link"} else named.get("src")
        if link and (local := on_site(self.address, link)):
            self.found.append(local)


def on_site(address, link):
    """The path and query of a link, as an attribute says it once it is read: ``&region=`` must
    not be read again, for ``&reg``. Nothing for another site."""
    at = urlsplit(urljoin(settings.SITE_URL.rstrip("/") + address, link.strip()))
    here = urlsplit(settings.SITE_URL)
    if (at.scheme, at.netloc) != (here.scheme, here.netloc):
        return ""
    return urldefrag(f"{at.path}?{at.query}" if at.query else at.path).url


def first_addresses():
    """Every page that search engines are told of, in each language, and the search."""
    for code in CODES:
        with override(code):
            yield from (reverse(name, args=args) for name, args, *_more in addresses())
            yield reverse("pages:search")


def walk(site, keep, tell=lambda done, known: None):
    """Reads all; ``keep(address, answer)`` for each that is there. ``tell`` hears how many are
    read, and how many are known so far. Nothing but static files is outside ``is_taken``."""
    waiting = deque(dict.fromkeys(first_addresses()))
    known, done = set(waiting), 0
    while waiting:
        address = waiting.popleft()
        answer = site.answer(address)
        done += 1
        tell(done, len(known))
        if answer.status != 200:
            if answer.status == 429 or answer.status >= 500:
                raise Unanswered(f"{address} ({answer.status})")
            continue
        keep(address, answer)
        if answer.is_page:
            for link in Links(address, answer.body.decode()).found:
                if link not in known and not link.startswith(STATIC) and is_taken(link):
                    known.add(link)
                    waiting.append(link)
