"""What readers are told of a page: when it was published and corrected, and why."""

import pytest

from cases.models import Case
from contributions.models import Contribution
from editorial import revisions
from editorial.publication import State
from editorial.revisions import Deed

from .test_history import save

EACH = pytest.mark.parametrize("address", ["/{}/cases/a-case/", "/{}/contributions/a-paper/"])


def changed(thing, *reasons):
    """As often as reasons are given; each time another title."""
    for number, reason in enumerate(reasons):
        thing.title_fr = f"Titre {number} {len(reasons)}"
        thing.save()
        revisions.record(thing, Deed.CHANGED, reason=reason)


def test_a_page_says_when_and_why_it_was_corrected(desk, make_case):
    case = make_case(slug="a-case")
    assert "Modifications de cette page" not in desk.get("/fr/cases/a-case/").text

    save(desk, case, summary_fr="Autre.", _reason="Le chiffre était faux.")

    for address in ("/fr/cases/a-case/", "/fr/cases/a-case/changes/"):
        page = desk.get(address).text
        assert page.count("Le chiffre était faux.") == 1
        assert "Tel qu’il était" not in page


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Titre, résumé"), ("en", "Title, summary"),
                            ("es", "Título, resumen")],
)  # fmt: skip
def test_without_a_reason_what_changed_is_named(desk, make_case, language, words):
    case = make_case(slug="a-case")
    save(desk, case, summary_fr="Autre.", title_fr="Autre titre")

    assert words in desk.get(f"/{language}/cases/a-case/").text


def test_what_was_tried_in_a_draft_is_not_told(client, make_case):
    case = make_case(slug="a-case", state=State.DRAFT)
    changed(case, "Un essai.", "Un autre essai.")
    case.submit(why="Pour voir.")
    case.publish(why="Relu par deux personnes.")

    page = client.get("/fr/cases/a-case/changes/").text

    assert "Relu par deux personnes." in page
    assert not any(words in page for words in ("essai", "Pour voir"))


def test_what_is_not_published_has_no_page_of_changes(client, make_case):
    case = make_case(slug="a-case", state=State.DRAFT)
    changed(case, "Un essai.")

    assert client.get("/fr/cases/a-case/changes/").status_code == 404
    case.submit()
    case.publish()
    case.archive()
    assert client.get("/fr/cases/a-case/changes/").status_code == 410


def test_the_newest_ten_stand_on_the_page_and_all_on_their_own(client, make_case):
    case = make_case(slug="a-case")
    changed(case, *(f"motif-{number}." for number in range(60)))

    page = client.get("/fr/cases/a-case/").text
    first, second = (
        client.get(f"/fr/cases/a-case/changes/?page={number}").text for number in (1, 2)
    )

    assert page.count("motif-") == 10
    assert "/fr/cases/a-case/changes/" in page
    assert (first.count("motif-"), second.count("motif-")) == (50, 10)
    assert client.get("/fr/cases/a-case/changes/?page=3").status_code == 404


@EACH
def test_a_page_costs_as_many_queries_with_one_change_as_with_twenty(site, queries_of, address):
    address = address.format("fr")
    things = [Case.objects.get(slug="a-case"), Contribution.objects.get(slug="a-paper")]
    for thing in things:
        changed(thing, "Un.")
    few = [queries_of(address), queries_of(address + "changes/")]
    for thing in things:
        changed(thing, *["Encore."] * 20)

    assert [queries_of(address), queries_of(address + "changes/")] == few
    assert few[1] == 5


def test_a_renamed_case_leads_its_page_of_changes_on(desk, make_case):
    case = make_case(slug="a-case")
    save(desk, case, slug="b-case", _reason="Un autre nom.")

    response = desk.get("/fr/cases/a-case/changes/")

    assert (response.status_code, response.url) == (301, "/fr/cases/b-case/changes/")
    assert "Un autre nom." in desk.get(response.url).text


def test_markup_in_a_reason_is_words(client, make_case):
    changed(make_case(slug="a-case"), "<script>alert(1)</script>")

    assert "<script>alert" not in client.get("/fr/cases/a-case/").text
