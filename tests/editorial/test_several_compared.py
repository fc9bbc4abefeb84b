"""Several from the list are seen before they are published: what readers would see changed by
each, what forbids it, what is advice; then they are done once, as they were seen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, CasePlace
from editorial import working_copies
from editorial.publication import State
from editorial.revisions import Revision

from .forms import form_of
from .test_two_editors import address_of

LIST = "/admin/cases/case/"


@pytest.fixture
def rita(person):
    """A reviewer's browser; it presses nothing by itself."""
    return person("reviewer", name="rita")[1]


@pytest.fixture
def pending(make_case, make_place):
    """pending("Un cas", summary_en="New."): a published case whose change is in review."""

    def make(title, **change):
        case = make_case(title, places=[make_place("Lima")], summary_en="Old words.")
        copy, _keys = working_copies.open_copy(case)
        Case._base_manager.filter(pk=copy.pk).update(state=State.IN_REVIEW, **change)
        return case

    return make


def ticked(action, *cases):
    return {"action": action, "_selected_action": [case.pk for case in cases]}


def shown(browser, *cases, action="publish"):
    page = browser.post(LIST, ticked(action, *cases))
    assert page.status_code == 200
    return page


def confirm(browser, page, **options):
    return browser.post(LIST, form_of(page, only="deed_form", publish=False), **options)


def summaries():
    return set(Case.objects.values_list("summary_en", flat=True))


@pytest.mark.parametrize("action", ["publish", "submit"])
def test_each_says_in_words_what_readers_would_see_changed(rita, pending, action):
    first = pending("Un cas", summary_en="Old and new words.")
    second = pending("Deux cas", title_es="Dos casos")
    Case._base_manager.exclude(replaces=None).update(
        state=State.DRAFT if action == "submit" else State.IN_REVIEW
    )

    page = shown(rita, first, second, action=action).text

    assert "and new" in page.partition("<ins>")[2]
    assert 'lang="es"' in page
    assert "Dos casos" in page
    assert "Ce que les lecteurs verraient changer" in page
    assert page.count('class="several-change" open') == 2
    assert summaries() == {"Old words."}


@pytest.mark.parametrize(
    ("code", "words"), [("fr", "ajouté"), ("en", "inserted"), ("es", "añadido")]
)
def test_it_is_told_in_three_languages(rita, pending, code, words):
    case = pending("Un cas", summary_en="Old and new words.")

    page = rita.post(LIST, ticked("publish", case), headers={"accept-language": code})

    assert words in page.text


def test_a_long_change_is_folded(rita, pending):
    case = pending("Un cas", context_fr="Un long contexte. " * 40)

    page = shown(rita, case).text

    assert 'class="several-change"' in page
    assert 'class="several-change" open' not in page


def test_places_and_lists_are_compared_too(rita, pending, make_place):
    case = pending("Un cas")
    CasePlace.objects.create(case=case.working_copy, place=make_place("Cusco"), position=2)

    assert "Cusco" in shown(rita, case).text


def test_what_is_new_says_that_readers_would_see_all_of_it(rita, make_case, make_place):
    case = make_case("Neuf", state=State.IN_REVIEW, places=[make_place("Lima")])

    assert "tout en deviendrait visible" in shown(rita, case).text


def test_what_is_forbidden_is_said_and_left_out(rita, pending):
    good, bad = pending("Un cas", summary_en="New."), pending("Deux", summary_fr="")

    page = shown(rita, good, bad)

    assert "résumé en français" in page.text
    form = form_of(page, only="deed_form", publish=False)
    assert form["_selected_action"] == [str(good.pk)]
    confirm(rita, page)
    assert summaries() == {"New.", "Old words."}
    assert Case._base_manager.filter(replaces=bad).exists()


def test_where_none_can_be_done_there_is_nothing_to_press(rita, pending):
    page = shown(rita, pending("Deux", summary_fr=""))

    assert 'class="first"' not in page.text
    assert "aucune de ces fiches" in page.text


def test_what_both_sides_changed_is_compared_on_its_own_page(rita, pending):
    case = pending("Un cas", summary_en="New.")
    Case.objects.filter(pk=case.pk).update(summary_en="By a file.")

    page = shown(rita, case)

    assert "comparez les deux" in page.text
    assert 'class="first"' not in page.text


def test_what_changed_since_the_page_is_named_and_left(rita, pending, desk):
    stays, goes = (
        pending("Celui qui reste", summary_en="New."),
        pending("Deux", summary_en="Second."),
    )
    page = shown(rita, stays, goes)
    address = address_of(stays)
    form = form_of(desk.get(address), publish=False) | {"summary_en": ["Not seen."]}
    assert desk.post(address, form).status_code == 302

    told = confirm(rita, page, follow=True).text

    assert "Celui qui reste" in told.partition("messagelist")[2]
    assert "a été modifié" in told
    assert summaries() == {"Old words.", "Second."}


def test_pressed_twice_it_is_done_once_and_told(rita, pending):
    page = shown(
        rita, pending("Un cas", summary_en="New."), pending("Deux", summary_en="Second.")
    )
    form = form_of(page, only="deed_form", publish=False)
    first = rita.post(LIST, form)
    rita.get(first["Location"])
    done = Revision.objects.count()

    second = rita.post(LIST, form, follow=True)

    assert "envoyé deux fois et fait une seule" in second.text
    assert "a été modifié" not in second.text
    assert Revision.objects.count() == done
    assert summaries() == {"New.", "Second."}


def test_more_than_fifty_are_refused_in_words(rita, make_case):
    cases = [make_case(f"Cas {number}", state=State.IN_REVIEW) for number in range(51)]

    page = rita.post(LIST, ticked("publish", *cases))

    assert page.status_code == 400
    assert "Au plus 50 à la fois" in page.text
    assert 'class="first"' not in page.text
    assert rita.post(LIST, ticked("publish", *cases[:50])).status_code == 200


def test_the_page_asks_as_much_for_fifty_as_for_one(rita, make_case, make_place):
    place, other = make_place("Lima"), make_place("Cusco")
    cases = []
    for number in range(50):
        case = make_case("Un cas", slug=f"case-{number}", places=[place])
        copy, _keys = working_copies.open_copy(case)
        CasePlace.objects.create(case=copy, place=other, position=2)
        Case._base_manager.filter(pk=copy.pk).update(
            state=State.IN_REVIEW, summary_en=f"New words {number}."
        )
        cases.append(case)

    def asked(some):
        listed = form_of(rita.get(LIST), only="changelist-form", publish=False)
        seen = {name: texts for name, texts in listed.items() if name.startswith("_seen")}
        with CaptureQueriesContext(connection) as queries:
            page = rita.post(LIST, seen | ticked("publish", *some))
        assert page.text.count("Cusco") >= len(some)
        return len(queries)

    assert asked(cases[:1]) == asked(cases) == 42
