"""Every kind of public page in a language that nobody speaks: its words are all translated."""

import json
import os
import re
import warnings
from functools import cache
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.translation import trans_real

from cases.models import Case
from open_data.models import Selection
from towns.gazetteer import named

from ..browser.conftest import KINDS
from ..content.test_nu import MORE
from .catalogue import CLOSE, OPEN, pseudo, written

SAID = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
# Addresses, what several values are joined with, and figures.
BETWEEN = re.compile(r"https?://\S+|[|·,;:()=/–—«»“”…\"]|\. |\s-\s|\d[\d.,]*")
READ = {"title", "aria-label", "alt", "placeholder"}
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
CODES = {"script", "style", "code", "kbd"}
# Names of formats and styles, types of JSON, one unit of Django's own, a table of the codebook;
# then what the addresses and the letter of these tests say.
NAMES = {
    "APA", "Atom", "BibTeX", "Chicago", "CSL-JSON", "DOCX", "GeoJSON", "JSON", "KB", "PDF",
    "RIS", "XLSX", "array", "boolean", "copies", "integer", "null", "number", "object",
    "string", "xyzzyxyzzy", "nonsense", "abcdefgh", "ABCD EFGH", "Le chiffre est faux",
}  # fmt: skip
CODE = re.compile(r"\{\w+\}|[a-z]+(_[a-z]+)+")
CONTENT = ["fixtures", "contributions", "open_data", "cases", "pages", "docs/accessibility"]
TYPED_IN_TEMPLATES = {
    "API", "Atom", "CSV", "DOCX", "JSON", "PDF", "ROR", "SHA-256", "Wikidata", "Word", "XLSX",
    "Défenseur des droits",  # the body that hears complaints, in France
}  # fmt: skip
# Without a database or a language nobody can translate: these say all in three languages.
IN_THREE = {"500.html", "cover.html"}


class Words(HTMLParser):
    """``found``: [(where, words)] of a page, attributes that are read aloud among them; but
    for codes, what is said to be in some language, and the address on paper."""

    def __init__(self, page):
        super().__init__()
        self.open, self.found, self.within = [], [], 0
        self.feed(page)

    def handle_starttag(self, tag, pairs):
        given = dict(pairs)
        is_apart = tag in CODES or given.get("class") == "printed"
        is_apart |= tag != "html" and bool(given.get("lang") or given.get("translate") == "no")
        if tag not in VOID:
            self.open.append((tag, is_apart))
        read = READ | ({"content"} if given.get("name") == "description" else set())
        if not is_apart:
            self.found += [(f"{tag} {name}", given[name] or "") for name in read & given.keys()]

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        """A string that has tags in it is said in several parts."""
        begun, self.within = self.within, self.within + data.count(OPEN) - data.count(CLOSE)
        if not any(is_apart for _tag, is_apart in self.open):
            where = " ".join(tag for tag, _apart in self.open[-3:])
            self.found.append((where, f"{OPEN * begun}{data}{CLOSE * self.within}"))


def flat(text):
    text = text.replace("''", "'")  # as YAML writes one between two
    return " ".join(re.sub(r"[*\\_`\[\]]", " ", text).split()).lower()


@cache
def content():
    """All that the files of the content say, in a row."""
    files = [
        path
        for room in CONTENT
        for path in sorted((settings.BASE_DIR / room).rglob("*"))
        if path.suffix in (".yaml", ".csv", ".md")
    ]
    towns = [town.name for town in named("san jose")]  # those that a kind of page offers
    return flat(" ".join([*(path.read_text(encoding="utf-8") for path in files), *towns]))


def not_said(words):
    """What of some words is neither in the language nor in the content."""
    while (less := SAID.sub("|", words)) != words:
        words = less
    for part in BETWEEN.split(words):
        part = part.strip(" .'’?!&#%<>+-\u202f\u00a0\n")
        is_known = part in NAMES or CODE.fullmatch(part) or flat(part) in content()
        if re.search(r"[^\W\d_]{2}", part) and not is_known:
            yield part


@pytest.fixture
def pages(atlas, visitor, make_letter, tmp_path, settings):
    """{kind: (status, page)} of all kinds of pages in that language.

    Labels are kept in many places, some of them by language alone: a process of its own asks
    for the pages, so that nothing of the language stays for other tests.
    """
    Selection.objects.create(code="abcdefgh", made_at=timezone.now())
    make_letter(code="abcdefgh", case=Case.objects.published().first())
    settings.LOCALE_PATHS = [written(tmp_path / "locale"), *settings.LOCALE_PATHS]
    settings.LANGUAGES_BIDI = ["en"]
    told = tmp_path / "pages.json"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # this one does nothing but ask
        child = os.fork()
    if not child:
        try:
            trans_real._translations.clear()
            answers = {kind.name: visitor.get(kind.address("en")) for kind in [*KINDS, *MORE]}
            told.write_text(
                json.dumps({name: (it.status_code, it.text) for name, it in answers.items()})
            )
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    return json.loads(told.read_text())


@pytest.mark.long
@pytest.mark.only("sqlite")  # another process cannot go on with a connection to a server
def test_every_word_of_every_kind_of_page_is_translated(pages):
    left = {}
    for kind in [*KINDS, *MORE]:
        status, page = pages[kind.name]
        assert status == kind.status
        assert '<html lang="en" dir="rtl">' in page, kind.name
        assert OPEN in page, kind.name
        found = [(where, *not_said(words)) for where, words in Words(page).found]
        if some := [one for one in found if len(one) > 1]:
            left[kind.name] = some
    assert left == {}


def test_the_language_is_longer_and_keeps_what_is_filled_in():
    said = pseudo('%(count)s cases in <a href="{url}">Lima &amp; Cusco</a>')

    assert (
        said
        == f'{OPEN}%(count)s çášéš íñ <a href="{{url}}">Límá &amp; Çúšçó</a> ~~~ ~~~{CLOSE}'
    )
    assert pseudo(" · ") == " · "


TEMPLATES = [
    path
    for path in sorted(settings.BASE_DIR.glob("templates/**/*.html"))
    if path.name not in IN_THREE and "admin" not in path.parts
]
BLOCK = re.compile(
    r"\{% (comment|blocktranslate)\b.*?\{% end\1 %\}|\{#.*?#\}|<(code|svg)\b.*?</\2>|<!--.*?-->"
    r"|\{% block (?:bodyclass|hue) %\}.*?\{% endblock %\}",
    re.DOTALL,
)
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|&\w+;", re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_word_is_typed_into_a_template(path):
    text = TAGS.sub("", BLOCK.sub("", path.read_text(encoding="utf-8")))
    aloud = re.findall(r'\b(?:title|aria-label|alt|placeholder)="([^"]*)"', text)

    words = re.sub(r"<[^<>]*>", "\n", text)
    typed = re.findall(r"[^\W\d_]{2}(?:[\w'’ -]*\w)?", "\n".join([words, *aloud]))

    assert [one for one in typed if not {one, *one.split()} & TYPED_IN_TEMPLATES] == []
