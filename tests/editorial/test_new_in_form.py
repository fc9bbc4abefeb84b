"""A place, an organisation or an author that is not there yet is made with the form that names
it, in one save."""

import pytest

from cases.models import Case, Country, Organisation, Place
from contributions.models import Author, Contribution
from tests.editorial.forms import add_row, form_of

ADD = "/admin/cases/case/add/"


@pytest.fixture
def peru(make_place):
    make_place()
    Country.objects.filter(iso2="PE").update(name_fr="Pérou")
    return Country.objects.get(iso2="PE")


@pytest.fixture
def form(desk, peru, make_lever):
    sent = form_of(desk.get(ADD)) | {"title_fr": ["Arequipa, une crèche"]}
    return sent | {"case_levers-0-lever": [str(make_lever().pk)]}


def test_a_case_its_place_its_organisation_source_and_result_are_one_save(desk, form):
    form |= {
        "case_places-0-place": ["new:PE:Arequipa"],
        "case_organisations-0-organisation": ["new:local-government:Ville d’Arequipa"],
        "case_organisations-0-role": ["lead"],
    }
    source = add_row(
        form, "sources", title="Rapport", publisher="Ville", kind="official", language="es"
    )
    add_row(form, "results", source=f"sources-{source}", statement_fr="Mille enfants.",
            kind="output", evidence="official-record", position="")  # fmt: skip

    page = desk.post(ADD, form)

    assert page.status_code == 302, page.context["errors"]
    case = Case.objects.get(title_fr="Arequipa, une crèche")
    assert str(case.main_place) == "Arequipa"
    assert case.main_place.country.iso2 == "PE"
    assert case.organisations.get().kind == "local-government"
    assert case.results.get().source == case.sources.get()


def test_what_two_rows_name_is_made_once(desk, form):
    city = "new:local-government:Ville d’Arequipa"
    form |= {"case_organisations-0-organisation": [city],
             "case_organisations-0-role": ["lead"]}  # fmt: skip
    add_row(form, "case_organisations", organisation=city, role="funder", position="")

    page = desk.post(ADD, form)

    assert page.status_code == 302, page.context["errors"]
    rows = Case.objects.get(title_fr="Arequipa, une crèche").case_organisations
    assert set(rows.values_list("organisation__name", "role")) == {
        ("Ville d’Arequipa", "lead"), ("Ville d’Arequipa", "funder"),
    }  # fmt: skip


def test_a_town_of_the_gazetteer_brings_its_point(desk, form, peru):
    told = offers(desk, "Arequipa")
    new = next(one for one in told if one["id"].startswith("new:town:"))

    desk.post(ADD, form | {"case_places-0-place": [new["id"]]})

    place = Place.objects.get(name_fr="Arequipa")
    assert place.country == peru
    assert round(place.latitude) == -16


def offers(desk, words, **more):
    question = {"term": words, "app_label": "cases", "model_name": "caseplace",
                "field_name": "place"} | more  # fmt: skip
    return desk.get("/admin/cases/place/offers/", question).json()["results"]


def test_what_is_there_is_offered_first(desk, form):
    assert [one["text"] for one in offers(desk, "lima")][0] == "Lima"


def test_what_was_refused_is_shown_again_and_made_once(desk, form):
    form |= {"case_places-0-place": ["new:PE:Arequipa"], "end_year": ["12"]}

    page = desk.post(ADD, form)

    assert page.status_code == 400
    assert "Arequipa, Pérou" in page.text
    assert not Place.objects.filter(name_fr="Arequipa").exists()
    desk.post(ADD, form_of(page) | {"end_year": [""]})
    assert Place.objects.filter(name_fr="Arequipa").count() == 1


@pytest.mark.parametrize(
    "wish",
    ["new:PE:Lima", "new:", "new:XX:Nowhere", "new:town:0", "new:town:x", "new:PE:", "7\x00"],
)
def test_a_place_that_cannot_be_made_is_refused_beside_its_field(desk, form, wish):
    before = Place.objects.count()

    page = desk.post(ADD, form | {"case_places-0-place": [wish]})

    assert page.status_code == 400
    assert 'class="errorlist' in page.text
    assert Place.objects.count() == before


def test_a_change_of_what_is_published_makes_its_place_too(desk, peru, make_case):
    case = make_case("Vu", places=list(Place.objects.all()))
    address = f"/admin/cases/case/{case.pk}/change/"
    form = form_of(desk.get(address), publish=False)
    add_row(form, "case_places", place="new:PE:Arequipa", position="")

    assert desk.post(address, form).status_code == 302

    case.refresh_from_db()
    assert [str(row) for row in case.pending.case_places.all()] == ["Lima", "Arequipa"]
    assert case.places.count() == 1


def test_an_author_is_made_with_a_contribution(desk, db):
    add = "/admin/contributions/contribution/add/"
    form = form_of(desk.get(add)) | {
        "original_title": ["Water"], "title_fr": ["L’eau"], "language": ["en"],
        "authorships-0-author": ["new:Wangari Maathai"],
        "contribution_organisations-0-organisation": ["new:ngo:Green Belt"],
    }  # fmt: skip

    desk.post(add, form)

    assert Contribution.objects.get().authors.get().name == "Wangari Maathai"
    assert Organisation.objects.get().kind == "ngo"
    assert Author.objects.get().slug == "wangari-maathai"


def test_who_may_add_no_place_makes_none(person, form, peru, make_case):
    case = make_case(state="draft")
    _user, browser = person("translator", languages=["es"])
    address = f"/admin/cases/case/{case.pk}/change/"
    sent = form_of(browser.get(address), publish=False)
    browser.post(address, sent | {"case_places-0-place": ["new:PE:Arequipa"]})

    assert not Place.objects.filter(name_fr="Arequipa").exists()
    assert browser.get("/admin/cases/place/offers/", {
        "term": "Are", "app_label": "cases", "model_name": "caseplace", "field_name": "place",
    }).status_code in (200, 403)  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "field", "wish"),
    [
        ("case_places", "place", "new:PE:Arequipa"),
        ("case_organisations", "organisation", "new:local-government:Ville d’Arequipa"),
    ],
)
def test_what_is_new_twice_in_the_same_sense_is_refused_in_words(desk, form, rows, field, wish):
    more = {"role": "lead"} if field == "organisation" else {}
    form |= {f"{rows}-0-{name}": [value] for name, value in {field: wish, **more}.items()}
    add_row(form, rows, **{field: wish}, position="", **more)

    page = desk.post(ADD, form)

    assert page.status_code == 400
    assert "Une autre ligne dit la même chose" in page.text
    assert not Case.objects.filter(title_fr="Arequipa, une crèche").exists()
