"""Before a deed: what is open by weight, why it is done, and a second pair of eyes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from editorial import working_copies
from editorial.models import Tombstone
from editorial.publication import State
from editorial.revisions import Deed, Revision

from .forms import form_of
from .test_two_editors import address_of

LIST = "/admin/cases/case/"


@pytest.fixture(autouse=True)
def _four_eyes(settings):
    settings.FOUR_EYES = True


@pytest.fixture
def case(make_case, make_place):
    return make_case("Un cas", slug="a-case", places=[make_place("Lima")])


@pytest.fixture
def draft(make_case, make_place):
    return make_case("Brouillon", slug="draft", state=State.DRAFT, places=[make_place("Lima")])


@pytest.fixture
def rita(person):
    """A reviewer's browser."""
    return person("reviewer", name="rita")[1]


def pressing(browser, thing, button, **typed):
    """The page to which a button of the form leads, or the answer."""
    form = form_of(browser.get(address_of(thing)), publish=False)
    form |= {name: [value] for name, value in typed.items()} | {button: [""]}
    answer = browser.post(address_of(thing), form)
    return browser.get(answer.url) if answer.status_code == 302 else answer


def confirmed(browser, page, **typed):
    """The answer to the button of a page of confirmation."""
    form = form_of(page, only="deed_form", publish=False)
    return browser.post(page.request["PATH_INFO"], form | typed)


def deed_address(thing, deed):
    return address_of(thing).replace("/change/", f"/deed/{deed}/")


# --- what is open -----------------------------------------------------------------------------


def grave(thing, name):
    """Something that forbids: (what is wrong, the words for it)."""
    lever = thing.case_levers
    wrong = {
        "summary": ({"summary_fr": ""}, "résumé en français"),
        "language": ({"summary_fr": "the care of the city for the people who live in it and "
                                    "who have to look after their own with no help from "
                                    "anybody at all"}, "ne semble pas"),
        "figure": ({"context_fr": "Ils sont 12 dans la rue."}, "chiffre sans source"),
        "uncited figure": ({"summary_fr": "Ils sont 12 dans la rue."}, "aucune source"),
        "mark": ({"context_fr": "Ils sont 12 [9]."}, "aucune source ne porte ce numéro"),
    }  # fmt: skip
    if name in wrong:
        columns, words = wrong[name]
        Case._base_manager.filter(pk=thing.pk).update(**columns)
        return words
    rows, words = {
        "lever": (lever, "au moins un levier"),
        "place": (thing.case_places, "lieux"),
        "source": (thing.sources, "au moins une source"),
    }[name]
    rows.all().delete()
    return words


GRAVE = ["summary", "language", "figure", "uncited figure", "mark", "lever", "place", "source"]


@pytest.mark.parametrize("name", GRAVE)
def test_what_forbids_is_said_and_has_no_button(rita, draft, name):
    words = grave(draft, name)

    page = rita.get(deed_address(draft, "publish"))

    assert words in page.text.split('class="weight advice"')[0]
    assert 'class="first"' not in page.text
    forged = form_of(page, only="deed_form", publish=False)
    assert rita.post(deed_address(draft, "publish"), forged).status_code == 409
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_no_place_is_no_hindrance_once_it_is_said_why(rita, draft):
    grave(draft, "place")
    Case.objects.update(not_found_fr="- Aucun lieu.")

    assert 'class="first"' in rita.get(deed_address(draft, "publish")).text


def test_advice_is_shown_and_hinders_nothing(rita, draft):
    page = pressing(rita, draft, "_publish_change")
    assert "Conseil" in page.text
    assert "résumé (en): manquant" in page.text

    assert confirmed(rita, page).status_code == 302

    draft.refresh_from_db()
    assert draft.state == State.PUBLISHED


def test_where_nothing_is_open_both_steps_are_one(rita, case, monkeypatch):
    monkeypatch.setattr("cases.admin.CaseAdmin.proofreaders", [])
    copy, _keys = working_copies.open_copy(case)
    Case._base_manager.filter(pk=copy.pk).update(summary_fr="Neuf.")
    form = form_of(rita.get(address_of(case)), publish=False)

    rita.post(address_of(case), form | {"_publish_change": [""]})

    case.refresh_from_db()
    assert case.summary_fr == "Neuf."


