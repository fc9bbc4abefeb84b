"""Deeds on a list are done to what the list showed."""

from cases.models import Case
from editorial.publication import State

from .forms import form_of
from .test_desk import LIST


def sent(desk, case, action):
    form = form_of(desk.get(LIST), only="changelist-form")
    return form | {"action": [action], "_selected_action": [str(case.pk)]}


def test_what_another_changed_since_is_left_and_said(desk, make_case):
    case = make_case("Crèche", state=State.IN_REVIEW)
    form = sent(desk, case, "publish")
    Case.objects.filter(pk=case.pk).update(summary_fr="Tout autre chose.")

    page = desk.post(LIST, form, follow=True)

    assert Case.objects.get().state == State.IN_REVIEW
    assert "Crèche" in [str(message) for message in page.context["messages"]][0]
    assert "error" in page.text


def test_what_nobody_changed_is_done(desk, make_case):
    case = make_case("Crèche", state=State.IN_REVIEW)

    desk.post(LIST, sent(desk, case, "publish"), follow=True)

    assert Case.objects.get().state == State.PUBLISHED


def test_of_two_who_delete_the_second_is_told(desk, make_case):
    case = make_case("Crèche")
    form = sent(desk, case, "delete_selected") | {"post": ["yes"]}
    Case.objects.filter(pk=case.pk).update(title_en="Written meanwhile")

    desk.post(LIST, form, follow=True)

    assert Case.objects.exists()
