"""Every fact of ``fixtures/`` has the shape that the atlas rests on; no database is needed."""

import csv
import re
from collections import Counter
from datetime import date
from functools import cache, reduce
from pathlib import Path

import pytest

from cases.models import (
    Documentation,
    Identification,
    IncomeGroup,
    Operation,
    OrganisationKind,
    PlaceKind,
    Role,
    Section,
    SourceKind,
)
from contributions.models import AbstractBasis, Format
from languages.checks import language_scores, without_names, words_of
from languages.content import read as read_yaml
from languages.names import NAMES as LANGUAGE_NAMES
from languages.texts import CODES

pytestmark = pytest.mark.once

PROJECT = Path(__file__).parents[2]
FIXTURES = PROJECT / "fixtures"
THIS_YEAR = 2026

each_case = pytest.mark.parametrize(
    "path", sorted((FIXTURES / "cases").glob("*.yaml")), ids=lambda path: path.stem
)
each_contribution = pytest.mark.parametrize(
    "path", sorted((FIXTURES / "contributions").glob("*.yaml")), ids=lambda path: path.stem
)
each_file = pytest.mark.parametrize(
    "path",
    [*sorted(FIXTURES.rglob("*.yaml")), PROJECT / "pages" / "about.yaml"],
    ids=lambda path: path.stem,
)

# --- reading ----------------------------------------------------------------------------


@cache
def read(path):
    return read_yaml(path)


def keys(name):
    """The slugs of a shared file."""
    return {entry["slug"] for entry in read(FIXTURES / f"{name}.yaml")}


def slugs_in(folder):
    return {path.stem for path in (FIXTURES / folder).glob("*.yaml")}


def levers():
    functions = read(FIXTURES / "functions.yaml")
    return [lever for function in functions for lever in function["levers"]]


def lever_slugs():
    return {lever["slug"] for lever in levers()}


def regions():
    return {region["code"]: region for region in read(FIXTURES / "geography" / "regions.yaml")}