def test_what_is_incomplete_may_be_submitted(person, draft):
    grave(draft, "mark")
    ed = person("editor")[1]

    page = pressing(ed, draft, "_submit")
    assert "Bloque" in page.text
    confirmed(ed, page, _reason="Le numéro 9 vient.")

    draft.refresh_from_db()
    assert draft.state == State.IN_REVIEW
    assert Revision.objects.of(draft).first().reason == "Le numéro 9 vient."


def test_a_page_that_is_older_than_a_save_is_shown_once_more(rita, draft):
    page = rita.get(deed_address(draft, "publish"))
    Case.objects.update(summary_en="Saved meanwhile.", updated_at="2026-01-01T00:00Z")

    assert confirmed(rita, page).status_code == 409
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


@pytest.mark.parametrize("deed", ["submit", "send_back", "publish", "archive", "reopen"])
def test_a_step_that_is_not_open_says_so(rita, make_case, deed):
    state = State.PUBLISHED if deed != "archive" else State.DRAFT
    case = make_case("Un cas", state=state)

    page = rita.get(deed_address(case, deed))

    assert (page.status_code, 'id="deed_form"' in page.text) == (200, False)
    assert rita.get(deed_address(case, "nonsense")).status_code == 404


# --- four eyes --------------------------------------------------------------------------------


def test_who_wrote_a_change_does_not_publish_it_alone(rita, case, person):
    page = pressing(rita, case, "_publish_change", summary_fr="Neuf.")
    assert 'name="_alone"' in page.text

    assert confirmed(rita, page).status_code == 409
    assert Case.objects.get().summary_fr != "Neuf."

    nina = person("reviewer", name="nina")[1]
    page = nina.get(deed_address(case, "publish"))
    assert 'name="_alone"' not in page.text
    confirmed(nina, page)
    assert Case.objects.get().summary_fr == "Neuf."
    assert Revision.objects.of(case).first().alone == ""


def test_an_exception_has_a_reason_that_is_kept_for_editors(rita, case, visitor):
    page = pressing(rita, case, "_publish_change", summary_fr="Neuf.")

    confirmed(rita, page, _alone="Personne d’autre ce soir.", _reason="Une faute.")

    case.refresh_from_db()
    last = Revision.objects.of(case).first()
    assert (case.summary_fr, last.alone) == ("Neuf.", "Personne d’autre ce soir.")
    history = address_of(case).replace("/change/", "/history/")
    assert "Personne d’autre ce soir." in rita.get(history).text
    assert "ce soir" not in visitor.get("/fr/cases/a-case/changes/").text


def test_a_draft_is_no_way_around_it(rita, draft):
    pressing(rita, draft, "_submit", summary_fr="Neuf.")
    page = rita.get(deed_address(draft, "publish"))

    assert 'name="_alone"' in page.text
    assert confirmed(rita, page).status_code == 409
    act = {"action": "publish", "_selected_action": [draft.pk], "_sure": "on"}
    rita.post(LIST, act)
    draft.refresh_from_db()
    assert draft.state != State.PUBLISHED


def test_who_mends_the_last_comma_is_its_last_writer(rita, case, person):
    ed = person("editor")[1]
    pressing(ed, case, "_submit", summary_fr="Neuf.")

    page = pressing(rita, case, "_publish_change", summary_fr="Neuf !")

    assert 'name="_alone"' in page.text
    assert Case.every_row.for_another_reviewer(case.working_copy.written_by).count() == 1


def test_where_it_is_off_one_does_all(settings, rita, case):
    settings.FOUR_EYES = False

    page = pressing(rita, case, "_publish_change", summary_fr="Neuf.")
    confirmed(rita, page)

    assert Case.objects.get().summary_fr == "Neuf."


# --- returned ---------------------------------------------------------------------------------


