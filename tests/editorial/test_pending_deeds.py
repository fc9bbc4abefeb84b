"""Who may do what with a pending change, from form and list; and how it is seen."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from cases.models import Case
from contributions.models import Contribution
from editorial import working_copies
from editorial.models import User
from editorial.publication import State

from .forms import form_of
from .test_two_editors import address_of
from .test_working_copies import all_of, waiting


@pytest.fixture
def case(make_case, make_place):
    return make_case("Un cas", slug="a-case", places=[make_place("Lima"), make_place("Cusco")])


@pytest.fixture
def someone(db):
    """someone("ida", "change_case"): the browser of an editor with these rights."""

    def make(name, *rights):
        user = User.objects.create_user(name, password="x", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=rights))
        browser = Client()
        browser.force_login(user)
        return browser

    return make


# --- who may ----------------------------------------------------------------------------------

BUTTONS = ["_publish_change", "_submit", "_return", "_discard"]


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, None])
@pytest.mark.parametrize(
    ("rights", "allowed"),
    [
        (["view_case"], []),
        (["view_case", "publish_case"], []),
        (["view_case", "change_case"], ["_submit", "_discard"]),
        (["view_case", "change_case", "publish_case"], BUTTONS),
    ],
)
def test_a_button_is_for_who_may(case, desk, someone, rights, allowed, state):
    if state:
        copy, _keys = working_copies.open_copy(case)
        Case._base_manager.filter(pk=copy.pk).update(state=state, summary_en="Pending.")
    browser, before = someone("ida", *rights), all_of(case)
    form = form_of(desk.get(address_of(case)), publish=False)

    for button in set(BUTTONS) - set(allowed):
        assert browser.post(address_of(case), form | {button: [""]}).status_code == 403, button

    assert all_of(case) == before
    pending = Case._base_manager.exclude(replaces=None).values_list("state", flat=True)
    assert list(pending) == ([state] if state else [])
    buttons = {
        name for name in BUTTONS if f'name="{name}"' in browser.get(address_of(case)).text
    }
    assert buttons <= set(allowed)


def test_a_change_is_submitted_returned_with_words_and_published(case, desk, someone):
    ida = someone("ida", "view_case", "change_case", "view_source", "change_source")
    assert waiting(ida, case, "_submit", summary_en="Pending.").status_code == 302
    assert case.working_copy.state == State.IN_REVIEW

    waiting(desk, case, "_return", _reason="Say since when.")
    assert "Say since when." in ida.get(address_of(case)).text

    waiting(ida, case, "_submit", summary_en="Since then.")
    assert "Say since when." not in ida.get(address_of(case)).text
    waiting(desk, case, "_publish_change")
    case.refresh_from_db()
    assert case.summary_en == "Since then."


def test_a_change_is_discarded_after_a_second_page(case, desk):
    waiting(desk, case, summary_en="Pending.")

    asked = waiting(desk, case, "_discard")
    assert "Pending." in asked.text
    assert Case._base_manager.exclude(replaces=None).exists()
    desk.post(address_of(case), form_of(asked, only="") | {"_discard": ["on"]})

    assert not Case._base_manager.exclude(replaces=None).exists()
    assert Case.objects.get().summary_en == ""


def test_deeds_of_the_list_are_done_to_the_copy(case, desk, someone):
    waiting(desk, case, summary_en="Pending.")
    listed = desk.get("/admin/cases/case/").text
    assert "Modification en attente" in listed

    act = {"action": "publish", "_selected_action": [case.pk]}
    someone("ida", "view_case", "change_case").post("/admin/cases/case/", act)
    assert Case.objects.get().summary_en == ""
    desk.post("/admin/cases/case/", act)
    assert Case.objects.get().summary_en == "Pending."


def test_what_another_saved_since_the_list_was_shown_is_not_published(case, desk):
    waiting(desk, case, summary_en="Pending.")
    shown = form_of(desk.get("/admin/cases/case/"), only="changelist-form")
    waiting(desk, case, summary_en="Not seen.")

    desk.post("/admin/cases/case/",
              shown | {"action": "publish", "_selected_action": [case.pk]})  # fmt: skip

    assert Case.objects.get().summary_en == ""


# --- seeing -----------------------------------------------------------------------------------


def preview_of(desk, thing):
    return (
        desk.get(address_of(thing))
        .context["preview"]["address"]
        .removeprefix("http://127.0.0.1:8000")
    )


@pytest.mark.parametrize("code", ["fr", "en", "es"])
def test_a_change_is_seen_on_its_page_by_who_has_the_link(case, desk, visitor, code):
    waiting(desk, case, **{f"summary_{code}": "Pending words."})
    address = preview_of(desk, case).replace("/fr/", f"/{code}/")

    page = visitor.get(address)

    assert page.status_code == 200
    assert "Pending words." in page.text
    assert page["X-Robots-Tag"].startswith("noindex")
    assert "no-store" in page["Cache-Control"]
    assert "ETag" not in page
    assert 'class="preview"' in page.text


def test_a_pending_contribution_is_seen_too(make_contribution, desk, visitor):
    paper = make_contribution()
    waiting(desk, paper, abstract_fr="En attente.")

    assert "En attente." in visitor.get(preview_of(desk, paper)).text
    assert Contribution.objects.get().abstract_fr == ""


def test_a_link_ends(case, desk, visitor, monkeypatch):
    waiting(desk, case, summary_fr="En attente.")
    address = preview_of(desk, case)
    assert visitor.get(address[:-3] + "/").status_code == 404

    with monkeypatch.context() as patched:
        patched.setattr("editorial.previews.DAYS", -1)
        assert visitor.get(address).status_code == 410
    working_copies.discard(case.working_copy)
    gone = visitor.get(address)
    assert gone.status_code == 410
    assert "/fr/cases/a-case/" in gone.text


def test_a_change_is_compared_in_words(case, desk, make_place):
    waiting(desk, case, summary_fr="Résumé de Un cas neuf.", case_places__0__DELETE="on",
            sources__0__title="Another report")  # fmt: skip

    page = desk.get(f"/admin/cases/case/{case.pk}/pending/").text

    for words in ["neuf", "Lima", "Another"]:
        assert words in page
    assert "<ins>" in page
    assert desk.get(f"/admin/cases/case/{case.pk + 99}/pending/").status_code == 404


def test_a_draft_is_submitted_and_published_in_one(desk, make_case, someone, visitor):
    draft = make_case("Brouillon", slug="draft", state=State.DRAFT)
    ida = someone("ida", "view_case", "change_case")
    assert waiting(ida, draft, "_publish_change", summary_en="Not this.").status_code == 403
    assert "Brouillon" in visitor.get(preview_of(desk, draft)).text

    waiting(desk, draft, "_publish_change", summary_en="Words.")

    draft.refresh_from_db()
    assert (draft.state, draft.summary_en) == (State.PUBLISHED, "Words.")
