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
    [
        ("document", "Ce que dit le document"),
        ("announcement", "Ce qu’en dit son annonce"),
        ("synthesis", "Ce que la synthèse dit"),
    ],
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
# 4 organisations, 5 levers; of the filter, functions, their levers, levers, stages; what was
# read. Page: the same five, of its cases; 6 places, 7 levers, and 8 groups
# where they are few and cards; others by the same in four.
def test_pages_cost_the_same_for_one_document_and_for_fifty(
    make_contribution, make_case, queries_of
):
    contribution = make_contribution(slug="paper")
    for documents, queries in [(1, 15), (20, 15), (29, 14), (20, 14)]:
        for _ in range(documents):
            make_contribution()
            contribution.cases.add(make_case(groups=["children"]))
        assert queries_of("/fr/contributions/") == 1 + 10
        assert queries_of("/fr/contributions/paper/") == 1 + queries


def test_other_documents_by_the_same_author_are_listed(client, make_contribution):
    make_contribution(slug="paper")
    make_contribution("Le second")
    make_contribution("Inédit", state=State.DRAFT)

    page = client.get("/fr/contributions/paper/").text

    assert "Le second" in page
    assert "Inédit" not in page


@pytest.mark.parametrize(("basis", "was_read"), [("document", True), ("synthesis", False)])
def test_a_page_never_claims_more_than_was_read(
    client, make_contribution, make_case, make_lever, basis, was_read
):
    paper = make_contribution(slug="paper", abstract_basis=basis)
    paper.cases.add(make_case())
    paper.levers.add(make_lever("one"))

    page = client.get("/fr/contributions/paper/").text

    assert ("La rédaction n’a pas lu le document" in page) != was_read
    assert ("Cas que la rédaction y rattache" in page) != was_read
    assert ("Leviers de son sujet" in page) != was_read


def test_the_list_counts_what_was_read(client, make_contribution):
    make_contribution(abstract_basis="announcement")
    make_contribution(), make_contribution()

    page = " ".join(client.get("/fr/contributions/").text.split())

    assert (
        "une annonce du document (1) · d’après ce que la synthèse dit de son sujet (2)" in page
    )


def test_the_list_is_narrowed_by_function_and_by_lever(client, make_contribution, make_lever):
    one, two = make_lever("one"), make_lever("two")
    make_contribution("De un").levers.add(one)
    make_contribution("De deux").levers.add(two, one)
    make_contribution("De rien")

    def titles(query):
        listed = client.get(f"/fr/contributions/?{query}").context["page"]
        return {entry.title for entry in listed}

    assert titles("lever=one") == {"De un", "De deux"}
    assert titles("lever=two") == {"De deux"}
    assert titles("lever=one&lever=two") == {"De un", "De deux"}
    assert titles(f"function={one.function.slug}") == {"De un", "De deux"}
    assert titles("function=&lever=") == {"De un", "De deux", "De rien"}
    assert "selected" in client.get("/fr/contributions/?lever=two").text


def test_an_answer_over_several_pages_keeps_its_question(client, make_contribution, make_lever):
    lever = make_lever("one")
    for _ in range(61):
        make_contribution().levers.add(lever)

    page = client.get("/fr/contributions/?lever=one").text

    assert 'href="?lever=one&amp;page=2"' in page


@pytest.mark.parametrize(
    ("query", "words"),
    [("lever=nonsense", "nonsense"), ("function=x", "x"), ("stage=9", "9"), ("stage=a", "a")],
)
def test_what_is_no_value_is_refused_in_words(client, make_contribution, query, words):
    make_contribution("Tout de même")

    answer = client.get(f"/fr/contributions/?{query}")

    assert answer.status_code == 400
    assert f"«\xa0{words}\xa0» n’est pas une valeur" in answer.text
    assert "Tout de même" in answer.text


def test_the_stages_of_the_process_say_what_of_each_is_here(client, make_contribution):
    make_contribution("De la deuxième"), make_contribution("De la première", stage=1)

    page = client.get("/fr/contributions/stages/").text

    assert "1. Ce que le soin veut dire" in page
    assert "Aucun document dans l’Atlas" in page
    assert page.count("1 document dans l’Atlas") == 2
    listed = client.get("/fr/contributions/?stage=1").context["page"]
    assert [entry.title for entry in listed] == ["De la première"]


def test_the_page_of_the_stages_costs_the_same_for_one_and_for_fifty(
    queries_of, make_contribution
):
    make_contribution()
    one = queries_of("/fr/contributions/stages/")
    for _ in range(49):
        make_contribution()

    assert queries_of("/fr/contributions/stages/") == one == 2
