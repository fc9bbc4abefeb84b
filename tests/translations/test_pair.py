"""One text beside its original: what is saved, and what is refused without losing a word."""

import re

import pytest

from cases.models import Case, Place
from editorial import working_copies
from editorial.made_from import MadeFrom
from editorial.publication import State
from tests.editorial.forms import form_of
from tests.editorial.test_two_editors import address_of
from translations.worklist import Question, items

from .conftest import ES, FR, NEW

pytestmark = pytest.mark.django_db
BETTER = "La ciudad abre guarderías de mercado, también de noche."


def pair_of(case, language="es", path="summary"):
    return f"/admin/translations/case/{case.pk}/{language}/{path}/"


def save(browser, address, text=None, **buttons):
    form = form_of(browser.get(address), only="pair_form")
    if text is not None:
        form["text"] = [text]
    return browser.post(address, form | buttons)


def copy_of(case):
    return Case._base_manager.filter(replaces=case).first()


def left(user):
    return [(one.passage.path, one.language) for one in items(user, Question())]


def test_the_exact_change_stands_beside_the_translation(case, change, translator):
    change(case, summary_fr=NEW)
    _user, browser = translator

    page = browser.get(pair_of(case)).text

    assert "la nuit aussi" in page.rpartition("<ins>")[2]
    assert ES in page


def test_saving_makes_it_current_and_goes_live_by_publishing_alone(
    case, change, translator, client
):
    change(case, summary_fr=NEW)
    user, browser = translator

    answer = save(browser, pair_of(case), BETTER)

    assert answer.status_code == 302
    assert left(user) == []
    assert copy_of(case).summary_es == BETTER
    assert (copy_of(case).written_by, Case.objects.get(pk=case.pk).summary_es) == (user, ES)
    assert BETTER not in client.get("/es/cases/a-case/").text


def test_what_is_saved_after_the_session_has_ended_is_not_lost(case, person):
    user, browser = person("translator", languages=["es"])
    address = pair_of(case)
    form = form_of(browser.get(address), only="pair_form") | {"text": [BETTER]}
    del browser.cookies["sessionid"]

    asked = browser.post(address, form)

    assert asked.status_code == 403
    assert BETTER in asked.text
    form = form_of(asked, only="sign_in_again")
    ready = browser.post("/admin/resume/", form | {"username": user.username, "password": "x"})
    saved = browser.post(address, form_of(ready, only="resumed_form"))
    assert saved.status_code == 302
    assert copy_of(case).summary_es == BETTER


def test_what_is_written_there_is_kept_by_the_browser_until_it_is_saved(case, translator):
    user, browser = translator
    assert "js/unsaved.js" in browser.get(pair_of(case)).text
    page = browser.get(pair_of(case))
    token = re.search(r'data-token="(\w+)"', page.text)[1]
    browser.post(pair_of(case), form_of(page, only="pair_form") | {"text": [BETTER]})
    assert f'data-saved="{token}"' in browser.get("/admin/").text


def test_what_stood_there_before_stays_in_the_history(case, change, translator, desk):
    change(case, summary_fr=NEW)
    save(translator[1], pair_of(case), BETTER)
    change(case, publish=True, title_en="A case indeed")

    assert ES in desk.get(f"/admin/cases/case/{case.pk}/history/1/").text
    assert Case.objects.get(pk=case.pk).summary_es == BETTER
    assert Case.objects.get(pk=case.pk).behind.keys() == {"en"}


def test_the_first_translation_of_a_published_case_opens_its_working_copy(case, translator):
    user, browser = translator

    save(browser, pair_of(case), BETTER)

    assert copy_of(case).begun_by == user


def test_still_right_is_current_without_a_change_and_waits_as_well(
    case, change, translator, desk, client
):
    change(case, publish=True, summary_fr=NEW)
    user, browser = translator

    answer = save(browser, pair_of(case), ES, _right=[""])

    assert answer.status_code == 302
    assert copy_of(case).summary_es == ES
    assert left(user) == []
    assert "es" in Case.objects.get(pk=case.pk).behind
    assert "(es)" in desk.get(f"/admin/cases/case/{case.pk}/pending/").text
    change(case, publish=True)
    assert Case.objects.get(pk=case.pk).behind.keys() == {"en"}
    assert copy_of(case) is None
    (row,) = MadeFrom.objects.filter(language="es", original=NEW)
    assert (row.words, row.made_by) == (ES, user)


def test_still_right_gives_words_back_that_were_typed_meanwhile(case, change, translator):
    change(case, publish=True, summary_fr=NEW)
    user, browser = translator

    answer = save(browser, pair_of(case), "Otras palabras.", _right=[""])

    assert answer.status_code == 400
    assert "Otras palabras.</textarea>" in answer.text
    assert "vacíe la casilla" in answer.text or "videz la case" in answer.text
    assert copy_of(case) is None
    assert left(user) == [("summary", "es")]
    assert save(browser, pair_of(case), "", _right=[""]).status_code == 302
    assert left(user) == []


def test_what_was_said_in_a_change_that_is_discarded_is_said_no_more(case, change, translator):
    change(case, publish=True, summary_fr=NEW)
    user, browser = translator
    save(browser, pair_of(case), "", _right=[""])
    assert left(user) == []

    working_copies.discard(copy_of(case))

    assert left(user) == [("summary", "es")]


def test_a_better_text_may_still_be_behind(case, change, translator):
    change(case, summary_fr=NEW)
    user, browser = translator

    save(browser, pair_of(case), "La ciudad abre guarderías.", _still=[""])

    assert copy_of(case).summary_es == "La ciudad abre guarderías."
    assert left(user) == [("summary", "es")]
    assert items(user, Question())[0].standing.made_from.original == FR


