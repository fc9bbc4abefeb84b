"""What is wrong with the texts of a case, in words for an editor.

These are rules of care, not of truth: the tables hold what must be, these say what a reader
would miss. Lengths are those of docs/writing.md.
"""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from languages.checks import Problem, figures, marks, runs, seems_in, without_names, words_of
from languages.texts import CODES

# (fewest, most) words of a text, with some tolerance over docs/writing.md.
LENGTHS = {
    "title": (2, 16),
    "in_short": (8, 40),
    "summary": (55, 160),
    "context": (10, 100),
    "financing": (3, 80),
    "identification_note": (5, 70),
}
REQUIRED = ["title", "in_short", "summary", "identification_note"]
CITING = ["context", "approach", "challenges", "financing"]
PLAIN = ["title", "in_short", "summary", "identification_note"]
POINT = 45  # words of one point of a list, a result or a rationale


def problems(case, not_to_repeat=frozenset()):
    """Every problem of one case; ``not_to_repeat`` holds runs of words of other texts."""
    for name, text in texts(case):
        for code in CODES:
            yield from of_one_text(case, name, code, text, not_to_repeat)
        yield from across_languages(case, name, text)
    yield from of_sources(case)


def texts(case):
    """(name, {code: words}) of every text of the case that has words in any language."""
    for name in [*PLAIN, *CITING]:
        yield name, by_language(case, name)
    for row in case.case_levers.all():
        yield f"rationale of {row.lever.slug}", by_language(row, "rationale")
    for result in case.results.all():
        yield f"result {result.position}", by_language(result, "statement")


def by_language(instance, name):
    return {code: getattr(instance, f"{name}_{code}") for code in CODES}


def of_one_text(case, name, code, text, not_to_repeat):
    words, where = text[code], f"{name} ({code})"
    if not words:
        if any(text.values()) or name in REQUIRED:
            yield Problem(case.slug, where, _("missing"))
        return
    if not seems_in(words, code):
        yield Problem(case.slug, where, _("does not seem to be in this language"))
    # A title may be the one known title, and names are not ours to change.
    if name != "title" and (repeated := own_runs(words) & not_to_repeat):
        run = " ".join(sorted(repeated)[0])
        yield Problem(case.slug, where, _("repeats another text: “%s”") % run)
    yield from of_length(case, name, where, words)


def own_runs(words):
    """The runs of each paragraph or point: none goes on from one into the next."""
    return set().union(*(runs(line) for line in without_names(words).splitlines()))


def of_length(case, name, where, words):
    if name in LENGTHS:
        fewest, most = LENGTHS[name]
        if not fewest <= len(words_of(words)) <= most:
            yield Problem(
                case.slug,
                where,
                _("has %(count)s words, not %(fewest)s to %(most)s")
                % {"count": len(words_of(words)), "fewest": fewest, "most": most},
            )
        return
    for point in words.strip().splitlines():
        if len(words_of(point)) > POINT:
            yield Problem(case.slug, where, _("is long: “%s …”") % point[:40])


def across_languages(case, name, text):
    written = {code: words for code, words in text.items() if words}
    if name in PLAIN and any(marks(words) for words in written.values()):
        yield Problem(case.slug, name, _("carries a mark: sources are cited further down"))
    if len({tuple(marks(words)) for words in written.values()}) > 1:
        yield Problem(case.slug, name, _("does not cite the same sources in each language"))
    by_code = {code: figures(words, code) for code, words in written.items()}
    if len({tuple(found) for found in by_code.values()}) > 1:
        said = "; ".join(f"{code} {', '.join(found) or '–'}" for code, found in by_code.items())
        yield Problem(case.slug, name, _("figures differ: %s") % said)


def of_sources(case):
    sources = {source.position: source for source in case.sources.all()}
    cited = {number for _name, text in texts(case) for number in marks(" ".join(text.values()))}
    cited |= {result.source.position for result in case.results.all()}
    for number in sorted(cited - sources.keys()):
        yield Problem(case.slug, f"[{number}]", _("no source has this number"))
    for number, source in sources.items():
        if (number in cited) == source.is_general:
            yield Problem(
                case.slug,
                f"[{number}]",
                _("is cited, yet marked general")
                if source.is_general
                else _("is neither cited nor marked general"),
            )
        if source.url and not well_formed(source.url):
            yield Problem(case.slug, f"[{number}]", _("its address is malformed"))


def well_formed(address):
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in address
