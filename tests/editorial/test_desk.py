"""The editors' desk, through its addresses."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from cases.models import Case
from editorial.models import User
from editorial.publication import State
from infrastructures.models import Idea, Recommendation

LIST = "/admin/cases/case/"
EMPTY_INLINES = {
    f"{prefix}-{name}": value
    for prefix in [
        "case_places", "case_levers", "case_organisations", "sources", "results", "costs",
        "starting_points", "contacts", "copies",
    ]
    for name, value in [("TOTAL_FORMS", "0"), ("INITIAL_FORMS", "0")]
} | {"open_to_all": "not-said"}  # fmt: skip


def act(desk, case, action):
    return desk.post(LIST, {"action": action, "_selected_action": [case.pk]}, follow=True)


@pytest.mark.parametrize(
    "model",
    [
        "cases/case", "cases/place", "cases/group", "cases/theme", "cases/organisation",
        "cases/country", "cases/region", "contributions/contribution", "contributions/author",
        "infrastructures/function", "infrastructures/lever", "infrastructures/recommendation",
        "infrastructures/idea",
        "editorial/user",
    ],
)  # fmt: skip
def test_every_list_and_form_opens(desk, model):
    assert desk.get(f"/admin/{model}/").status_code == 200
    assert desk.get(f"/admin/{model}/add/").status_code == 200


def test_a_stranger_is_sent_to_sign_in(client, db):
    assert client.get(LIST).url.startswith("/admin/login/")


def test_a_new_case_is_a_draft_with_a_slug_from_its_title(desk):
    form = {"title_fr": "Crèche du marché", "operation": "unknown", **EMPTY_INLINES}
    form |= {"identification": "named", "documentation": "named-only"}

    desk.post(f"{LIST}add/", form)

    case = Case.objects.get()
    assert (case.slug, case.state) == ("creche-du-marche", State.DRAFT)


def test_a_slug_that_is_taken_gets_a_number(desk, make_case):
    make_case(slug="creche")
    form = {"title_fr": "Crèche", "operation": "unknown", **EMPTY_INLINES}
    form |= {"identification": "named", "documentation": "named-only"}

    desk.post(f"{LIST}add/", form)

    assert Case.objects.filter(slug="creche-2").exists()


def test_a_title_without_letters_asks_for_a_slug(desk):
    form = {"title_fr": "!!!", "operation": "unknown", **EMPTY_INLINES}
    form |= {"identification": "named", "documentation": "named-only"}

    response = desk.post(f"{LIST}add/", form)

    assert "Aucun slug" in response.text
    assert not Case.objects.exists()


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(desk):
    form = {"title_fr": "Une crèche", "start_year": "2020", "end_year": "2010"}
    form |= {"summary_fr": "Un long résumé.", "operation": "ongoing", **EMPTY_INLINES}
    form |= {"identification": "named", "documentation": "named-only"}

    response = desk.post(f"{LIST}add/", form)

    assert response.status_code == 400
    assert "errornote" in response.text
    assert "Un long résumé." in response.text
    assert not Case.objects.exists()


def test_actions_move_a_case_to_publication(desk, make_case):
    case = make_case(state=State.DRAFT)

    act(desk, case, "submit")
    act(desk, case, "publish")

    case.refresh_from_db()
    assert case.state == State.PUBLISHED
    assert desk.get(case.get_absolute_url()).status_code == 200


def test_an_action_out_of_turn_says_why(desk, make_case):
    case = make_case("Crèche", state=State.DRAFT)

    response = act(desk, case, "publish")

    assert "Crèche" in response.text
    assert "Il reste tel quel" in response.text
    assert 'class="first"' not in response.text  # no button
    case.refresh_from_db()
    assert case.state == State.DRAFT


def test_who_may_not_publish_is_not_offered_it(client, make_case):
    writer = User.objects.create_user("wanda", is_staff=True)
    for name in ["view_case", "change_case"]:
        writer.user_permissions.add(Permission.objects.get(codename=name))
    client.force_login(writer)
    case = make_case(state=State.IN_REVIEW)

    response = act(client, case, "publish")
    offered = client.get(LIST).text

    assert response.status_code == 403
    assert 'value="submit"' in offered
    assert 'value="publish"' not in offered
    case.refresh_from_db()
    assert case.state == State.IN_REVIEW


@pytest.mark.parametrize(("state", "offered"), [(State.PUBLISHED, True), (State.DRAFT, False)])
def test_only_what_is_published_can_be_viewed_on_the_site(desk, make_case, state, offered):
    case = make_case(state=state)

    page = desk.get(reverse("admin:cases_case_change", args=[case.pk])).text

    assert ('class="viewsitelink"' in page) is offered


def test_the_state_cannot_be_typed(desk, make_case):
    case = make_case(state=State.DRAFT)

    page = desk.get(reverse("admin:cases_case_change", args=[case.pk])).text

    assert 'name="state"' not in page


@pytest.mark.parametrize(
    ("language", "word"), [("fr", "Brouillon"), ("es", "Borrador"), ("en", "Draft")]
)
def test_the_desk_speaks_three_languages(desk, make_case, language, word):
    make_case(state=State.DRAFT)
    desk.post("/i18n/setlang/", {"language": language, "next": LIST})

    assert word in desk.get(LIST).text


def test_the_list_of_cases_costs_the_same_for_one_and_for_ten(desk, make_case, queries_of):
    make_case()
    one = queries_of(LIST)
    for _ in range(9):
        make_case()

    assert queries_of(LIST) == one


def test_the_form_says_what_a_check_finds(desk, make_case):
    case = make_case(context_fr="Ils sont 12.")

    form = desk.get(f"{LIST}{case.pk}/change/").text

    assert "résumé (en): manquant" in form
    assert "contient un chiffre sans source" in form
    assert "manquant" not in desk.get(f"{LIST}add/").text


@pytest.mark.parametrize("model", ["lever", "function", "recommendation", "idea"])
def test_the_forms_of_the_vocabulary_say_it_too(desk, make_lever, model):
    lever = make_lever("one")
    advice = Recommendation.objects.create(slug="two", position=1, title_fr="Faites.")
    idea = Idea.objects.create(slug="three", position=1, title_fr="Bâtir")
    entry = {
        "lever": lever, "function": lever.function, "recommendation": advice, "idea": idea,
    }[model]  # fmt: skip

    form = desk.get(f"/admin/infrastructures/{model}/{entry.pk}/change/").text

    assert "(es): manquant" in form


def test_the_texts_of_many_are_checked_from_the_list(desk, make_case):
    case = make_case("Lima", context_fr="Ils sont 12.")

    page = act(desk, case, "proofread").text

    assert "Lima\xa0: " in page
    assert "points à corriger" in page