@cache
def countries():
    with (FIXTURES / "geography" / "countries.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts(entry, where=""):
    """(where, {fr, en, es}) of every translated text in an entry, however deep."""
    if isinstance(entry, dict) and entry and set(entry) <= set(CODES):
        yield where, entry
    elif isinstance(entry, dict | list):
        for name, below in entry.items() if isinstance(entry, dict) else enumerate(entry):
            yield from texts(below, f"{where}/{name}")


def words_in(entry, *languages):
    """(where, words) of every text in some languages."""
    for where, text in texts(entry):
        for code in languages or CODES:
            if text.get(code):
                yield f"{where}/{code}", code, text[code]


def strings(entry):
    """Every string of an entry, translated or not."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict | list):
        for below in entry.values() if isinstance(entry, dict) else entry:
            yield from strings(below)


def addresses(entry):
    """Every value under a key ``url`` or ``website``."""
    if isinstance(entry, dict):
        yield from (entry[name] for name in ("url", "website") if entry.get(name))
    if isinstance(entry, dict | list):
        for below in entry.values() if isinstance(entry, dict) else entry:
            yield from addresses(below)


# --- texts of every file ----------------------------------------------------------------

# Other words to search by: a language may have none.
MAY_BE_EMPTY = "alternative_names"


@each_file
def test_every_text_has_its_three_languages(path):
    for where, text in texts(read(path)):
        assert tuple(text) == CODES, where
        if MAY_BE_EMPTY not in where:
            assert all(text[code].strip() for code in CODES), where


@each_file
def test_quotation_marks_and_apostrophes_are_typographic(path):
    for where, _code, words in words_in(read(path)):
        assert "'" not in words, where
    assert [words for words in strings(read(path)) if '"' in words] == []


@each_file
def test_french_marks_keep_their_space_on_the_line(path):
    for where, _code, words in words_in(read(path), "fr"):
        wrong = re.findall(r".{0,20} [:;!?»]|« .{0,20}", words)
        glued = re.findall(r".{0,20}(?:[^\u202f][;!?]|[^\u00a0]»)|«[^\u00a0].{0,20}", words)
        assert wrong + glued == [], where


@each_file
def test_no_text_has_spaces_to_spare(path):
    for where, _code, words in words_in(read(path)):
        assert not re.search(r"[ \u202f\u00a0]{2}| \n| [,.)\]]", words), where
        assert words.strip() == words.rstrip("\n"), where


@each_file
def test_every_address_is_one_of_the_web(path):
    for address in addresses(read(path)):
        assert re.fullmatch(r"https?://[^\s/]+\.[^\s/]+(/\S*)?", address), address


@each_file
def test_every_text_is_in_the_language_it_claims(path):
    for where, code, words in words_in(read(path)):
        if len(words_of(words)) >= 30 and MAY_BE_EMPTY not in where:
            others = [n for other, n in language_scores(words).items() if other != code]
            assert language_scores(words)[code] > max(others), where


@each_file
def test_no_sentence_of_another_language_is_left_in_a_text(path):
    for where, code, words in words_in(read(path)):
        for sentence in re.split(r"(?<=[.:;?!…])\s+|\n+", words):
            if len(words_of(without_names(sentence))) >= 10 and MAY_BE_EMPTY not in where:
                scores = language_scores(sentence)
                assert scores[code] == max(scores.values()), (where, sentence)


@each_file
def test_no_text_is_the_copy_of_another_language(path):
    for where, text in texts(read(path)):
        long = [words for words in text.values() if len(words_of(words)) >= 8]
        assert len(long) == len(set(long)), where


# --- cases ------------------------------------------------------------------------------


@each_case
def test_a_case_has_the_slug_of_its_file(path):
    slug = read(path)["slug"]

    assert slug == path.stem
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)


@each_case
def test_a_case_has_what_a_published_case_needs(path):
    case = read(path)

    for name in ["title", "in_short", "summary", "approach", "identification_note"]:
        assert case[name]["fr"], name
    assert case["levers"]
    assert case["sources"]


@each_case
def test_sources_are_numbered_from_one_without_a_gap(path):
    numbers = [source["number"] for source in read(path)["sources"]]

    assert numbers == list(range(1, len(numbers) + 1))


@each_case
def test_every_source_can_be_told_apart_and_found(path):
    for source in read(path)["sources"]:
        assert source["title"].strip()
        assert source["publisher"].strip()
        assert source["kind"] in SourceKind.values
        assert source["language"] in LANGUAGE_NAMES
        assert source.get("url", "") == source.get("url", "").strip()


@each_case
def test_years_are_sane(path):
    case = read(path)
    years = [case["start_year"], case["end_year"]]
    dated = [*case["sources"], *case.get("results", [])]
    years += [row.get("year") for row in dated]

    assert all(1800 <= year <= THIS_YEAR for year in years if year is not None)
    if case["start_year"] and case["end_year"]:
        assert case["end_year"] >= case["start_year"]


@each_case
def test_what_a_case_refers_to_exists(path):
    case = read(path)

    assert set(case["places"]) <= keys("places")
    assert set(case["groups"]) <= keys("groups")
    assert set(case["themes"]) <= keys("themes")
    assert {row["lever"] for row in case["levers"]} <= lever_slugs()
    assert {row["organisation"] for row in case.get("organisations", [])} <= keys(
        "organisations"
    )


@each_case
def test_a_case_names_nothing_twice(path):
    case = read(path)
    taking_part = [(row["organisation"], row["role"]) for row in case.get("organisations", [])]

    for names in [case["places"], case["groups"], case["themes"], taking_part]:
        assert len(names) == len(set(names))


@each_case
def test_the_choices_of_a_case_are_known(path):
    case = read(path)

    assert case["operation"] in Operation.values
    assert case["identification"] in Identification.values
    assert case["documentation"] in Documentation.values
    assert {row["role"] for row in case.get("organisations", [])} <= set(Role.values)
    assert case.get("original_language", "fr") in LANGUAGE_NAMES


@each_case
def test_points_are_a_list(path):
    for name in ["approach", "challenges"]:
        for words in (read(path).get(name) or {}).values():
            assert words.startswith("- "), name


# --- places and organisations -----------------------------------------------------------

# (south, north, west, east) of each country that has a place, generously; the mainland alone
# where islands are far.
BOXES = {
    "AR": (-55.5, -21.5, -74, -53),
    "AU": (-44, -10, 112, 154),
    "BE": (49.3, 51.7, 2.4, 6.5),
    "BJ": (6, 12.6, 0.6, 4),
    "BR": (-34, 5.5, -74.2, -34.5),
    "CA": (41.6, 83.2, -141.1, -52.5),
    "CM": (1.6, 13.1, 8.4, 16.2),
    "CO": (-4.4, 12.7, -79.2, -66.7),
    "EC": (-5.2, 1.6, -81.3, -75),
    "ES": (35.8, 44, -9.5, 4.5),
    "FR": (41.2, 51.3, -5.3, 9.8),
    "GH": (4.5, 11.3, -3.4, 1.4),
    "ID": (-11.2, 6.3, 94.8, 141.2),
    "IN": (6.5, 35.8, 68, 97.6),
    "IT": (35.3, 47.2, 6.5, 18.7),
    "KE": (-4.9, 5.2, 33.8, 42),
    "KR": (33, 38.7, 124.5, 131),
    "MX": (14.4, 32.8, -118.5, -86.6),
    "NA": (-29.1, -16.8, 11.6, 25.4),
    "NL": (50.6, 53.7, 3.2, 7.3),
    "NZ": (-47.5, -34, 166, 179),
    "PH": (4.4, 21.3, 116.7, 126.8),
    "PL": (48.9, 55, 14, 24.3),
    "PT": (36.8, 42.3, -9.7, -6.1),
    "TH": (5.5, 20.6, 97.2, 105.8),
    "TN": (30.2, 37.6, 7.5, 11.7),
    "TR": (35.7, 42.3, 25.5, 45),
    "TW": (21.8, 25.4, 119.9, 122.1),
    "UG": (-1.6, 4.3, 29.4, 35.2),
    "US": (24.3, 49.5, -125, -66.8),
    "ZA": (-35, -22, 16.3, 33.1),
}

each_place = pytest.mark.parametrize(
    "place", read(FIXTURES / "places.yaml"), ids=lambda place: place["slug"]
)


@each_place
def test_a_place_has_a_country_or_a_region_that_exists(place):
    assert ("country" in place) != ("region" in place)
    if "country" in place:
        assert place["country"] in {country["iso2"] for country in countries()}
    else:
        assert place["region"] in regions()
        assert place["kind"] == PlaceKind.MULTI_COUNTRY


@each_place
def test_a_place_has_both_coordinates_or_none(place):
    assert ("latitude" in place) == ("longitude" in place)
    assert place["kind"] in PlaceKind.values


@each_place
def test_a_place_stands_in_its_country(place):
    if "country" in place and "latitude" in place:
        south, north, west, east = BOXES[place["country"]]
        assert south <= place["latitude"] <= north
        assert west <= place["longitude"] <= east


@pytest.mark.parametrize("name", ["places", "organisations", "groups", "themes"])
def test_slugs_of_shared_files_are_unique_and_ascii(name):
    slugs = [entry["slug"] for entry in read(FIXTURES / f"{name}.yaml")]

    assert [slug for slug, times in Counter(slugs).items() if times > 1] == []
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)


def test_every_place_and_organisation_is_used():
    cases = [read(path) for path in (FIXTURES / "cases").glob("*.yaml")]
    papers = [read(path) for path in (FIXTURES / "contributions").glob("*.yaml")]
    taking_part = {
        row["organisation"] for case in cases for row in case.get("organisations", [])
    }
    writing = {slug for paper in papers for slug in paper["organisations"]}

    assert keys("places") == {slug for case in cases for slug in case["places"]}
    assert keys("organisations") == taking_part | writing


def test_an_organisation_has_a_name_or_a_label():
    for organisation in read(FIXTURES / "organisations.yaml"):
        assert organisation.get("name") or organisation.get("label"), organisation["slug"]
        assert organisation["kind"] in OrganisationKind.values


# --- contributions ----------------------------------------------------------------------


def test_there_are_twenty_two_contributions_and_one_synthesis():
    papers = [read(path) for path in (FIXTURES / "contributions").glob("*.yaml")]
    syntheses = [paper for paper in papers if paper.get("is_synthesis")]

    assert len(syntheses) == 1
    assert len(papers) - len(syntheses) == 22
    found = {
        path.stem
        for path in (FIXTURES / "cases").glob("*.yaml")
        if read(path)["identification"] == Identification.FOUND
    }
    assert set(syntheses[0]["cases"]) == slugs_in("cases") - found


@each_contribution
def test_a_contribution_has_the_slug_of_its_file(path):
    assert read(path)["slug"] == path.stem


@each_contribution
def test_what_a_contribution_refers_to_exists_and_is_named_once(path):
    paper = read(path)
    known = {
        "organisations": keys("organisations"),
        "levers": lever_slugs(),
        "cases": slugs_in("cases"),
    }
    for name, all_of_them in known.items():
        assert set(paper[name]) <= all_of_them
        assert len(paper[name]) == len(set(paper[name]))


def authors_of(paper):
    return [
        person if isinstance(person, str) else person["name"] for person in paper["authors"]
    ]


@each_contribution
def test_authors_of_a_contribution_are_named_once_and_someone_signs_it(path):
    paper = read(path)

    names = authors_of(paper)
    assert len(names) == len(set(names))
    assert names or paper["organisations"]


@each_contribution
def test_the_facts_of_a_contribution_are_known(path):
    paper = read(path)

    assert paper["language"] in LANGUAGE_NAMES
    assert paper["format"] in Format.values
    assert paper["abstract_basis"] in AbstractBasis.values
    assert paper["stage"] == 2
    assert paper.get("year") is None or 1800 <= paper["year"] <= THIS_YEAR


def test_an_author_is_written_one_way():
    papers = [read(path) for path in (FIXTURES / "contributions").glob("*.yaml")]
    names = {name for paper in papers for name in authors_of(paper)}

    assert len({name.casefold().replace("-", " ") for name in names}) == len(names)


# --- geography --------------------------------------------------------------------------


def test_there_are_249_countries_with_well_formed_codes():
    assert len(countries()) == 249
    for form, column in [("[A-Z]{2}", "iso2"), ("[A-Z]{3}", "iso3"), (r"\d{3}", "m49")]:
        codes = [country[column] for country in countries()]
        assert len(set(codes)) == 249
        assert all(re.fullmatch(form, code) for code in codes)


def test_every_country_has_a_region_and_three_names():
    for country in countries():
        assert country["region"] in regions() or country["iso2"] == "AQ", country["iso2"]
        assert country["section"] in ["", *Section.values], country["iso2"]
        assert all(country[code].strip() for code in CODES), country["iso2"]


SIGNS_OF_ROR = "0123456789abcdefghjkmnpqrstvwxyz"  # base 32, as Crockford writes it


def test_identifiers_of_organisations_are_whole_and_of_one_body_each():
    bodies = read(FIXTURES / "organisations.yaml")
    known = {
        scheme: [body[scheme] for body in bodies if scheme in body]
        for scheme in ("ror", "wikidata")
    }

    assert all(len(given) == len(set(given)) > 0 for given in known.values())
    assert all(re.fullmatch(r"Q[1-9]\d*", given) for given in known["wikidata"])
    for given in known["ror"]:  # the last two figures check the others (ISO 7064, 97-10)
        number = reduce(
            lambda so_far, sign: so_far * 32 + SIGNS_OF_ROR.index(sign), given[:7], 0
        )
        assert int(given[7:]) == 98 - number * 100 % 97, given


def income_groups():
    return read(PROJECT / "cases" / "income_groups.yaml")


def test_the_list_of_income_groups_names_its_source_year_licence_and_day():
    told = income_groups()

    assert told["publisher"] == "World Bank"
    assert told["list"] == "World Bank Country and Lending Groups"
    assert told["licence"] == "CC BY 4.0"
    assert told["licence_page"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["page"].startswith("https://")
    assert told["copied_from"].startswith("https://")
    # A fiscal year begins on 1 July of the year before, by the income of the year before that.
    assert told["published"] == date(told["fiscal_year"] - 1, 7, 1)
    assert told["income_of"] == told["fiscal_year"] - 2
    assert told["copied_on"] > told["published"]


def test_the_list_of_income_groups_has_each_economy_once():
    economies = [code for codes in income_groups()["groups"].values() for code in codes]

    assert list(income_groups()["groups"]) == IncomeGroup.values
    assert len(economies) == len(set(economies)) == 218


def test_income_groups_of_countries_are_those_of_one_list():
    told = income_groups()
    of_economy = {code: group for group, codes in told["groups"].items() for code in codes}
    # The list counts the Channel Islands as one; Kosovo has no code of ISO 3166.
    of_economy["GGY"] = of_economy["JEY"] = of_economy.pop("CHI")
    del of_economy["XKX"]

    assert {
        country["iso3"]: country["income_group"]
        for country in countries()
        if country["income_group"]
    } == of_economy
    assert {country["income_year"] for country in countries() if country["income_group"]} == {
        str(told["fiscal_year"])
    }


@pytest.mark.parametrize(
    ("language", "bank", "year"),
    [
        ("fr", "de la Banque mondiale", "exercice"),
        ("en", "from the World Bank", "fiscal year"),
        ("es", "del Banco Mundial", "ejercicio"),
    ],
)
def test_the_page_about_the_atlas_names_the_list_of_income_groups(language, bank, year):
    told = income_groups()
    words = read(PROJECT / "pages" / "about.yaml")["provenance"][language]
    after_the_bank = words.split(bank)[1].split("GeoNames")[0]

    assert f"{year} {told['fiscal_year']}" in after_the_bank
    assert str(told["published"].year) in after_the_bank
    assert told["licence"] in after_the_bank


def test_a_region_comes_after_the_one_it_is_part_of():
    seen = set()
    for region in read(FIXTURES / "geography" / "regions.yaml"):
        assert re.fullmatch(r"\d{3}", region["code"])
        assert region.get("parent") in {None, *seen}
        assert region["code"] not in seen
        seen.add(region["code"])


def test_there_are_five_regions_at_the_top():
    assert sum("parent" not in region for region in regions().values()) == 5


# --- functions, levers, recommendations -------------------------------------------------


def test_there_are_three_functions_of_three_levers():
    functions = read(FIXTURES / "functions.yaml")

    assert [function["slug"] for function in functions] == ["physical", "social", "governance"]
    assert [len(function["levers"]) for function in functions] == [3, 3, 3]
    assert len(lever_slugs()) == 9


@pytest.mark.parametrize(
    "entry",
    [*read(FIXTURES / "functions.yaml"), *levers()],
    ids=lambda entry: entry["slug"],
)
def test_a_description_has_two_to_four_paragraphs(entry):
    paragraphs = [len(entry["description"][code].strip().split("\n\n")) for code in CODES]

    assert len(set(paragraphs)) == 1
    assert 2 <= paragraphs[0] <= 4
    for name in ["name", "short_name", "summary"]:
        assert set(entry[name]) == set(CODES)


def test_there_are_five_recommendations_with_levers_that_exist():
    recommendations = read(FIXTURES / "recommendations.yaml")

    assert [entry["position"] for entry in recommendations] == [1, 2, 3, 4, 5]
    assert len({entry["slug"] for entry in recommendations}) == 5
    for entry in recommendations:
        assert entry["levers"]
        assert set(entry["levers"]) <= lever_slugs()
