"""The floor of browsers, which ``docs/browsers.md`` writes down. From Chromium 80 and Safari 13
on a page works and tells the truth; from 2021 on it looks whole. What is newer may only add: it
stands behind ``@supports``, after a plain value of the same property, or is ornament."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import tinycss2
from django.conf import settings

from edition.rewriting import SCRIPT as OF_AN_EDITION

from .checkers import CHECKERS

pytestmark = pytest.mark.once

SHEETS = sorted(settings.BASE_DIR.glob("static/css/*.css"))
SCRIPTS = [
    "copy.js",
    "drawer.js",
    "edition.js",
    "live.js",
    "sheet.js",
    "suggestions.js",
    "tray.js",
]  # those of readers

AT_THE_DESK = {"admin", "account", "entrance", "mfa", "translations"}

AT_RULES = {"font-face", "media", "page", "supports"}
# Pseudo-classes that browsers of 2021 know; of these, the second row is younger than 2020.
PLAIN_PSEUDO = {
    "active", "after", "any-link", "before", "checked", "disabled", "empty", "enabled",
    "first-child", "first-of-type", "focus", "focus-within", "hover", "invalid", "last-child",
    "last-of-type", "link", "not", "nth-child", "nth-of-type", "only-child", "placeholder",
    "required", "root", "target", "visited",
}  # fmt: skip
YOUNG_PSEUDO = {"focus-visible", "is", "where"}
DROPPED = {"is", "where"}  # a rule that has one is not read at all by browsers of 2020
# Functions and words of values that no browser of 2021 knows.
YOUNG_VALUES = {
    "light-dark", "color-mix", "oklab", "oklch", "lab", "lch", "color", "hwb", "subgrid",
    "masonry", "inline-start", "inline-end", "anchor",
}  # fmt: skip
YOUNG_UNITS = {"dvh", "svh", "lvh", "dvw", "svw", "lvw", "cqw", "cqh", "cqi", "cqb", "lh"}
# Where these are not known, something is less fine, and nothing is told otherwise.
ORNAMENT = {
    "accent-color", "forced-color-adjust", "hanging-punctuation", "print-color-adjust",
    "scrollbar-width", "text-wrap", "align-content",
}  # fmt: skip
YOUNG_PROPERTIES = ORNAMENT | {
    "translate", "rotate", "scale", "container", "container-type", "container-name",
    "content-visibility", "interpolate-size", "anchor-name", "position-anchor", "field-sizing",
    "view-transition-name", "animation-timeline", "overscroll-behavior-block", "offset-path",
}  # fmt: skip
# What hides, colours or moves a thing to where it hides another.
TELLING = {"display", "visibility", "color", "fill", "stroke", "background", "content"}
# Properties that know sides: a page that is read from the right has them mirrored.
SIDES = re.compile(r"(margin|padding|border|scroll-margin|scroll-padding)-(left|right)\b")


class Rule:
    """A rule of a sheet: its selector, its declarations, and whether @supports guards it."""

    def __init__(self, sheet, node, guarded):
        self.sheet, self.guarded = sheet.name, guarded
        self.selector = tinycss2.serialize(node.prelude).strip()
        self.pseudo = set(re.findall(r"::?([a-z][a-z-]*)", self.selector))
        self.lists = re.search(r":not\([^)]*,", self.selector) is not None
        content = tinycss2.parse_blocks_contents(
            node.content, skip_comments=True, skip_whitespace=True
        )
        self.kinds = {each.type for each in content}
        self.declarations = [each for each in content if each.type == "declaration"]

    def __str__(self):
        return f"{self.sheet}: {self.selector}"


def rules(sheet, nodes=None, guarded=False):
    if nodes is None:
        text = sheet.read_text(encoding="utf-8")
        nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    for node in nodes:
        if node.type == "qualified-rule":
            yield Rule(sheet, node, guarded)
        elif node.type == "at-rule" and node.lower_at_keyword in ("media", "supports"):
            below = tinycss2.parse_rule_list(
                node.content, skip_comments=True, skip_whitespace=True
            )
            yield from rules(sheet, below, guarded or node.lower_at_keyword == "supports")
        else:
            assert node.type == "at-rule", f"{sheet.name}: {node}"


def words_of(tokens):
    """Names of functions, words and units of a value."""
    for token in tokens:
        if token.type == "function":
            yield token.lower_name
            yield from words_of(token.arguments)
        elif token.type == "ident":
            yield token.lower_value
        elif token.type == "dimension":
            yield f"1{token.lower_unit}"


ALL = [rule for sheet in SHEETS for rule in rules(sheet)]
OPEN = [rule for rule in ALL if not rule.guarded]


def test_the_sheets_have_rules():
    assert len(SHEETS) > 20
    assert len(ALL) > 800
    assert any(rule.guarded for rule in ALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_rule_is_in_a_block_that_old_browsers_skip(sheet):
    found = set(re.findall(r"@([a-z-]+)", sheet.read_text(encoding="utf-8")))

    assert found <= AT_RULES


def test_no_rule_is_nested_in_another():
    assert [str(rule) for rule in ALL if rule.kinds - {"declaration"}] == []


def test_what_a_selector_asks_is_known_since_2021_or_is_asked_for():
    assert [str(rule) for rule in OPEN if rule.pseudo - PLAIN_PSEUDO - YOUNG_PSEUDO] == []


def test_what_hides_or_colours_is_read_by_browsers_of_2020():
    young = [
        str(rule)
        for rule in OPEN
        if not rule.sheet.startswith("desk")
        and (rule.pseudo & DROPPED or rule.lists)
        and any(one.lower_name in TELLING for one in rule.declarations)
    ]

    assert young == []


def test_a_newer_property_is_ornament_or_asked_for():
    assert [
        f"{rule}: {one.lower_name}"
        for rule in OPEN
        for one in rule.declarations
        if one.lower_name in YOUNG_PROPERTIES - ORNAMENT
    ] == []


def test_a_newer_value_stands_behind_a_plain_one():
    wrong = []
    for rule in OPEN:
        before = set()
        for one in rule.declarations:
            young = {
                word
                for word in words_of(one.value)
                if word in YOUNG_VALUES or (word[0] == "1" and word[1:] in YOUNG_UNITS)
            }
            # A custom property is never refused when it is read, so nothing stands behind it.
            if young and (one.name not in before or one.name.startswith("--")):
                wrong.append(f"{rule}: {one.name}: {young}")
            before.add(one.name)
    assert wrong == []


# --- mirrored -----------------------------------------------------------------------------


def test_no_distance_names_a_side():
    assert [
        f"{rule}: {one.lower_name}"
        for rule in ALL
        for one in rule.declarations
        if SIDES.match(one.lower_name)
    ] == []


def test_no_text_is_set_to_a_side():
    assert [
        str(rule)
        for rule in ALL
        for one in rule.declarations
        if one.lower_name == "text-align" and {"left", "right"} & set(words_of(one.value))
    ] == []


def test_four_distances_are_alike_on_both_sides():
    wrong = []
    for rule in ALL:
        for one in rule.declarations:
            values = [part for part in one.value if part.type not in ("whitespace", "comment")]
            values = [part.serialize() for part in values]
            if one.lower_name not in ("margin", "padding") or len(values) < 4:
                continue
            if values[1] != values[3]:
                wrong.append(f"{rule}: {one.lower_name}")
    assert wrong == []


def test_left_and_right_are_named_together_or_not_at_all():
    wrong = []
    for rule in ALL:
        said = {one.lower_name: tinycss2.serialize(one.value) for one in rule.declarations}
        if said.get("left") != said.get("right"):
            wrong.append(str(rule))
    assert wrong == []


def test_a_float_goes_to_the_start_where_that_is_known():
    wrong = []
    for rule in ALL:
        said = [
            tinycss2.serialize(one.value).strip()
            for one in rule.declarations
            if one.lower_name == "float"
        ]
        if {"left", "right"} & set(said) and len(said) < 2:
            wrong.append(str(rule))
    assert wrong == []


# --- scripts and signs --------------------------------------------------------------------

# name: how it is called; allowed where the script asks first whether it is there
YOUNG_CALLS = {
    "replaceAll": r"\.replaceAll\(",
    "at": r"\.at\(",
    "structuredClone": r"\bstructuredClone\(",
    "hasOwn": r"Object\.hasOwn\(",
    "findLast": r"\.findLast\(",
    "toSorted": r"\.toSorted\(",
    "replaceChildren": r"\.replaceChildren\(",
    "randomUUID": r"\.randomUUID\(",
    "showModal": r"\.showModal\(",
    "requestSubmit": r"\.requestSubmit\(",
    "showPopover": r"\.showPopover\(",
    "checkVisibility": r"\.checkVisibility\(",
    "scrollIntoViewIfNeeded": r"\.scrollIntoViewIfNeeded\(",
    "startViewTransition": r"\.startViewTransition\(",
}
# The language of a year, for whom: Safari 13 has what is readers', the desk asks for 2020. What
# others wrote is served as it is, and may be younger where live.js does without it.
YEARS = {"readers": 2019, "desk": 2020}
BY_OTHERS = {"idiomorph.min.js": 2021}
PARSE = """
const { parse } = require(process.argv[1]), { readFileSync } = require("fs");
for (const [path, year] of Object.entries(JSON.parse(process.argv[2]))) {
  try { parse(readFileSync(path, "utf8"), { ecmaVersion: year, sourceType: "module" }); }
  catch (error) { console.log(`${path}, as of ${year}: ${error.message}`); }
}
"""
YOUNG_SYNTAX = r"\?\?=|\|\|=|&&=|\bstatic\s*\{|this\.#|^\s*#\w+|\bawait using\b"


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_of_readers_is_written_as_chromium_80_reads_it(name):
    source = (settings.BASE_DIR / "static/js" / name).read_text(encoding="utf-8")
    source = re.sub(r"/\*.*?\*/|^\s*//[^\n]*", "", source, flags=re.DOTALL | re.MULTILINE)

    assert re.findall(YOUNG_SYNTAX, source, flags=re.MULTILINE) == []
    assert re.findall(r"[\"'`][^\"'`\n]*:has\([^\"'`\n]*[\"'`]", source) == []
    unasked = [
        call
        for call, pattern in YOUNG_CALLS.items()
        if re.search(pattern, source)
        and not re.search(rf"[\"'.]{call}[\"']? in|if \(\w+(\.\w+)*\.{call}\)", source)
    ]
    assert unasked == []


def year_of(path):
    return BY_OTHERS.get(path.name) or YEARS["readers" if path.name in SCRIPTS else "desk"]


@pytest.mark.checker("acorn")
def test_every_script_is_parsed_in_the_language_of_its_year():
    years = {str(path): year_of(path) for path in settings.BASE_DIR.glob("static/**/*.js")}
    command = ["node", "-e", PARSE, CHECKERS["acorn"].file, json.dumps(years)]

    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert len(years) > len(SCRIPTS)
    assert done.stdout == ""


def test_a_script_of_readers_does_without_what_others_wrote():
    asks = (settings.BASE_DIR / "static/js/live.js").read_text(encoding="utf-8")

    assert '"Idiomorph" in window' in asks
    assert {path.name for path in settings.BASE_DIR.glob("static/vendor/*.js")} == {*BY_OTHERS}


def test_the_scripts_of_readers_are_all_named_here():
    named = set()
    for path in settings.BASE_DIR.glob("templates/**/*.html"):
        if not AT_THE_DESK & {*path.parts}:
            named |= set(re.findall(r"js/([\w-]+\.js)", path.read_text(encoding="utf-8")))

    # An edition has one script, which no template names.
    assert named | {Path(OF_AN_EDITION).name} == {*SCRIPTS}


def test_every_drawing_says_its_own_size():
    """Where no style is read, a sign without one fills the window."""
    lacking = []
    for kind in ("templates/**/*.html", "cases/**/*.py", "pages/**/*.py", "council/**/*.py"):
        for path in settings.BASE_DIR.glob(kind):
            text = path.read_text(encoding="utf-8").replace("'\n    '", "")
            for drawing in re.findall(r"<svg\b[^>]*>", text):
                if "xmlns" not in drawing and not re.search(
                    r"\bwidth=.*height=", drawing, re.DOTALL
                ):
                    lacking.append(f"{path.name}: {drawing}")
    assert lacking == []
