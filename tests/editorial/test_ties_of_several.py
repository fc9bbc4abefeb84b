"""Themes, groups and levers are added to many cases at once, once a page has said to which."""

import pytest

from cases.models import Case, Theme
from editorial.revisions import Revision
from tests.editorial.forms import form_of

LIST = "/admin/cases/case/"


@pytest.fixture
def cases(make_case):
    shown = make_case("Publié", slug="shown", themes=["water"])
    draft = make_case("Brouillon", slug="draft", state="draft")
    return shown, draft


@pytest.fixture
def chosen(cases, make_lever):
    Theme.objects.create(slug="food", name="food", label_fr="Manger")
    water = Theme.objects.get(slug="water")
    food = Theme.objects.get(slug="food")
    return {"themes": [water.pk, food.pk], "levers": [make_lever("another").pk]}


def act(cases, **more):
    return {"action": "add_ties", "_selected_action": [case.pk for case in cases]} | more


def confirm(desk, cases, chosen):
    page = desk.post(LIST, act(cases, _look="", **chosen))
    form = form_of(page, only="ties_form", publish=False)
    return desk.post(LIST, form | {"_sure": ["on"]}, follow=True)


def names(case):
    return {theme.slug for theme in case.themes.all()}


def test_a_page_says_first_what_will_change_and_changes_nothing(desk, cases, chosen):
    first = desk.post(LIST, act(cases))
    page = desk.post(LIST, act(cases, _look="", **chosen))

    assert "Manger" in first.text
    assert "<ins>" not in first.text
    assert page.text.count("<ins>") == 2
    assert not Case.objects.filter(themes__slug="food").exists()


def test_what_is_published_waits_in_its_copy_and_a_draft_is_changed(desk, cases, chosen):
    shown, draft = cases
    confirm(desk, cases, chosen)

    shown.refresh_from_db()
    assert names(shown) == {"water"}
    assert names(shown.pending) == {"water", "food"}
    assert shown.pending.case_levers.count() == 2
    assert names(Case.objects.get(pk=draft.pk)) == {"water", "food"}
    assert Revision.objects.of(draft).exists()


def test_a_second_time_nothing_is_added(desk, cases, chosen):
    confirm(desk, cases, chosen)
    copy = Case.objects.get(slug="shown").pending

    page = confirm(desk, cases, chosen)

    assert Case.objects.get(slug="shown").pending == copy
    assert copy.case_levers.count() == 2
    assert "0 cas" in page.text


def test_nothing_chosen_is_refused_with_words(desk, cases):
    page = desk.post(LIST, act(cases, _look=""))

    assert page.status_code == 400
    assert "Choisissez au moins" in page.text


def test_what_another_changed_since_is_left(desk, cases, chosen):
    page = desk.post(LIST, act(cases, _look="", **chosen))
    form = form_of(page, only="ties_form", publish=False)
    Case.objects.filter(slug="draft").update(title_fr="Autre")

    desk.post(LIST, form | {"_sure": ["on"]}, follow=True)

    assert names(Case.objects.get(slug="draft")) == set()
    assert Case.objects.get(slug="shown").pending


def test_who_may_not_write_them_adds_nothing(cases, chosen, person):
    for role in ("translator", "contributor"):
        _user, browser = person(role, languages=["es"])
        answer = browser.post(LIST, act(cases, _sure="on", **chosen))
        assert answer.status_code in (302, 403)
        assert not Case.every_row.filter(themes__slug="food").exists()
