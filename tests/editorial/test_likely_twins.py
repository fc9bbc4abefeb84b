"""What may be there already is shown while it is typed, and said once it is saved."""

import pytest

from editorial.likeness import alike
from tests.editorial.forms import form_of

TITLES = [
    (1, "Bogotá, les « manzanas » du soin", "Bogotá’s care blocks"),
    (2, "Iztapalapa, les utopias", ""),
    (3, "Łódź : les rues-jardins", ""),
]


def found(words):
    return [key for key, _name in alike(words, TITLES)]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("bogota, les manzanas du soin", [1]),
        ("les manzanas", [1]),
        ("BOGOTA: cares blocks", [1]),
        ("Iztapalapa, les utopies", [2]),
        ("Lodz : autre chose", [3]),
        ("Nantes, une crèche", []),
        ("Bo", []),
        ("", []),
        ("[(*", []),
    ],
)
def test_names_are_alike_whatever_case_accents_and_letters(typed, keys):
    assert found(typed) == keys


def test_a_title_that_is_typed_shows_what_it_is_like(desk, make_case):
    make_case("Bogotá, les manzanas du soin", slug="bogota")

    told = desk.get("/admin/cases/case/alike/", {"q": "Bogota, manzanas du soin"}).json()

    assert [one["label"] for one in told["alike"]] == ["Bogotá, les manzanas du soin"]


def test_what_is_being_written_is_not_like_itself(desk, make_case):
    case = make_case("Bogotá, les manzanas du soin")
    question = {"q": "Bogotá, les manzanas du soin", "not": case.pk}

    assert desk.get("/admin/cases/case/alike/", question).json()["alike"] == []


def test_without_a_script_it_is_said_once_it_is_saved(desk, make_case):
    make_case("Bogotá, les manzanas du soin", slug="bogota")
    form = form_of(desk.get("/admin/cases/case/add/"))
    form |= {"title_fr": ["Bogota, les manzanas du soin"]}
    lever = make_case().case_levers.get().lever
    form |= {"case_levers-0-lever": [str(lever.pk)]}

    page = desk.post("/admin/cases/case/add/", form, follow=True)

    assert "S’agit-il de la même chose" in page.text


def test_a_stranger_learns_no_title(visitor, person, make_case):
    make_case("Bogotá, les manzanas du soin", state="draft")
    _user, nobody = person()
    for browser in (visitor, nobody):
        answer = browser.get("/admin/cases/case/alike/", {"q": "Bogota, manzanas"})
        assert answer.status_code in (302, 403)
        assert "manzanas" not in answer.text
