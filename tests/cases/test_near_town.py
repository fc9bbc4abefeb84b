"""From what somebody typed to the list: a choice where it is in doubt, else words."""

import re

import pytest

from cases.models import Country
from towns import gazetteer


@pytest.fixture
def ecuador(make_place):
    make_place("Quito", country="EC")
    Country.objects.filter(iso2="EC").update(name_fr="Équateur", name_es="Ecuador")


def test_the_page_asks_for_a_town(client, db):
    page = client.get("/fr/cases/near/")

    assert page.status_code == 200
    assert 'name="town"' in page.text
    assert 'name="town_population"' in page.text


@pytest.mark.parametrize("typed", ["Guayaquil", "guayaquil, équateur", "GUAYAQUIL (Ecuador)"])
def test_a_town_beyond_doubt_leads_to_its_list(client, ecuador, typed):
    page = client.get("/fr/cases/near/", {"town": typed, "operation": "ongoing"})

    assert page.status_code == 302
    assert page["Location"] == "/fr/cases/?operation=ongoing&near=3657509-guayaquil"


def test_a_name_of_several_towns_gives_a_choice_that_keeps_the_question(client, ecuador):
    page = client.get("/fr/cases/near/?town=San+José&operation=ongoing")

    assert page.status_code == 200
    addresses = [address for _near, _label, address in page.context["choices"]]
    assert len(addresses) > 3
    assert all(
        address.startswith("/fr/cases/?operation=ongoing&near=") for address in addresses
    )
    assert client.get(addresses[0]).status_code == 200


def test_a_misspelled_town_gives_the_nearest_spellings(client, ecuador):
    page = client.get("/fr/cases/near/?town=Guayakil")

    assert page.status_code == 200
    assert page.context["choices"][0][0].name == "Guayaquil"


def test_a_town_that_is_nowhere_is_said_and_may_be_typed_by_hand(client, ecuador):
    page = client.get("/fr/cases/near/?town=Xyzzyxyzzy")

    assert page.status_code == 404
    assert 'name="town_country"' in page.text

    by_hand = client.get("/fr/cases/near/?town_country=EC&town_population=40000")
    assert by_hand["Location"] == "/fr/cases/?near=EC-40000"


@pytest.mark.parametrize(
    "query",
    ["town_country=EC", "town_population=5", "town_country=ZZ&town_population=5",
     "town_country=EC&town_population=0", "town_country=EC&town_population=many",
     "town=" + "x" * 101, "town=a%00b", "operation=nonsense&town=Guayaquil"],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_words(client, ecuador, query):
    assert client.get(f"/fr/cases/near/?{query}").status_code == 400


@pytest.mark.parametrize(
    ("query", "field", "label"),
    [("town_population=many", "town_population", "Ses habitants"),
     ("town_country=ZZ&town_population=5", "town_country", "Son pays"),
     ("town=" + "x" * 101, "town", "Votre ville")],
)  # fmt: skip
def test_an_error_names_its_field_and_the_field_leads_to_it(
    client, ecuador, query, field, label
):
    page = client.get(f"/fr/cases/near/?{query}").text

    [alert] = re.findall(r'<p[^>]*role="alert"[^>]*>.*?</p>', page, re.DOTALL)
    assert f'id="id_{field}_error"' in alert
    assert f"<b>{label}</b>" in alert
    [control] = re.findall(rf'<(?:input|select)[^>]*name="{field}"[^>]*>', page)
    assert 'aria-invalid="true"' in control
    assert f'aria-describedby="id_{field}_error"' in control


def test_a_town_is_looked_up_once(client, ecuador, monkeypatch):
    asked = []
    named = gazetteer.named
    monkeypatch.setattr(gazetteer, "named", lambda *who: asked.append(who) or named(*who))

    client.get("/fr/cases/near/?town=San+José")

    assert len(asked) == 1


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_suggestions_come_while_a_name_is_typed(client, ecuador, language):
    found = client.get(f"/{language}/cases/near/towns.json?town=guayaq&q=agua").json()

    first = found["suggestions"][0]
    assert first["label"] == "Guayaquil"
    assert first["address"] == f"/{language}/cases/?q=agua&near=3657509-guayaquil"
    assert client.get(first["address"]).status_code == 200


@pytest.mark.parametrize("typed", ["", " ", "%00", "xyzzyxyzzy", "%F0%9F%98%80", "x" * 3000])
def test_there_are_no_suggestions_for_nothing(client, ecuador, typed):
    found = client.get(f"/fr/cases/near/towns.json?town={typed}")

    assert found.status_code == 200
    assert found.json() == {"suggestions": []}


def test_a_town_is_named_as_plain_text(client, ecuador):
    page = client.get("/fr/cases/near/", {"town": "<b>x</b>"})

    assert "<b>x</b>" not in page.text
