"""A deed that stands in a form is pressed with words typed and not saved: without a script,
too, they are saved first, or shown to be copied."""

import pytest

from cases.models import Case
from editorial import working_copies
from editorial.publication import State

from .forms import form_of
from .test_two_editors import address_of

TYPED = "Typed and not saved."
SAVING = ["_publish_change", "_submit", "_return", "_archive", "_reopen"]
# {button: state of a case on whose form it stands, and of its pending change}
STATES = {
    "_publish_change": (State.DRAFT, None),
    "_submit": (State.DRAFT, None),
    "_return": (State.IN_REVIEW, None),
    "_archive": (State.PUBLISHED, State.DRAFT),
    "_reopen": (State.ARCHIVED, None),
    "_discard": (State.PUBLISHED, State.DRAFT),
}


@pytest.fixture
def case_for(make_case, make_place):
    """case_for("_discard"): a case on whose form this button stands."""

    def make(button):
        state, waits = STATES[button]
        case = make_case(places=[make_place("Lima")], summary_en="Saved.")
        if waits:
            working_copies.open_copy(case)
        Case.objects.filter(pk=case.pk).update(state=state)
        return case

    return make


@pytest.fixture
def pressed(desk):
    """pressed(case, "_discard", in_short_en="…"): the answer; nothing is pressed on."""
    desk.presses_on = False

    def press(case, button, **typed):
        page = desk.get(address_of(case))
        assert f'name="{button}"' in page.text
        form = form_of(page, publish=False)
        form |= {name: [words] for name, words in typed.items()} | {button: [""]}
        return desk.post(address_of(case), form)

    return press


@pytest.mark.parametrize("button", SAVING)
def test_a_deed_saves_first_what_is_typed(case_for, pressed, button):
    case = case_for(button)

    assert pressed(case, button, in_short_en=TYPED).status_code == 302

    assert TYPED in Case._base_manager.values_list("in_short_en", flat=True)


def test_what_is_typed_is_shown_before_a_change_is_discarded(case_for, pressed, desk):
    case = case_for("_discard")
    copy = case.working_copy
    Case._base_manager.filter(pk=copy.pk).update(in_short_fr="Ce qui attend.\n\nEn deux.")

    page = pressed(case, "_discard", in_short_en=TYPED, _reason="Parce que.", sources__x="")

    unsaved = page.context["unsaved"]
    assert [words for _label, words in unsaved] == [TYPED]
    assert "En bref (en)".lower() in str(unsaved[0][0]).lower()
    assert f">\n{TYPED}</textarea>" in page.text
    form = form_of(page, only="") | {"_discard": ["on"]}
    assert form["_reason"] == ["Parce que."]
    desk.post(address_of(case), form)
    assert not Case._base_manager.filter(pk=copy.pk).exists()
    history = address_of(case).replace("/change/", "/history/")
    assert "Parce que." in desk.get(history).text


def test_a_reason_beyond_all_bounds_discards_nothing(case_for, pressed, desk):
    case = case_for("_discard")
    form = form_of(pressed(case, "_discard"), only="") | {"_discard": ["on"]}

    answer = desk.post(address_of(case), form | {"_reason": ["Parce que. " * 60_000]})

    assert answer.status_code == 400
    assert "errornote" in answer.text
    assert Case._base_manager.filter(replaces=case).exists()


def test_where_all_is_saved_nothing_is_shown(case_for, pressed):
    case = case_for("_discard")
    lever = case.working_copy.case_levers.get()
    lever.cites = "[1]"  # shown as “[1]”, and kept as a number
    lever.save()

    page = pressed(case, "_discard")

    assert page.context["unsaved"] == []
    assert "non enregistré" not in page.text


def test_a_new_row_is_shown_by_what_it_says(case_for, pressed):
    case = case_for("_discard")
    typed = {"sources-1-title": "Un rapport neuf", "sources-TOTAL_FORMS": "2"}

    page = pressed(case, "_discard", **typed)

    assert [words for _label, words in page.context["unsaved"]] == ["Un rapport neuf"]


@pytest.mark.parametrize(
    ("code", "words"),
    [("fr", "enregistrez d’abord"), ("en", "save first what you type"),
     ("es", "guarde antes lo que")],
)  # fmt: skip
def test_what_leads_away_says_that_it_shows_what_was_saved(case_for, desk, code, words):
    page = desk.get(address_of(case_for("_discard")), headers={"accept-language": code})

    said = page.text.partition('class="standing-ways"')[2]
    assert words in said
    assert words in page.text.partition("<noscript>")[2]
