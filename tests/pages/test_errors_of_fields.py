"""An error belongs to its field, is said once, names the field and changes the title."""

import re

import pytest

pytestmark = pytest.mark.django_db

REFUSED = {  # address: the name of a field that is wrong, None where none of the page is
    "cases/?from=20": "from",
    "cases/?to=abc": "to",
    "cases/?from=2020&to=1990": "to",
    "cases/map/?evidence_from=20": "evidence_from",
    "cases/matrix/?from=20": "from",
    "cases/matrix/?rows=lever&columns=lever": "columns",
    "cases/matrix/?rows=nonsense": "rows",
    f"cases/?q={'a' * 201}": "q",
    f"search/?q={'a' * 201}": "q",
    "cases/near/?town_country=FR&town_population=abc": "town_population",
    "contributions/?lever=nonsense": "lever",
    "cases/?lever=nonsense": None,
    "cases/compare/?case=nowhere": None,
}
BEGINS = {"fr": "Erreur :", "en": "Error:", "es": "Error:"}


def title_of(page):
    return " ".join(re.search("<title>(.*?)</title>", page, re.DOTALL)[1].split())


@pytest.mark.parametrize("language", ["fr", "en", "es"])
@pytest.mark.parametrize("address", REFUSED)
def test_a_refused_question_says_so_in_its_title_and_once_aloud(client, address, language):
    response = client.get(f"/{language}/{address}")

    assert response.status_code == 400
    assert title_of(response.text).startswith(BEGINS[language])
    aloud = re.findall(r'<[^>]*role="(?:alert|status)"[^>]*>(.*?)</', response.text, re.DOTALL)
    assert sum(bool(words.strip()) for words in aloud) <= 1
    assert response.text.count('role="alert"') == 1


@pytest.mark.parametrize("address", [one for one, field in REFUSED.items() if field])
def test_the_field_is_marked_and_described_by_the_words_that_name_it(client, address):
    page = client.get(f"/fr/{address}").text
    marked = re.findall(r"<(?:input|select|textarea)\b[^>]*aria-invalid[^>]*>", page)

    assert REFUSED[address] in [re.search(r'name="([^"]*)"', one)[1] for one in marked]
    for one in marked:
        for described in re.search(r'aria-describedby="([^"]*)"', one)[1].split():
            words = re.search(rf'id="{re.escape(described)}"[^>]*>(.*?)</p>', page, re.DOTALL)
            assert words, described
            assert re.sub("<[^>]*>", "", words[1]).strip()


def test_a_wrong_year_says_which_of_the_two(client):
    page = client.get("/fr/cases/?from=20").text

    error = re.search(r'id="from-error">(.*?)</p>', page, re.DOTALL)[1]
    assert re.search(r"<b>\s*de\s*</b>", error)
    assert 'id="to-error"' not in page


def test_a_letter_with_an_error_says_so_in_its_title_and_at_its_field(client):
    form = client.get("/fr/letters/remark/").text
    name, value = re.search(r'type="hidden" name="(\w+)" value="([^"]+)"', form).groups()

    response = client.post("/fr/letters/remark/", {name: value, "email": "nobody"})

    assert response.status_code == 400
    assert title_of(response.text).startswith(BEGINS["fr"])
    described = re.findall(r'aria-describedby="([^"]*)"', response.text)
    assert described
    for ids in described:
        for one in ids.split():
            assert f'id="{one}"' in response.text, one


def test_a_page_without_errors_has_a_plain_title(client):
    assert not title_of(client.get("/fr/cases/").text).startswith("Erreur")
    assert not title_of(client.get("/fr/cases/near/").text).startswith("Erreur")
    assert not title_of(client.get("/fr/letters/remark/").text).startswith("Erreur")
