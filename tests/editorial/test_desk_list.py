"""The list of cases at the desk: found by what one knows of them, narrowed by what lacks."""

import pytest
from django.utils import timezone

from cases.models import Case, CaseOrganisation, Country, Organisation, Region, Source, Theme

LIST = "/admin/cases/case/"


@pytest.fixture
def care(make_case, make_place):
    """A case of Lima in three languages, of a university; and one of nowhere, in French."""
    case = make_case("Le soin à Lima", places=[make_place()], themes=["water"], slug="care",
                     title_en="Care", title_es="Cuidar en Lima", summary_en="A.",
                     summary_es="B.")  # fmt: skip
    Country.objects.filter(iso2="PE").update(name_fr="Pérou", name_en="Peru", name_es="Perú")
    university = Organisation.objects.create(
        slug="u", name="Université du Pacifique", kind="university", label_es="Universidad"
    )
    CaseOrganisation.objects.create(case=case, organisation=university, role="lead")
    make_case("Ailleurs", slug="elsewhere", identification_note_fr="Nulle part.")
    return case


def listed(desk, query):
    page = desk.get(LIST, query)
    assert page.status_code == 200
    return {case.slug for case in page.context["cl"].queryset}


@pytest.mark.parametrize(
    "words",
    ["perou", "Pérou soin", "peru", "PERÚ", "universite", "pacifique lima", "universidad",
     "cuidar", "care"],
)  # fmt: skip
def test_a_case_is_found_by_country_accents_languages_and_organisations(desk, care, words):
    assert listed(desk, {"q": words}) == {"care"}


@pytest.mark.parametrize("words", ["nairobi", "lima nairobi", "%"])
def test_what_is_not_there_is_not_found(desk, care, words):
    assert listed(desk, {"q": words}) == set()


def test_the_list_is_narrowed_by_country_region_and_theme(desk, care):
    for query in (
        {"country": Country.objects.get(iso2="PE").pk},
        {"region": Region.objects.get(code="005").pk},
        {"region": Region.objects.get(code="419").pk},  # which holds the other
        {"theme": Theme.objects.get(slug="water").pk},
    ):
        assert listed(desk, query) == {"care"}


def test_the_list_is_narrowed_by_language_gap_and_age(desk, care):
    assert listed(desk, {"gap": "none"}) == {"care"}
    assert listed(desk, {"gap": "en"}) == listed(desk, {"gap": "any"}) == {"elsewhere"}
    Case.objects.filter(slug="care").update(
        updated_at=timezone.now() - timezone.timedelta(days=400)
    )
    assert listed(desk, {"age": "-365"}) == {"care"}
    assert listed(desk, {"age": "30"}) == {"elsewhere"}
    Source.objects.filter(case=care).update(consulted_on="2020-01-01")
    assert listed(desk, {"looked": "old"}) == {"care"}
    assert listed(desk, {"looked": "never"}) == {"elsewhere"}


@pytest.mark.parametrize("name", ["country", "region", "theme", "gap", "age", "looked"])
def test_a_filter_of_nonsense_narrows_nothing(desk, care, name):
    for nonsense in ("x", "-1", "9" * 30, "²"):
        assert listed(desk, {name: nonsense}) in ({"care", "elsewhere"}, set())
