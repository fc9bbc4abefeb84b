"""What is wrong with the texts of a case, in words for an editor.

These are rules of care, not of truth: the tables hold what must be, these say what a reader
would miss. Lengths are those of docs/writing.md.
"""

from django.utils.translation import gettext as _

from languages.checks import (
    Grave,
    Problem,
    by_language,
    differences,
    faults,
    figures,
    label_of,
    length,
    marks,
    well_formed,
)
from languages.texts import CODES, translated_names

CHARACTERS = {"title": 90, "in_short": 200}  # at most
WORDS = {  # fewest, most
    "summary": (80, 150),
    "context": (15, 80),
    "financing": (4, 60),
    "identification_note": (10, 60),
    "rationale": (20, 40),
    "starting": (3, 50),
    "what": (1, 20),
    "payer": (1, 15),
    "where": (1, 15),
    "what_changed": (1, 30),
}
POINTS = {"approach": (3, 6), "challenges": (1, 4), "not_found": (1, 6)}  # fewest, most
MOST_LEVERS = 4
POINT = 40  # words of a point or a result, at most
PLAIN = ["title", "in_short", "summary", "identification_note"]  # required, and without marks
NEEDED = ["title", "summary"]  # in French, to be published
CITING = ["context", "approach", "challenges", "financing"]
UNCITED = ["not_found"]  # what no source says


def problems(case, not_to_repeat=frozenset()):
    """Every problem of one case; ``not_to_repeat`` holds runs of words of other texts."""
    for where, name, text in texts(case):
        for code, words in text.items():
            for fault in of_one_text(name, code, words, not_to_repeat):
                yield Problem(case.slug, f"{where} ({code})", fault)
            if not words and (any(text.values()) or name in [*PLAIN, "rationale"]):
                yield Problem(case.slug, f"{where} ({code})", missing(name, code))
        for difference in differences(text):
            yield Problem(case.slug, where, difference)
    yield from of_place(case)
    yield from of_codes(case)
    yield from of_sources(case)
    yield from of_uncited_figures(case)


def problems_of_entry(entry, not_to_repeat=frozenset()):
    """Of a place, an organisation, a group and the like: names that a language lacks."""
    for name in translated_names(type(entry)):
        text = by_language(entry, name)
        for code, words in text.items():
            if not words and any(text.values()) and name != "alternative_names":
                yield Problem(str(entry), f"{label_of(entry, name)} ({code})", _("missing"))
    if getattr(entry, "website", "") and not well_formed(entry.website):
        yield Problem(str(entry), _("website"), _("its address is malformed"))


def texts(case):
    """(where, name, {code: words}) of every text of the case."""
    for name in [*PLAIN, *CITING, *UNCITED]:
        yield label_of(case, name), name, by_language(case, name)
    for row in case.case_levers.all():
        where = _("rationale of “%s”") % row.lever.slug
        yield where, "rationale", by_language(row, "rationale")
    for result in case.results.all():
        where = _("result %s") % result.position
        yield where, "statement", by_language(result, "statement")
    yield from texts_to_start_with(case)


def texts_to_start_with(case):
    for row in case.starting_points.all():
        yield row.get_aspect_display(), "starting", by_language(row, "text")
    for cost in case.costs.all():
        for name in ("what", "payer"):
            yield _("sum %s") % cost.position, name, by_language(cost, name)
    for copy in case.copies.all():
        for name in ("where", "what_changed"):
            yield _("taking over %s") % copy.position, name, by_language(copy, name)


def missing(name, code):
    is_grave = name in NEEDED and code == CODES[0]
    return Grave(_("missing")) if is_grave else _("missing")


def of_place(case):
    """A case stands somewhere, or says why not."""
    says_why = case.not_found_fr or case.identification_note_fr
    if not case.case_places.all() and not says_why:
        words = _("there is none, and neither the note on the identification nor what was "
                  "not found says why")  # fmt: skip
        yield Problem(case.slug, str(_("places")), Grave(words))


