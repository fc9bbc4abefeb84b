"""A discarded change is not lost: the history has it, and it can be taken back."""

import pytest

from cases.models import Case
from editorial.publication import State
from editorial.revisions import Deed, Revision

from .forms import form_of
from .test_history import taken, way
from .test_working_copies import address_of, waiting


@pytest.fixture
def discarded(desk, make_case):
    """A published case of which a change was discarded."""
    case = make_case("Un cas")
    waiting(desk, case, summary_en="Written in vain.")
    asked = waiting(desk, case, "_discard")
    desk.post(address_of(case), form_of(asked, only="") | {"_discard": ["on"]})
    return case


def test_it_is_kept_and_can_be_taken_back(desk, discarded, visitor):
    told = desk.get(way(discarded, "history")).text
    kept = Revision.objects.of(discarded).get(deed=Deed.DISCARDED)

    assert "Modification en attente abandonnée" in told
    assert (kept.keys, kept.state) == (["summary"], State.DRAFT)
    taken(desk, discarded, kept.number)
    assert Case.objects.get().summary_en == "Written in vain."


def test_readers_are_not_told(discarded, visitor):
    page = visitor.get(f"/en/cases/{discarded.slug}/changes/")

    assert page.status_code == 200
    assert "Written in vain." not in page.text


def test_it_is_no_part_of_what_changed_next(desk, discarded):
    waiting(desk, discarded, "_publish_change", title_en="A case")

    assert Revision.objects.of(discarded).first().keys == ["title"]


def test_a_change_that_says_nothing_new_leaves_nothing(desk, make_case):
    case = make_case("Un cas")
    waiting(desk, case, summary_en="Written in vain.")
    waiting(desk, case, summary_en="")

    asked = waiting(desk, case, "_discard")
    desk.post(address_of(case), form_of(asked, only="") | {"_discard": ["on"]})

    assert not Revision.objects.of(case).filter(deed=Deed.DISCARDED).exists()
