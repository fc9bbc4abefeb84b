import re

import pytest

from editorial.publication import State


def titles(response):
    return [case.title for case in response.context["cases"]]


def choice(response, name, value):
    """What the page shows of one value of a facet."""
    for facet in response.context["facets"]:
        for shown in [*facet.choices, *facet.folded]:
            if (shown.name, shown.value) == (name, value):
                return shown
    return None


def test_a_published_case_is_listed(client, make_case):
    make_case("Blocs de soin")

    assert "Blocs de soin" in client.get("/fr/cases/").text


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.ARCHIVED])
def test_what_is_not_published_is_neither_listed_nor_counted(client, make_case, state):
    make_case("Caché", levers=["care"], state=state)

    response = client.get("/fr/cases/")

    assert titles(response) == []
    assert choice(response, "lever", "care").count == 0


def test_two_values_of_a_facet_mean_either(client, make_case):
    make_case("Un", levers=["one"])
    make_case("Deux", levers=["two"])
    make_case("Trois", levers=["three"])

    response = client.get("/fr/cases/?lever=one&lever=two&sort=title")

    assert titles(response) == ["Deux", "Un"]


def test_an_empty_value_asks_for_nothing(client, make_case):
    make_case("Un", levers=["one"])

    assert titles(client.get("/fr/cases/?lever=&region=")) == ["Un"]


def test_two_facets_mean_both(client, make_case):
    make_case("Les deux", levers=["one"], groups=["children"])
    make_case("Levier seul", levers=["one"])
    make_case("Groupe seul", groups=["children"])

    assert titles(client.get("/fr/cases/?lever=one&group=children")) == ["Les deux"]


def test_a_case_with_two_chosen_values_is_listed_once(client, make_case):
    make_case("Une fois", levers=["one", "two"])

    assert titles(client.get("/fr/cases/?lever=one&lever=two")) == ["Une fois"]


def test_counts_leave_out_the_choice_of_their_own_facet(client, make_case):
    make_case(levers=["one"], groups=["children"])
    make_case(levers=["two"], groups=["children"])
    make_case(levers=["two"], groups=["migrants"])

    response = client.get("/fr/cases/?lever=one")

    assert choice(response, "lever", "two").count == 2
    assert choice(response, "group", "children").count == 1
    assert choice(response, "group", "migrants").count == 0


def test_a_tick_moves_no_box_and_is_never_folded_away(client, make_case):
    names = [f"g{number}" for number in range(10)]
    for most in range(len(names)):
        make_case(groups=names[: most + 1])

    def shown(address):
        facets = client.get(address).context["facets"]
        return next(facet for facet in facets if "group" in {one.name for one in facet.choices})

    before, after = shown("/fr/cases/"), shown("/fr/cases/?group=g9")

    assert [choice.value for choice in before.choices + before.folded] == names
    assert [choice.value for choice in after.choices + after.folded] == names
    assert (before.opens, after.opens) == (False, True)


def test_a_value_without_case_stays_in_sight(client, make_lever):
    make_lever("empty")

    response = client.get("/fr/cases/")

    assert choice(response, "lever", "empty").is_gap
    assert 'value="empty"' in response.text


def test_a_function_means_its_levers(client, make_case, make_lever):
    make_lever("canteen", function="social")
    make_case("Cantine", levers=["canteen"])
    make_case("Route", levers=["road"])

    assert titles(client.get("/fr/cases/?function=social")) == ["Cantine"]


def test_a_region_includes_what_is_below_it(client, make_case, make_place):
    make_case("Lima", places=[make_place("Lima")])
    make_case("Accra", places=[make_place("Accra", "GH", "011", "002")])

    assert titles(client.get("/fr/cases/?region=419")) == ["Lima"]
    assert choice(client.get("/fr/cases/"), "region", "419").count == 1
    assert choice(client.get("/fr/cases/"), "country", "PE").count == 1


def test_a_case_of_two_places_counts_once_in_a_country(client, make_case, make_place):
    make_case(places=[make_place("Lima"), make_place("Cusco")])

    response = client.get("/fr/cases/")

    assert choice(response, "country", "PE").count == 1
    assert choice(response, "region", "419").count == 1