def test_returned_work_says_why_on_top_of_the_form(rita, draft, person):
    user, cora = person("contributor")
    Case.objects.update(begun_by=user, written_by=user)
    confirmed(cora, pressing(cora, draft, "_submit"))

    page = pressing(rita, draft, "_return")
    assert confirmed(rita, page, _reason=" ").status_code == 400
    confirmed(rita, page, _reason="Depuis quand ?")

    form = cora.get(address_of(draft)).text
    assert "Depuis quand ?" in form.split("<fieldset")[0]
    assert "rita" in form
    assert list(Case.every_row.returned().of(user)) == [draft]
    confirmed(cora, pressing(cora, draft, "_submit", summary_fr="Depuis toujours."))
    assert not Case.every_row.returned().exists()
    assert Case.every_row.in_review().get().submitted_by == user


def test_who_submitted_it_takes_it_back_without_a_reason(draft, person):
    user, cora = person("contributor")
    Case.objects.update(begun_by=user, submitted_by=user, state=State.IN_REVIEW)
    assert deed_address(draft, "send_back") in cora.get(address_of(draft)).text

    confirmed(cora, cora.get(deed_address(draft, "send_back")))

    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    assert not Case.every_row.returned().exists()


# --- withdrawn --------------------------------------------------------------------------------


def test_archiving_asks_why_shows_the_tombstone_and_then_is_done(rita, case, visitor):
    page = pressing(rita, case, "_archive")
    assert confirmed(rita, page).status_code == 400  # no reason

    shown = confirmed(rita, page, _reason_fr="Le lieu était faux.", _reason_es="Era falso.")
    assert shown.status_code == 200
    assert Case.objects.get().state == State.PUBLISHED
    stone = shown.text.split('id="stone-title"')[1]
    assert "Le lieu était faux." in stone
    assert stone.count("Era falso.") == 1

    confirmed(rita, shown)

    gone = visitor.get("/es/cases/a-case/")
    assert gone.status_code == 410
    assert "Era falso." in gone.text
    assert Revision.objects.of(case).filter(deed=Deed.WITHDRAWN).get().reason


def test_other_words_than_those_shown_are_shown_first(rita, case):
    page = rita.get(deed_address(case, "archive"))
    shown = confirmed(rita, page, _reason_fr="Un.")

    again = confirmed(rita, shown, _reason_fr="Deux.")

    assert again.status_code == 200
    assert Case.objects.get().state == State.PUBLISHED


def test_what_was_typed_before_archiving_waits(rita, case):
    page = pressing(rita, case, "_archive", summary_fr="Neuf.")
    shown = confirmed(rita, page, _reason_fr="Parce que.")
    confirmed(rita, shown)

    case.refresh_from_db()
    assert (case.state, case.working_copy.summary_fr) == (State.ARCHIVED, "Neuf.")
    confirmed(rita, rita.get(deed_address(case, "reopen")))
    case.refresh_from_db()
    assert (case.state, case.summary_fr) == (State.DRAFT, "Neuf.")


# --- several ----------------------------------------------------------------------------------


def ticked(action, *cases):
    return {"action": action, "_selected_action": [case.pk for case in cases]}


def test_several_are_archived_after_a_second_page_with_a_reason(rita, case, make_case):
    other = make_case("Autre", slug="other")

    page = rita.post(LIST, ticked("archive", case, other))
    assert [row.state for row in Case.objects.all()] == [State.PUBLISHED] * 2
    form = form_of(page, only="deed_form", publish=False)
    assert rita.post(LIST, form).status_code == 400
    rita.post(LIST, form | {"_reason_fr": ["Doublons."]})

    assert [row.state for row in Case.objects.all()] == [State.ARCHIVED] * 2
    assert [stone.reason_fr for stone in Tombstone.objects.all()] == ["Doublons."] * 2