def of_one_text(name, code, words, not_to_repeat):
    if not words:
        return
    # A title may be the one known title.
    yield from faults(words, code, frozenset() if name == "title" else not_to_repeat)
    yield from of_length(name, words)
    if name in PLAIN and marks(words):
        yield _("carries a mark: sources are cited further down")
    if name == "starting" and not marks(words):
        yield _("cites no source")
    if name in [*CITING, "starting"]:
        for point in words.splitlines():
            if figures(point, code) and not marks(point):
                yield Grave(_("has a figure without a source: “%s …”") % point[:40])


def of_length(name, words):
    if name in CHARACTERS and len(words) > CHARACTERS[name]:
        yield out_of_bounds(_("characters"), len(words), 1, CHARACTERS[name])
    if name in WORDS and not within(length(words), WORDS[name]):
        yield out_of_bounds(_("words"), length(words), *WORDS[name])
    points = words.splitlines()
    if name in POINTS and not within(len(points), POINTS[name]):
        yield out_of_bounds(_("points"), len(points), *POINTS[name])
    if name in POINTS or name == "statement":
        for point in points:
            if length(point) > POINT:
                yield _("is long: “%s …”") % point[:40]


def within(count, bounds):
    fewest, most = bounds
    return fewest <= count <= most


def out_of_bounds(what, count, fewest, most):
    return _("has %(count)s %(what)s, not %(fewest)s to %(most)s") % {
        "count": count,
        "what": what,
        "fewest": fewest,
        "most": most,
    }


def of_codes(case):
    """What the second coding asks of every case; a table cannot, for a draft has not all."""
    for name in ("local_role", "tier", "built_on"):
        if not getattr(case, name):
            label = str(case._meta.get_field(name).verbose_name)
            yield Problem(case.slug, label, _("is not coded"))
    for result in case.results.all():
        for name in ("kind", "evidence"):
            if not getattr(result, name):
                where = _("result %s") % result.position
                yield Problem(case.slug, where, _("is not coded"))
    if (count := len(case.case_levers.all())) > MOST_LEVERS:
        words = out_of_bounds(_("rows"), count, 1, MOST_LEVERS)
        yield Problem(case.slug, _("levers"), words)


def citing(case):
    """The rows of a case that name their sources by numbers."""
    for relation in ("case_levers", "costs", "contacts", "copies"):
        yield from getattr(case, relation).all()


def of_sources(case):
    sources = {source.position: source for source in case.sources.all()}
    cited = {
        number for *_where, text in texts(case) for number in marks(" ".join(text.values()))
    }
    cited |= {result.source.position for result in case.results.all()}
    cited |= {number for row in citing(case) for number in row.numbers}
    for number in sorted(cited - sources.keys()):
        yield Problem(case.slug, f"[{number}]", Grave(_("no source has this number")))
    for number, source in sources.items():
        for fault in of_one_source(source, number in cited):
            yield Problem(case.slug, f"[{number}]", fault)


def of_one_source(source, is_cited):
    if is_cited and source.is_general:
        yield _("is cited, yet marked general")
    if not is_cited and not source.is_general:
        yield _("is neither cited nor marked general")
    if source.url and not well_formed(source.url):
        yield _("its address is malformed")


def of_uncited_figures(case):
    """Figures of the texts without marks that stand nowhere below, where sources are."""
    dated = [*case.sources.all(), *case.results.all()]
    dates = {str(row.year) for row in dated} | set(figures(case.original_name, "en"))
    below = [text for _where, name, text in texts(case) if name in [*CITING, "statement"]]
    for name in ["title", "in_short", "summary"]:
        for code, words in by_language(case, name).items():
            told = {figure for text in below for figure in figures(text[code], code)}
            if lacking := sorted(set(figures(words, code)) - told - dates):
                words = _("has figures that no source supports further down: %s")
                words = Grave(words % ", ".join(lacking))
                yield Problem(case.slug, f"{label_of(case, name)} ({code})", words)
