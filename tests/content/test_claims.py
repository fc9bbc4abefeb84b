"""What texts say of the atlas as a whole, such as that it has no case of something, is true of
its cases. A new claim finds no line here, and a case that may undo one makes its test fail."""

import re

import pytest
import yaml

from .files import FIXTURES

CASES = [
    yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((FIXTURES / "cases").glob("*.yaml"))
]
TEXTS = [
    FIXTURES.parent / "cases" / "definitions.yaml",
    FIXTURES.parent / "pages" / "about.yaml",
    *FIXTURES.glob("*.yaml"),
]
CLAIM = re.compile(r"\b[Nn]o (?:case|result)\b[^.;,:]*")


def of_group(slug):
    return {case["slug"] for case in CASES if slug in case["groups"]}


def of_theme(slug):
    return {case["slug"] for case in CASES if slug in case["themes"]}


def of_evidence(code):
    return {
        case["slug"]
        for case in CASES
        for result in case.get("results", [])
        if result.get("evidence") == code
    }


# {(what is told of, the claim): (the cases that may undo it, those that were read and do not)}
CLAIMS = {
    ("example", "No result of the Atlas has this code"): (of_evidence("not-clear"), set()),
    ("example", "No case of the Atlas"): (
        of_group("racialised-communities"), set(),
    ),
    ("racialised", "no case of the Atlas is coded for the former"): (
        of_group("racialised-communities"), set(),
    ),
    ("racialised", "no case yet"): (of_group("racialised-communities"), set()),
    # None is of a network; in Lisbon an association of migrants made a portal, which is said.
    ("migrants", "no case of their own yet"): (of_group("migrants-and-refugees"), {
        "accra-old-fadama-day-care", "guayaquil-migrant-services", "india-public-canteens",
        "lisbon-migrant-services", "quezon-city-migrant-services",
    }),
    # Otago restores a catchment, which is said; a wetland or gardens are no whole city.
    ("renaturing", "no case of a whole city yet"): (
        of_theme("nature-and-renaturing"), {
            "benin-local-water-committees", "cascais-environmental-education",
            "curitiba-environmental-education",
            "epiniac-le-ruisseau-biodiversity-observatory",
            "gayaza-sustainable-microgardens", "malaga-manzana-verde",
            "otago-waiwhakaata-strategy", "sao-paulo-mau-urban-gardens",
        },
    ),
}  # fmt: skip
ABOUT = ("racialised", "migrants", "renaturing")


def claims_of(text):
    """(what is told of, the claim) of each line; the first of ABOUT that it names, or an
    example of a code."""
    for line in text.splitlines():
        for claim in CLAIM.findall(line):
            told_of = next((word for word in ABOUT if word in line), "example")
            yield told_of, claim


def test_every_claim_of_a_text_is_held_against_the_cases():
    found = [claim for path in TEXTS for claim in claims_of(path.read_text(encoding="utf-8"))]

    assert sorted(found) == sorted(CLAIMS)


@pytest.mark.parametrize("claim", CLAIMS, ids=" ".join)
def test_a_claim_is_true_of_the_cases(claim):
    may_undo_it, read = CLAIMS[claim]

    assert may_undo_it == read


def test_a_group_without_a_case_says_so_and_no_other():
    groups = yaml.safe_load((FIXTURES / "groups.yaml").read_text(encoding="utf-8"))
    for group in groups:
        says_none = group["example"]["en"].startswith("No case of the Atlas")
        assert says_none == (not of_group(group["slug"])), group["slug"]