def test_of_several_those_that_are_forbidden_stay_and_it_is_said(rita, draft, make_case):
    bare = make_case("Nu", slug="bare", state=State.IN_REVIEW, levers=[])
    Case.objects.filter(pk=draft.pk).update(state=State.IN_REVIEW)

    page = rita.post(LIST, ticked("publish", draft, bare))
    assert "au moins un levier" in page.text
    rita.post(LIST, form_of(page, only="deed_form", publish=False))

    states = dict(Case.objects.values_list("slug", "state"))
    assert states == {"draft": State.PUBLISHED, "bare": State.IN_REVIEW}


def test_an_action_on_what_is_not_ones_own_is_refused_whole(draft, make_case, person):
    user, cora = person("contributor")
    Case.objects.update(begun_by=user)
    other = make_case("Autre", state=State.DRAFT)

    answer = cora.post(LIST, ticked("submit", draft, other) | {"_sure": "on"})

    assert answer.status_code == 403
    assert {row.state for row in Case.objects.all()} == {State.DRAFT}


def test_a_list_returns_with_words(rita, draft):
    Case.objects.update(state=State.IN_REVIEW)

    page = rita.post(LIST, ticked("send_back", draft))
    form = form_of(page, only="deed_form", publish=False)
    assert rita.post(LIST, form).status_code == 400
    rita.post(LIST, form | {"_reason": ["Depuis quand ?"]})

    draft.refresh_from_db()
    assert (draft.state, draft.returned_because) == (State.DRAFT, "Depuis quand ?")


# --- contributions ----------------------------------------------------------------------------


def test_a_contribution_goes_the_same_way(rita, make_contribution, person):
    paper = make_contribution(state=State.DRAFT, slug="paper")
    page = rita.get(deed_address(paper, "publish"))
    assert "résumé (fr): manquant" in page.text
    assert 'class="first"' not in page.text

    user, cora = person("contributor")
    type(paper).objects.update(begun_by=user)
    confirmed(cora, pressing(cora, paper, "_submit", abstract_fr="Ce que dit le texte."))
    confirmed(rita, rita.get(deed_address(paper, "publish")))

    paper.refresh_from_db()
    assert (paper.state, paper.abstract_fr) == (State.PUBLISHED, "Ce que dit le texte.")


# --- words that nobody has read ---------------------------------------------------------------


@pytest.fixture
def nothing_open(monkeypatch):
    monkeypatch.setattr("cases.admin.CaseAdmin.proofreaders", [])


@pytest.mark.parametrize("typed", [{}, {"summary_en": ["Mine."]}])
@pytest.mark.parametrize("is_change", [True, False])
def test_what_came_after_the_form_is_read_before_it_is_published(
    settings, rita, case, draft, person, nothing_open, is_change, typed
):
    settings.FOUR_EYES = False
    thing = case if is_change else draft
    if is_change:
        working_copies.open_copy(case)
    form = form_of(rita.get(address_of(thing)), publish=False)
    ed = person("editor", name="ed")[1]
    theirs = form_of(ed.get(address_of(thing)), publish=False)
    ed.post(address_of(thing), theirs | {"summary_fr": ["Jamais lu."]})

    answer = rita.post(address_of(thing), form | typed | {"_publish_change": [""]})

    assert answer.url == deed_address(thing, "publish")
    page = rita.get(answer.url)
    assert "Entre-temps, ed a modifié\u00a0: Résumé (fr)" in page.text
    assert ("Jamais lu." in page.text) == is_change
    assert not Case.objects.published().filter(summary_fr="Jamais lu.").exists()
    confirmed(rita, page)
    assert Case.objects.published().filter(summary_fr="Jamais lu.").exists()


def test_what_came_after_the_form_is_read_before_it_is_submitted(draft, person, nothing_open):
    ed, ann = person("editor", name="ed")[1], person("editor", name="ann")[1]
    form = form_of(ann.get(address_of(draft)), publish=False)
    theirs = form_of(ed.get(address_of(draft)), publish=False)
    ed.post(address_of(draft), theirs | {"summary_fr": ["Jamais lu."]})

    ann.post(address_of(draft), form | {"_submit": [""]})

    draft.refresh_from_db()
    assert draft.state == State.DRAFT


