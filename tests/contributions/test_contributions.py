import pytest

from contributions.models import Author, Authorship
from editorial.publication import State


def test_the_synthesis_stands_first(client, make_contribution):
    make_contribution("Avant tout")
    make_contribution("Vers des infrastructures", is_synthesis=True)

    listed = client.get("/fr/contributions/").context["page"]

    assert [entry.title for entry in listed] == ["Vers des infrastructures", "Avant tout"]


def test_authors_stand_in_the_printed_order(client, make_contribution):
    contribution = make_contribution(slug="paper", author="Zoé Dernière")
    first = Author.objects.create(slug="anna", name="Anna Première")
    Authorship.objects.create(contribution=contribution, author=first, position=2)

    page = client.get("/fr/contributions/paper/").text

    assert page.index("Zoé Dernière") < page.index("Anna Première")


def test_only_published_cases_are_told(client, make_contribution, make_case):
    contribution = make_contribution(slug="paper")
    contribution.cases.add(make_case("Vu"), make_case("Caché", state=State.DRAFT))

    page = client.get("/fr/contributions/paper/").text

    assert "Vu" in page
    assert "Caché" not in page


@pytest.mark.parametrize(
    ("basis", "words"),
    [("document", "Ce que dit le document"), ("synthesis", "synthèse")],
)
def test_the_page_says_what_our_words_rest_on(client, make_contribution, basis, words):
    make_contribution(slug="paper", abstract_fr="Un résumé.", abstract_basis=basis)

    assert words in client.get("/fr/contributions/paper/").text


def test_a_document_without_address_says_so(client, make_contribution):
    make_contribution(slug="paper")

    assert "Aucune adresse" in client.get("/fr/contributions/paper/").text


def test_a_printed_title_carries_its_language(client, make_contribution):
    make_contribution("A paper", slug="paper", title_es="Un artículo")

    assert (
        '<p class="orig" lang="en">A paper</p>' in client.get("/es/contributions/paper/").text
    )


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.ARCHIVED])
def test_what_is_not_published_is_hidden(client, make_contribution, state):
    make_contribution("Secret", slug="paper", state=state)

    assert client.get("/fr/contributions/paper/").status_code == 404
    assert "Secret" not in client.get("/fr/contributions/").text


# Both: the stamp of the catalogue. List: 1 how many, 2 contributions, 3 authors,
# 4 organisations, 5 levers. Page: the same five, of its cases; 6 places, 7 levers, and 8 groups
# where they are few and cards; others by the same in four.
def test_pages_cost_the_same_for_one_document_and_for_fifty(
    make_contribution, make_case, queries_of
):
    contribution = make_contribution(slug="paper")
    for documents, queries in [(1, 15), (20, 15), (29, 14), (20, 14)]:
        for _ in range(documents):
            make_contribution()
            contribution.cases.add(make_case(groups=["children"]))
        assert queries_of("/fr/contributions/") == 1 + 5
        assert queries_of("/fr/contributions/paper/") == 1 + queries


def test_other_documents_by_the_same_author_are_listed(client, make_contribution):
    make_contribution(slug="paper")
    make_contribution("Le second")
    make_contribution("Inédit", state=State.DRAFT)

    page = client.get("/fr/contributions/paper/").text

    assert "Le second" in page
    assert "Inédit" not in page
