"""Words as runs, for formats that have no HTML: what is said, what it cites, how it is set."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt

from languages.texts import Text

MARK = re.compile(r"\s*\[(\d{1,3})\](?!\()")
SENTENCE = re.compile(r"(?<=[.;!?])\s+")
PLAIN = re.compile(r"^\s*[-*]\s+", re.MULTILINE)

_parser = MarkdownIt("commonmark", {"html": False}).disable("image")
STYLES = {"strong_open": "strong", "em_open": "em"}


@dataclass(frozen=True, slots=True)
class Run:
    """``kind``: "" for words, "strong", "em", "cite" (``text`` is the number of a source in
    the note), "gap" (something not known) or "sign" (``sign`` is the shape of its evidence)."""

    text: str
    kind: str = ""
    language: str = ""
    href: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    runs: tuple
    kind: str = "p"  # or "li"


class Citer:
    """Turns the numbers of one case's sources into those of the note."""

    def __init__(self, numbers):
        self.numbers = numbers  # {position in the case: number in the note}

    def cites(self, positions):
        known = [self.numbers[one] for one in dict.fromkeys(positions) if one in self.numbers]
        return tuple(cite(number) for number in known)

    def marked(self, words, **look):
        """Runs of words in which ``[3]`` cites."""
        runs, start = [], 0
        for mark in MARK.finditer(words):
            number = self.numbers.get(int(mark[1]))
            if number:
                runs += [Run(words[start : mark.start()], **look), cite(number)]
                start = mark.end()
        runs.append(Run(words[start:], **look))
        return [run for run in runs if run.text]

    def line(self, text):
        """A text as one line, whatever its paragraphs."""
        blocks = self.blocks(text)
        runs = []
        for block in blocks:
            runs += [Run(" "), *block.runs] if runs else block.runs
        return tuple(runs)

    def blocks(self, text):
        """A text in Markdown as paragraphs and points."""
        found, inside = [], 0
        for token in _parser.parse(str(text)):
            inside += (token.type == "list_item_open") - (token.type == "list_item_close")
            if token.type == "inline":
                runs = tuple(self._inline(token.children, getattr(text, "language", "")))
                found.append(Block(runs, "li" if inside else "p"))
            elif token.type in ("code_block", "fence"):
                found.append(Block((Run(token.content.strip()),)))
        return found

    def _inline(self, tokens, language):
        kind = href = ""
        for token in tokens:
            if token.type in STYLES:
                kind = STYLES[token.type]
            elif token.type == "link_open":
                href = safe(token.attrGet("href"))
            elif token.type.endswith("_close"):
                kind, href = ("", href) if token.type != "link_close" else (kind, "")
            elif token.type in ("softbreak", "hardbreak"):
                yield Run(" ")
            elif token.content:
                yield from self.marked(token.content, kind=kind, language=language, href=href)


def safe(address):
    return address if address.startswith(("https://", "http://")) else ""


def cite(number):
    return Run(str(number), "cite", href=f"#source-{number}")


def said(words):
    """One run, in the language that the words know of themselves."""
    return Run(str(words), language=getattr(words, "language", ""))


def gap(words):
    return (Run(str(words), "gap"),)


def opening(text, most):
    """The first sentences of a text, of at most so many words; a first sentence that is longer
    is cut, and shows it. Its marks stay with it."""
    words = PLAIN.sub("", str(text))
    kept, count = [], 0
    for sentence in SENTENCE.split(words):
        count += len(MARK.sub("", sentence).split())
        if kept and count > most:
            break
        kept.append(sentence if kept or count <= most else cut(sentence, most))
    return Text(" ".join(kept).rstrip(";"), getattr(text, "language", ""))


def cut(sentence, most):
    marks = "".join(f"[{number}]" for number in MARK.findall(sentence))
    return " ".join(MARK.sub("", sentence).split()[:most]).rstrip(",:;") + " …" + marks
