"""What a table refuses, so that no page has to survive it; and that it says so in words."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cases.content import CASE, ORGANISATION
from cases.models import Case, Country, Place, Region, Result, Source, Theme
from contributions.models import Author, Contribution
from editorial.content import Misread
from infrastructures.models import Lever

from .test_constraints import refused


@pytest.fixture
def things(make_case, make_place, make_contribution):
    """One row of each, so that an update has something to refuse."""
    place = make_place()
    case = make_case(places=[place], themes=["care"])
    make_contribution()
    Result.objects.create(case=case, source=case.sources.get(), statement_fr="Un résultat.")
    return place


@pytest.mark.parametrize(
    ("model", "fields", "constraint"),
    [
        (Case, {"slug": "a b"}, "case_slug_is_of_an_address"),
        (Case, {"slug": ""}, "case_slug_is_of_an_address"),
        (Case, {"slug": "é"}, "case_slug_is_of_an_address"),
        (Case, {"original_language": "F"}, "case_original_language_is_a_code"),
        (Country, {"iso2": "pe"}, "country_has_iso2"),
        (Country, {"name_fr": ""}, "country_has_a_name"),
        (Place, {"name_fr": ""}, "place_has_a_name"),
        (Region, {"name_fr": ""}, "region_has_a_name"),
        (Source, {"url": "javascript:alert(1)"}, "source_address_is_of_the_web"),
        (Source, {"language": "Fr"}, "source_language_is_a_code"),
        (Source, {"position": 0}, "source_number_counts_from_1"),
        (Source, {"title": ""}, "source_has_a_title"),
        (Result, {"statement_fr": ""}, "result_has_a_statement"),
        (Theme, {"name": ""}, "theme_has_a_name"),
        (Author, {"family_name": "Nobody"}, "author_name_ends_with_the_family_name"),
        (Contribution, {"title_fr": ""}, "contribution_has_a_title"),
        (Contribution, {"url": "data:text/html,x"}, "contribution_address_is_of_the_web"),
        (Lever, {"short_name_fr": ""}, "lever_has_a_short_name"),
    ],
)
def test_what_some_page_does_not_survive_is_refused(things, model, fields, constraint):
    refused(lambda: model.objects.update(**fields), constraint)


def test_a_place_with_a_region_spans_several_countries(things):
    region = things.country.region

    refused(
        lambda: Place.objects.update(region=region, country=None),
        "place_with_a_region_spans_several_countries",
    )


def test_the_form_says_it_beside_the_region(desk, things):
    address = f"/admin/cases/place/{things.pk}/change/"
    form = {"slug": "accra", "name_fr": "Accra", "kind": "region"}
    from tests.editorial.forms import form_of

    sent = (
        form_of(desk.get(address)) | form | {"country": "", "region": things.country.region.pk}
    )
    answer = desk.post(address, sent)

    errors = answer.context["adminform"].form.errors
    assert "region" in errors
    assert "plusieurs pays" in errors["region"][0]


@pytest.mark.parametrize("kind", ["case", "region"])
def test_pages_of_a_place_of_several_countries_open(desk, things, kind):
    Place.objects.update(region=things.country.region, country=None, kind="multi-country")
    case = Case.objects.get()
    page = case if kind == "case" else things.country.region

    for address in ["/fr/cases/", "/fr/cases/map/", page.get_absolute_url()]:
        assert desk.get(address).status_code == 200


def test_regions_are_no_circle(things):
    region = things.country.region
    region.parent.parent, region.parent.level = region, 3

    with pytest.raises(ValidationError):
        region.parent.save()


def test_a_result_of_another_case_is_not_saved(make_case):
    one, other = make_case(), make_case()

    with pytest.raises(ValidationError):
        Result.objects.create(case=one, source=other.sources.get(), statement_fr="Un.")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("website", "javascript:alert(1)"),
        ("slug", "map"),
        ("slug", "à b"),
        ("acronym", "x" * 21),
    ],
)
def test_the_loader_asks_what_a_form_asks(db, tmp_path, column, value):
    (tmp_path / "organisations.yaml").write_text(
        f"- {{slug: a-city, name: A city, kind: ngo, {column}: '{value}'}}\n".replace(
            "slug: a-city, name: A city, kind: ngo, slug:", "name: A city, kind: ngo, slug:"
        ),
        encoding="utf-8",
    )
    with pytest.raises(Misread, match=f"line 1: 1 → {column}: "):
        ORGANISATION.load(tmp_path)


def test_the_loader_does_not_empty_what_is_published(make_case, tmp_path):
    case = make_case(slug="a-case")
    path = tmp_path / "cases" / "a-case.yaml"
    path.parent.mkdir()
    path.write_text(
        "slug: a-case\ntitle: {fr: Un}\nsummary: {fr: Un résumé}\noperation: unknown\n"
        "identification: named\ndocumentation: named-only\nlevers: {}\n",
        encoding="utf-8",
    )
    with pytest.raises(Misread, match="levier"):
        CASE.load(tmp_path)
    assert case.case_levers.exists()


@pytest.mark.django_db(transaction=True)
def test_rows_from_before_are_mended():
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate([("cases", "0001_initial")])
    try:
        old = executor.loader.project_state([("cases", "0001_initial")]).apps
        region = old.get_model("cases", "Region").objects.create(
            code="002", level=1, name_fr="Afrique"
        )
        old.get_model("cases", "Place").objects.create(
            slug="à b", kind="region", region=region, name_en="Accra"
        )
        case = old.get_model("cases", "Case").objects.create(slug="a-case", title_fr="Un")
        old.get_model("cases", "Source").objects.create(
            case=case, position=0, language="??", kind="ngo", url="javascript:alert(1)"
        )
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(newest)

    place, source = Place.objects.get(), Source.objects.get()
    assert (place.kind, place.slug, place.name_fr) == ("multi-country", "a-b", "Accra")
    assert (source.url, source.language, source.position) == ("", "und", 1)
    assert source.title
