import pytest


def test_a_figure_links_to_its_cases(client, make_case, make_place):
    make_case(levers=["one"], places=[make_place("Lima")])

    page = client.get("/fr/cases/matrix/?rows=lever&columns=country").text

    assert 'href="/fr/cases/?lever=one&amp;country=PE"' in page


def test_the_matrix_answers_the_question(client, make_case):
    make_case(levers=["one"], groups=["children"])
    make_case(levers=["one"], groups=["migrants"])

    matrix = client.get("/fr/cases/matrix/?columns=group&group=children").context["matrix"]

    assert [column.label for column in matrix.columns] == ["children"]
    assert matrix.total.count == 1


def test_a_gap_is_shown_as_a_gap(client, make_lever, make_case, make_place):
    make_case(levers=["one"], places=[make_place("Lima")])
    make_lever("empty")

    response = client.get("/fr/cases/matrix/")

    assert response.context["matrix"].gaps == 1
    assert 'class=" gap"><a href="/fr/cases/?lever=empty&amp;region=005">' in response.text


def test_a_gap_opens_a_list_that_says_how_to_fill_it(client, make_lever, make_case, make_place):
    make_case(levers=["one"], places=[make_place("Lima")])
    make_lever("empty")

    page = client.get("/fr/cases/?lever=empty&region=005").text

    assert '<div class="nothing">' in page
    assert 'href="/fr/letters/proposal/?lever=empty&amp;region=005"' in page


def test_the_matrix_offers_the_facets_and_keeps_its_axes(client, make_case):
    make_case(groups=["children"])

    page = client.get("/fr/cases/matrix/?rows=group&columns=theme").text

    assert 'name="lever" value="a-lever"' in page
    assert '<input type="hidden" name="rows" value="group">' in page
    assert '<input type="hidden" name="columns" value="theme">' in page


def test_cases_without_a_year_are_told(client, make_case):
    make_case(start_year=2014)
    make_case()

    matrix = client.get("/fr/cases/matrix/?columns=decade").context["matrix"]

    assert [column.label for column in matrix.columns] == ["2010–2019"]
    assert matrix.undated == 1


@pytest.mark.parametrize(
    "question", ["rows=beauty", "columns=x", "rows=lever&columns=lever", "lever=none"]
)
@pytest.mark.parametrize("form", ["matrix/", "matrix.csv"])
def test_what_makes_no_sense_is_refused(client, make_case, form, question):
    make_case()

    assert client.get(f"/fr/cases/{form}?{question}").status_code == 400


# The stamp of the catalogue: the index and the vocabulary say the rest.
def test_the_matrix_costs_the_same_for_one_case_and_for_fifty(
    make_case, make_place, queries_of
):
    def add():
        make_case(places=[make_place("Lima")], groups=["children"], themes=["food"])

    add()
    one = queries_of("/fr/cases/matrix/")
    for _ in range(49):
        add()

    assert queries_of("/fr/cases/matrix/") == one == 1


def test_cases_without_a_region_have_a_column_so_that_figures_add_up(
    client, make_case, make_place
):
    make_case(levers=["one"], places=[make_place("Lima")])
    make_case(levers=["one"])  # a network, of no place

    response = client.get("/en/cases/matrix/")
    matrix = response.context["matrix"]
    row, cells, total = matrix.table[0]

    assert [column.label for column in matrix.columns][-1] == "No region"
    assert sum(cell.count for cell in cells) == total.count == 2
    assert cells[-1].query is None  # no list has just these: a figure, not a link
    assert "No region" in response.text
    assert not any(cell.query is None and not cell.count for cell in cells)


def test_there_is_no_such_column_where_each_case_has_a_region(client, make_case, make_place):
    make_case(levers=["one"], places=[make_place("Lima")])

    matrix = client.get("/en/cases/matrix/").context["matrix"]

    assert "No region" not in [column.label for column in matrix.columns]


def test_a_sum_that_counts_a_case_twice_is_explained(client, make_case, make_place):
    make_case(levers=["one"], places=[make_place("Lima")])
    once = client.get("/en/cases/matrix/").text
    make_case(levers=["one", "two"], places=[make_place("Quito", country="EC")])

    assert "figures may add up to more" not in once
    assert "figures may add up to more" in client.get("/en/cases/matrix/").text
