"""From draft to published and back: each deed, and each refusal."""

import pytest

from editorial.days import today
from editorial.publication import State, TransitionRefused

DEEDS = {
    "submit": (State.DRAFT, State.IN_REVIEW),
    "send_back": (State.IN_REVIEW, State.DRAFT),
    "publish": (State.IN_REVIEW, State.PUBLISHED),
    "archive": (State.PUBLISHED, State.ARCHIVED),
    "reopen": (State.ARCHIVED, State.DRAFT),
}


@pytest.mark.parametrize(("deed", "before", "after"), [(d, *s) for d, s in DEEDS.items()])
def test_a_deed_moves_a_case_and_writes_down_who_and_when(
    make_case, editor, deed, before, after
):
    case = make_case(state=before)

    getattr(case, deed)(by=editor)

    case.refresh_from_db()
    assert case.state == after
    assert case.state_changed_by == editor
    assert case.state_changed_at


@pytest.mark.parametrize(
    ("deed", "state"),
    [
        (deed, state)
        for deed, (before, _) in DEEDS.items()
        for state in State
        if state != before
    ],
)
def test_a_deed_out_of_turn_is_refused(make_case, deed, state):
    case = make_case(state=state)

    with pytest.raises(TransitionRefused):
        getattr(case, deed)()

    case.refresh_from_db()
    assert case.state == state


def test_of_two_editors_who_press_at_once_the_second_is_told(make_case):
    case = make_case(state=State.IN_REVIEW)
    same = type(case).objects.get(pk=case.pk)
    case.publish()

    with pytest.raises(TransitionRefused, match="publié"):
        same.publish()


def test_publishing_sets_the_date(make_case):
    case = make_case(state=State.IN_REVIEW)

    case.publish()

    assert (case.published_on, case.revised_on) == (today(), today())


@pytest.mark.parametrize("lacking", ["summary", "lever", "source"])
def test_an_unfinished_case_cannot_be_published(make_case, lacking):
    case = make_case(state=State.IN_REVIEW)
    if lacking == "summary":
        case.summary_fr = ""
    elif lacking == "lever":
        case.case_levers.all().delete()
    else:
        case.sources.all().delete()

    with pytest.raises(TransitionRefused):
        case.publish()


def test_a_contribution_without_author_cannot_be_published(make_contribution):
    contribution = make_contribution(state=State.IN_REVIEW)
    contribution.authorships.all().delete()

    with pytest.raises(TransitionRefused):
        contribution.publish()


def test_what_an_editor_did_outlives_their_account(make_case, editor):
    case = make_case(state=State.DRAFT)
    case.submit(by=editor)

    editor.delete()

    case.refresh_from_db()
    assert case.state == State.IN_REVIEW
    assert case.state_changed_by is None
