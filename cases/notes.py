"""Statements and the sources they rest on: ``[3]`` in a text becomes a link, and back."""

import re
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from languages.markdown import to_html

CITED = '<a class="cite" href="{}#source-{}" aria-label="{}">{}</a>'
MARK = re.compile(r"(?:\s|&nbsp;)*\[(\d{1,3})\]")


@dataclass
class Passage:
    """A rendered text, its language, and the sources to note beside it."""

    html: SafeString
    language: str
    sources: list


class Notes:
    """The notes of one page: it numbers each use of a source, so that the source can
    link back to every statement that rests on it. Where several cases share a page, each
    has a ``prefix`` for its ids."""

    def __init__(self, sources, prefix=""):
        self.prefix = prefix
        self.sources = {source.position: source for source in sources}
        self.uses = {position: [] for position in self.sources}

    def passage(self, text):
        cited = []
        html = MARK.sub(lambda match: self._link(match, cited), to_html(text))
        return Passage(mark_safe(html), text.language, self._in_order(cited))

    def result(self, result):
        """A statement followed by the source it rests on, unless its text cites it at a place
        of its own; the text may cite others."""
        text = result.statement
        html = to_html(text).strip().removeprefix("<p>").removesuffix("</p>")
        cited = []
        html = MARK.sub(lambda match: self._link(match, cited), html)
        if result.source.position not in cited:
            html += self._link_to(result.source.position, cited)
        return Passage(mark_safe(html), text.language, self._in_order(cited))

    def numbers(self, numbers):
        """Links to sources that a row names by their numbers."""
        known = [number for number in numbers if number in self.sources]
        return mark_safe("".join(self._link_to(number, []) for number in known))

    def cited(self):
        """(source, ids of the places that cite it) in the order of their numbers."""
        return [(source, self.uses[number]) for number, source in self.sources.items()]

    def _link(self, match, cited):
        number = int(match[1])
        return self._link_to(number, cited) if number in self.sources else match[0]

    def _link_to(self, number, cited):
        cited.append(number)
        use = f"{self.prefix}use-{number}-{len(self.uses[number]) + 1}"
        self.uses[number].append(use)
        return format_html(
            '<a class="cite" id="{}" href="#{}source-{}" aria-label="{}">{}</a>',
            use,
            self.prefix,
            number,
            _("source %(number)s") % {"number": number},
            number,
        )

    def _in_order(self, cited):
        return [self.sources[number] for number in sorted(set(cited))]


def statement(result):
    """The statement of a result away from its case: what its text cites leads to the sources on
    the page of the case."""
    html = to_html(result.statement).strip().removeprefix("<p>").removesuffix("</p>")
    address = result.case.get_absolute_url()

    def link(match):
        label = _("source %(number)s") % {"number": match[1]}
        return format_html(CITED, address, match[1], label, match[1])

    return mark_safe(MARK.sub(link, html))
