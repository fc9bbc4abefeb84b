"""The rules by which a list is ordered, each written once."""

import itertools

import pytest

from cases.models import Case, Source
from editorial import catalogue


def titles(client, sort):
    return [case.title for case in client.get(f"/fr/cases/?sort={sort}").context["cases"]]


def test_a_case_stands_at_its_first_place(client, make_case, make_place):
    accra, lima, quito = make_place("Accra"), make_place("Lima"), make_place("Quito")
    make_case("Deux", places=[quito, accra])
    make_case("Un", places=[lima])
    make_case("Aucun")

    assert titles(client, "place") == ["Un", "Deux", "Aucun"]


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("es", ["Ano", "Ánsar", "Anzuelo", "Añil", "Nuez", "Ñandú", "Oeste", "Óleo"]),
        ("fr", ["Eau", "Écluse", "« École »", "Odeur", "Œuf", "Olive", "Zone"]),
        ("en", ["Aarhus", "Łódź", "Nandu", "Ñandú II", "Osaka", "Zürich"]),
    ],
)  # fmt: skip
def test_titles_are_sorted_as_the_language_sorts(client, make_case, language, in_order):
    """Ñ comes after N in Spanish, a letter with its accent beside the one without, œ as oe."""
    for title in reversed(in_order):
        make_case("Titre", **({f"title_{language}": title} if language != "fr" else {}))
        if language == "fr":
            Case.objects.filter(title_fr="Titre").update(title_fr=title)
    catalogue.changed(*Case.objects.all())

    listed = client.get(f"/{language}/cases/?sort=title").context["cases"]

    assert [str(case.title) for case in listed] == in_order


def test_evidence_comes_before_novelty(client, make_case):
    for title, year, more in [
        ("Cité", 2025, {"identification": "unidentified"}),
        ("Peu", 2024, {"documentation": "partly-documented"}),
        ("Bien", 2010, {}),
    ]:
        known = {"identification": "named", "documentation": "well-documented"}
        case = make_case(title, **known | more)
        Source.objects.filter(case=case).update(year=year)
        catalogue.changed(case)

    assert titles(client, "documented") == ["Bien", "Peu", "Cité"]


def test_a_general_source_makes_no_documentation_newer(client, make_case):
    """As on the page of the case, which says until when its sources tell."""
    old, new = make_case("Vieux"), make_case("Neuf")
    Source.objects.filter(case=old).update(year=2010)
    Source.objects.filter(case=new).update(year=2020)
    last = Source.objects.get(case=old)
    last.pk, last.position, last.year, last.is_general = None, 2, 2025, True
    last.save()

    assert old.told_until == 2010
    assert titles(client, "documented") == ["Neuf", "Vieux"]


@pytest.mark.parametrize("general", list(itertools.product([True, False], repeat=2)))
def test_the_rule_for_one_source_is_the_rule_for_many(make_case, general):
    case = make_case()
    Source.objects.update(is_general=general[0])
    other = Source.objects.get()
    other.pk, other.position, other.is_general = None, 2, general[1]
    other.save()

    telling = [source for source in case.sources.all() if source.tells]

    assert list(Source.objects.telling()) == telling
