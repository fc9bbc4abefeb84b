"""Signs between words, as a reader of each language meets them."""

import re
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from languages.punctuation import alternatives, coordinates, joined, labelled, rounded, stopped

pytestmark = pytest.mark.once

BLOCK = re.compile(
    r"\{% (comment|blocktranslate)\b.*?\{% end\1 %\}|\{#.*?#\}|<(code|pre)\b.*?</\2>"
    r"|\b(?:href|src|action|formaction)=\"(?:\{%.*?%\}|\{\{.*?\}\}|[^\"])*\"",
    re.DOTALL,
)
# A sign that stands between two values, or between a value and an element; quotes of any kind.
TYPED = re.compile(
    r"(?:\}\}|%\}|>)\s*[,·:;–—/!?«»“”„](?:\s|(?=\{|<)|(?<=[–—/«»“”„]))\s*(?=\{\{|\{%|<)"
)
ALONE = re.compile(r"<(\w+)[^<>]*>\s*[—–·]\s*</\1>")  # says that there is nothing
# Its links stand among those of Django, which types a stroke between them.
AMONG_OTHERS = {"base_site.html"}
TEMPLATES = [
    path
    for path in sorted(settings.BASE_DIR.glob("templates/**/*.*"))
    if path.suffix in {".html", ".txt"} and path.name not in AMONG_OTHERS
]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_types_a_sign_between_two_values(path):
    text = ALONE.sub("", BLOCK.sub("", path.read_text(encoding="utf-8")))

    assert TYPED.findall(text) == []
    assert 'join:", "' not in text


@pytest.mark.parametrize(
    "typed",
    [
        "{{ a }}, {{ b }}", "{{ a }} – {{ b }}", "{{ a }}–{{ b }}", "{% if a %} : {{ b }}",
        "<p>“{{ a }}”</p>", "<b>a</b>: <i>b</i>", "<p>« {{ a }} »</p>", "{{ a }} / {{ b }}",
        "{{ a }}; {% b %}", "{{ a }} ?</p>",
    ],
)  # fmt: skip
def test_what_is_typed_between_two_values_is_seen(typed):
    assert TYPED.search(typed)


@pytest.mark.parametrize(
    ("language", "labels", "said"),
    [
        ("es", ["Américas", "Oceanía"], "Américas u Oceanía"),
        ("es", ["Asia", "hogares"], "Asia u hogares"),
        ("es", ["Oceanía", "Asia"], "Oceanía o Asia"),
        ("fr", ["Asie", "Océanie"], "Asie ou Océanie"),
        ("en", ["Asia", "Oceania", "Europe"], "Asia or Oceania or Europe"),
    ],
)
def test_alternatives_sound_right(language, labels, said):
    with translation.override(language):
        assert alternatives(labels) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "4.71, −74.07"), ("fr", "4,71\u202f; −74,07"), ("es", "4,71; −74,07")],
)
def test_coordinates_are_told_apart_from_their_decimals(language, said):
    with translation.override(language):
        assert coordinates(4.711, -74.0721) == said


@pytest.mark.parametrize(
    ("number", "decimals", "said"),
    [
        (2.999, 2, "3.00"),
        (Decimal("1.999999"), 2, "2.00"),
        (Decimal("1234.6"), 0, "1,235"),
        (-0.001, 2, "0.00"),
    ],
)
def test_a_number_is_rounded_and_not_cut_off(number, decimals, said):
    with translation.override("en"):
        assert rounded(number, decimals) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Asia: 0"), ("fr", "Asie\u00a0: 0"), ("es", "Asia: 0")],
)
def test_a_label_has_the_colon_of_its_language(language, said):
    with translation.override(language):
        assert labelled(said.split("\u00a0")[0].split(":")[0], 0) == said


@given(st.text(min_size=1))
def test_a_sentence_has_one_stop(words):
    once = stopped(words)

    assert once.rstrip().endswith((".", "!", "?", "…"))
    assert stopped(once) == once


@given(st.lists(st.text()))
def test_what_says_nothing_leaves_no_sign_behind(parts):
    assert joined(parts) == ", ".join(part for part in parts if part)


def test_words_beside_safe_ones_are_escaped():
    assert joined([mark_safe("<b>a</b>"), "<i>"]) == "<b>a</b>, &lt;i&gt;"
