"""Texts come in one form, and lose nothing that is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages.uniform import everywhere, uniform

ODD = (
    "\u200b\u200c\u200d\u00ad\u2060\ufeff\u0301e\u05d0\u200f\r\n\u0085👩❤\ufe0fمی\u094d\u0915ก"
)


@given(st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from(ODD))))
def test_what_is_uniform_stays_as_it_is(text):
    assert uniform(uniform(text)) == uniform(text)


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ("- un\r\n- deux\rtrois", "- un\n- deux\ntrois"),
        ("Kwiga\u00admoro", "Kwigamoro"),
        ("\ufeffsoin\u2060", "soin"),
        ("a\u200bb\u200dc", "abc"),
        ("e\u0301cole", "école"),
        ("left\u200eright", "leftright"),
    ],
)
def test_signs_that_nobody_sees_are_gone(came, kept):
    assert uniform(came) == kept


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d👩\u200d👧",
        "❤\ufe0f\u200d🔥",
        "ไทย\u200bไทย",
        "שלום\u200f!",
        "12\u202f500\u00a0€",
    ],
)
def test_signs_that_a_script_needs_stay(text):
    assert uniform(text) == text


def test_a_file_is_made_uniform_everywhere():
    assert everywhere({"a": ["x\r\n", 1, None]}) == {"a": ["x\n", 1, None]}