def test_two_at_once_the_second_is_shown_what_the_first_wrote(case, change, translator, desk):
    _user, browser = translator
    form = form_of(browser.get(pair_of(case)), only="pair_form")
    save(desk, pair_of(case), "La ciudad abre guarderías nuevas.")
    form["text"] = [BETTER]

    answer = browser.post(pair_of(case), form)

    assert answer.status_code == 409
    assert BETTER in answer.text
    assert "nuevas" in answer.text
    assert copy_of(case).summary_es == "La ciudad abre guarderías nuevas."
    assert save(browser, pair_of(case), BETTER).status_code == 302


def test_an_original_that_moved_meanwhile_is_shown_before_anything_is_written(
    case, change, translator
):
    _user, browser = translator
    form = form_of(browser.get(pair_of(case)), only="pair_form")
    change(case, summary_fr=NEW)

    answer = browser.post(pair_of(case), form | {"text": [BETTER]})

    assert (answer.status_code, copy_of(case).summary_es) == (409, ES)
    assert BETTER in answer.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Rien n’est écrit ici."),
        ("x" * 300, "300"),
        ("The city and the people of the town are in the market and they have " * 3, "langue"),
    ],
    ids=["empty", "too-long", "another-language"],
)
def test_what_cannot_stand_there_is_given_back_with_words(text, words, case, translator):
    path = "title" if len(text) == 300 else "summary"

    answer = save(translator[1], pair_of(case, path=path), text)

    assert answer.status_code == 400
    assert words in answer.text
    assert text in answer.text
    assert copy_of(case) is None


def test_a_page_that_comes_back_without_its_seal_is_asked_again(case, translator):
    answer = translator[1].post(pair_of(case), {"text": BETTER, "_seen": "forged"})

    assert (answer.status_code, copy_of(case)) == (400, None)
    assert BETTER in answer.text


@pytest.mark.parametrize("role", ["contributor", "translator"])
def test_who_may_not_write_a_language_is_refused_and_nothing_changes(role, case, person, desk):
    _user, browser = person(role, languages=["es"])
    form = form_of(desk.get(pair_of(case, "en")), only="pair_form")

    assert browser.get(pair_of(case, "en")).status_code == 403
    answer = browser.post(pair_of(case, "en"), form | {"text": ["Other words."]})

    assert (answer.status_code, copy_of(case)) == (403, None)


def test_what_is_archived_is_not_translated_by_a_translator(make_case, translator):
    case = make_case("Retiré", state=State.ARCHIVED, summary_fr=FR)

    assert translator[1].get(pair_of(case)).status_code == 403


@pytest.mark.parametrize("address", [
    "case/1/xx/summary/", "case/999999/es/summary/", "case/{}/es/nothing/", "spoon/1/es/name/",
    "case/{}/es/results/7/statement/", "case/{}/fr/summary/",
])  # fmt: skip
def test_an_address_of_nothing_is_not_found(address, case, desk):
    assert desk.get(f"/admin/translations/{address.format(case.pk)}").status_code == 404


def test_what_is_gone_meanwhile_gives_back_what_was_typed(case, desk):
    form = form_of(desk.get(pair_of(case)), only="pair_form")
    Case.objects.filter(pk=case.pk).update(summary_fr="", summary_en="", summary_es="")

    answer = desk.post(pair_of(case), form | {"text": [BETTER]})

    assert answer.status_code == 404
    assert BETTER in answer.text


def test_nobody_without_an_account_comes_in(case, client):
    assert client.get("/admin/translations/").status_code == 302
    assert client.get(pair_of(case)).status_code == 302


def test_vocabulary_is_written_by_reviewers_alone(make_place, person):
    place = make_place("Lima")
    _user, browser = person("reviewer")
    _user, other = person("translator", languages=["es"])
    address = f"/admin/translations/place/{place.pk}/es/name/"

    assert other.get(address).status_code == 403
    assert save(browser, address, "Lima Metropolitana").status_code == 302
    assert Place.objects.get(pk=place.pk).name_es == "Lima Metropolitana"


def test_each_row_of_a_part_has_its_text(case, desk):
    case.case_levers.update(rationale_fr="Parce que.", rationale_es="Porque.")
    lever = case.case_levers.get().lever
    address = pair_of(case, path=f"levers/{lever.slug}/rationale")

    assert save(desk, address, "Porque sí.").status_code == 302

    document = working_copies.document_of(copy_of(case))
    assert document["levers"][0]["rationale"]["es"] == "Porque sí."


def test_the_next_of_the_list_follows(case, change, desk):
    change(case, summary_fr=NEW)

    answer = save(desk, pair_of(case, "en"), "At night, too.")

    assert "/skip/" in answer.url
    assert desk.get(answer.url).url.startswith(pair_of(case, "es"))


def test_a_translator_sees_own_languages_and_the_filters_narrow(case, change, translator, desk):
    change(case, summary_fr=NEW)

    mine = translator[1].get("/admin/translations/").context["page"].object_list
    assert [one.language for one in mine] == ["es"]
    english = desk.get("/admin/translations/?into=en&state=behind&kind=case")
    assert [one.language for one in english.context["page"].object_list] == ["en"]
    assert desk.get("/admin/translations/?into=xx&state=no&kind=spoon&p=x").status_code == 200


def test_a_draft_is_written_in_place(make_case, desk):
    case = make_case("Brouillon", state="draft", summary_fr=FR)

    assert save(desk, pair_of(case), ES).status_code == 302

    assert Case.objects.get(pk=case.pk).summary_es == ES
    assert "summary" in desk.get(address_of(case)).text
