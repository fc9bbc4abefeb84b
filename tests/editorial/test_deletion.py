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


def test_what_goes_and_what_stays_is_told_in_words(
    desk, make_case, make_contribution, make_place
):
    case = make_case("Un cas", places=[make_place("Lima")], themes=["eau"], groups=["soin"])
    make_contribution("Un rapport").cases.add(case)

    page = desk.get(f"/admin/cases/case/{case.pk}/delete/").text

    assert "object (" not in page
    for words in ("A report", "Un rapport", "Lima", "eau", "soin", "y était lié : lieux"):
        assert words in page.replace("\xa0", " ")


def test_what_stands_in_the_way_of_a_deletion_is_named_once_and_linked(desk, make_case):
    case = make_case("Un cas", themes=["eau"])
    theme = case.themes.get()

    page = desk.get(f"/admin/cases/theme/{theme.pk}/delete/").text

    assert page.count(f'<a href="/admin/cases/case/{case.pk}/change/">Un cas</a>') == 1
    assert "ne peut pas être supprimé" in page
    assert "object (" not in page


def test_a_theme_of_twenty_cases_asks_as_much_as_one_of_one(desk, queries_of, make_case):
    theme = make_case("Premier", themes=["eau"]).themes.get()
    address = f"/admin/cases/theme/{theme.pk}/delete/"
    of_one = queries_of(address)
    for number in range(20):
        make_case(f"Cas {number}", themes=["eau"])

    assert queries_of(address) == of_one
