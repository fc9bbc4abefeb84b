"""A page that asks whether to delete is of one version: an older one deletes nothing."""

import pytest

from cases.models import Case
from tests.editorial.forms import form_of


@pytest.fixture
def case(make_case):
    return make_case("Un cas", state="draft")


def asked(desk, case):
    address = f"/admin/cases/case/{case.pk}/delete/"
    return address, form_of(desk.get(address), "delete_form", publish=False)


def test_what_was_shown_is_deleted(desk, case):
    address, form = asked(desk, case)

    assert desk.post(address, form).status_code == 302
    assert not Case.objects.exists()


def test_what_was_changed_since_is_kept_and_said(desk, case):
    address, form = asked(desk, case)
    Case.objects.update(title_fr="Un autre")

    page = desk.post(address, form | {"_reason": ["Double."]})

    assert page.status_code == 409
    assert "changé depuis" in page.text
    assert "Double." in page.text
    assert Case.objects.exists()
    again = form_of(page, "delete_form", publish=False)
    assert desk.post(address, again).status_code == 302


@pytest.mark.parametrize("seal", [{}, {"_shown": ["x"]}, {"_shown": [""]}])
def test_a_version_that_is_missing_or_forged_deletes_nothing(desk, case, seal):
    address, form = asked(desk, case)
    form.pop("_shown")

    assert desk.post(address, form | seal).status_code == 409
    assert Case.objects.exists()


def test_a_change_that_waits_is_seen_too(desk, make_case):
    case = make_case("Publié")
    address, form = asked(desk, case)
    change = f"/admin/cases/case/{case.pk}/change/"
    desk.post(change, form_of(desk.get(change), publish=False) | {"title_en": ["Else"]})

    assert desk.post(address, form).status_code == 409


def test_several_are_deleted_as_they_were_shown(desk, make_case):
    cases = [make_case("Un", state="draft"), make_case("Deux", state="draft")]
    act = {"action": "delete_selected", "_selected_action": [case.pk for case in cases]}
    page = desk.post("/admin/cases/case/", act)
    Case.objects.filter(pk=cases[0].pk).update(title_fr="Trois")

    desk.post("/admin/cases/case/", form_of(page, "delete_form", publish=False), follow=True)

    assert [str(case) for case in Case.objects.all()] == ["Trois"]