def test_countries_without_case_show_when_their_region_is_chosen(client, make_case, make_place):
    make_case(places=[make_place("Lima")])
    make_place("Quito", "EC")

    assert choice(client.get("/fr/cases/"), "country", "EC") is None
    assert choice(client.get("/fr/cases/?region=419"), "country", "EC").count == 0


def test_years_bound_the_start(client, make_case):
    make_case("Ancien", start_year=1990)
    make_case("Nouveau", start_year=2020)
    make_case("Sans date")

    assert titles(client.get("/fr/cases/?from=2000")) == ["Nouveau"]
    assert titles(client.get("/fr/cases/?to=2000")) == ["Ancien"]
    assert titles(client.get("/fr/cases/?from=2020")) == ["Nouveau"]
    assert titles(client.get("/fr/cases/?to=1990")) == ["Ancien"]
    assert titles(client.get("/fr/cases/?from=1980&to=2020&sort=start")) == [
        "Ancien",
        "Nouveau",
    ]


@pytest.mark.parametrize(
    "words", ["creche", "CRÈCHE", "marche accra", "œuvre", "oeuvre", "ghana"]
)
def test_words_are_found_without_regard_to_case_or_accents(
    client, make_case, make_place, words
):
    accra = make_place("Accra", "GH", "011", "002")
    accra.country.name_fr = "Ghana"
    accra.country.save()
    make_case("Une crèche au marché", summary_fr="Une œuvre.", places=[accra])
    make_case("Autre chose")

    assert titles(client.get("/fr/cases/", {"q": words})) == ["Une crèche au marché"]


def test_each_choice_has_a_chip_that_removes_it_alone(client, make_case):
    make_case(levers=["one"], groups=["children"])

    response = client.get("/fr/cases/?lever=one&group=children&page=1")

    assert [chip.query for chip in response.context["chips"]] == [
        "?group=children",
        "?lever=one",
    ]


def test_accents_do_not_push_a_title_to_the_end(client, make_case):
    for title in ["Zone", "Épiniac", "Autre"]:
        make_case(title)

    assert titles(client.get("/fr/cases/?sort=title")) == ["Autre", "Épiniac", "Zone"]


def test_sorting_by_place_and_year_puts_the_unknown_last(client, make_case, make_place):
    make_case("Nulle part")
    make_case("À Lima", places=[make_place("Lima")], start_year=2001)
    make_case("À Accra", places=[make_place("Accra", "GH", "011", "002")], start_year=2010)

    assert titles(client.get("/fr/cases/?sort=place")) == ["À Accra", "À Lima", "Nulle part"]
    assert titles(client.get("/fr/cases/?sort=start")) == ["À Lima", "À Accra", "Nulle part"]


def test_the_newest_source_comes_first_unless_told_otherwise(client, make_case):
    old, new = make_case("Vieux"), make_case("Récent")
    old.sources.update(year=1999)
    new.sources.update(year=2025)

    assert titles(client.get("/fr/cases/")) == ["Récent", "Vieux"]


def test_pages_keep_the_question(client, make_case):
    for number in range(21):
        make_case(f"Cas {number:02}", levers=["one"])

    response = client.get("/fr/cases/?lever=one&sort=title")

    assert len(titles(response)) == 20
    following = re.search(r'href="(\?[^"]+)" rel="next"', response.text)[1]
    assert following == "?lever=one&amp;sort=title&amp;page=2"
    assert titles(client.get("/fr/cases/" + following.replace("&amp;", "&"))) == ["Cas 20"]


def test_an_answer_without_case_says_that_it_is_a_gap(client, make_lever):
    make_lever("empty")

    response = client.get("/fr/cases/?lever=empty")

    assert response.status_code == 200
    assert "lacune" in response.text


def test_a_title_in_another_language_says_so(client, make_case):
    make_case("Titre français", title_en="English title")

    assert '<h3 lang="fr">' in client.get("/es/cases/").text
    assert '<h3><a rel="nofollow" href="/en/cases/' in client.get("/en/cases/").text