# --- why --------------------------------------------------------------------------------------

ODD = "Pourquoi\x00 \u202e?\r\nCafe\u0301."
EVEN = "Pourquoi ?\nCafé."


def test_words_of_a_deed_are_kept_as_all_words_are(rita, draft, case):
    Case.objects.filter(pk=draft.pk).update(state=State.IN_REVIEW)
    confirmed(rita, rita.get(deed_address(draft, "send_back")), _reason=ODD)
    draft.refresh_from_db()
    assert draft.returned_because == EVEN

    shown = confirmed(rita, rita.get(deed_address(case, "archive")), _reason_fr=ODD)
    confirmed(rita, shown)
    assert Tombstone.objects.get().reason_fr == EVEN


def test_words_of_a_deed_on_a_list_are_kept_as_all_words_are(rita, draft):
    Case.objects.update(state=State.IN_REVIEW)
    page = rita.post(LIST, ticked("send_back", draft))

    rita.post(LIST, form_of(page, only="deed_form", publish=False) | {"_reason": [ODD]})

    draft.refresh_from_db()
    assert draft.returned_because == EVEN


def test_why_she_publishes_alone_is_kept_as_all_words_are(rita, case):
    page = pressing(rita, case, "_publish_change", summary_fr="Neuf.")

    confirmed(rita, page, _alone=ODD)

    assert Revision.objects.of(case).first().alone == EVEN


def test_a_long_why_reaches_the_page_and_stands_in_no_address(rita, case):
    why = "Parce que ! " * 2000
    form = form_of(rita.get(address_of(case)), publish=False)
    typed = {"summary_fr": ["Neuf."], "_reason": [why], "_publish_change": [""]}

    answer = rita.post(address_of(case), form | typed)

    assert answer.url == deed_address(case, "publish")
    assert why.strip() in rita.get(answer.url).text
    assert why.strip() in rita.get(answer.url).text  # also when it is loaded anew
    assert "Parce que !" not in rita.get(deed_address(case, "archive")).text


def test_no_link_says_why_for_an_editor(rita, case):
    pressing(rita, case, "_submit", summary_fr="Neuf.")

    page = rita.get(f"{deed_address(case, 'publish')}?_alone=Forged.&_reason=Forged.")

    assert 'name="_alone"' in page.text
    assert "Forged." not in form_of(page, only="deed_form", publish=False).values()
    assert 'value="Forged."' not in page.text


# --- many -------------------------------------------------------------------------------------


def test_more_than_can_be_read_are_not_moved_at_once(rita, draft, make_case, monkeypatch):
    monkeypatch.setattr("editorial.deeds_of_several.MOST", 1)
    other = make_case("Autre", state=State.DRAFT)

    page = rita.post(LIST, ticked("submit", draft, other), follow=True)

    assert "Au plus 1 à la fois" in page.text
    assert {row.state for row in Case.objects.all()} == {State.DRAFT}


def test_what_no_page_has_shown_is_not_moved(rita, draft):
    page = rita.post(LIST, ticked("submit", draft) | {"_sure": "on"})

    assert 'id="deed_form"' in page.text
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_the_page_of_several_asks_as_much_for_six_as_for_one(rita, make_case, make_place):
    place = make_place("Lima")
    cases = [
        make_case("Un cas", slug=f"case-{number}", state=State.DRAFT, places=[place])
        for number in range(6)
    ]

    def asked(some):
        with CaptureQueriesContext(connection) as queries:
            assert rita.post(LIST, ticked("publish", *some)).status_code == 200
        return len(queries)

    assert asked(cases[:1]) == asked(cases) == 39


# --- the front of a room ----------------------------------------------------------------------


def test_the_page_of_a_room_lists_its_tables_and_nothing_that_waits(rita, draft):
    Case.objects.update(state=State.IN_REVIEW)

    page = rita.get("/admin/cases/")

    assert page.status_code == 200
    assert 'href="/admin/cases/case/"' in page.text
    assert "Brouillon" not in page.text
