"""Names in every script are found, by their parts too."""

import pytest

from . import found


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ọ̀yọ́", "oyo"), ("Ọ̀yọ́", "Ọ̀yọ́"), ("תֵּל אָבִיב", "תל אביב"), ("عمّان", "عمان"),
        ("g̃uarã", "guara"), ("長者友善城市計畫", "友善城市"),
        ("長者友善城市計畫", "友善"),
        ("富山型デイサービス", "デイサービス"), ("Kwiga\u00admoro", "kwigamoro"),
        ("Kwiga\u2060moro", "Kwigamoro"), ("kwigamoro", "kwiga\u200bmoro"),
        ("เทศบาลนคร", "นคร"),
        ("Đà Nẵng", "da nang"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_whatever_script(client, make_case, name, words):
    make_case("Un", original_name=name, original_language="xx")
    make_case("Autre", original_name="城市", original_language="zh")

    assert found(client, words) == ["Un"]


def test_a_name_from_right_to_left_says_its_direction(client, make_case):
    case = make_case("Un", original_name="عمّان!", original_language="ar")

    for address in ("/fr/cases/", case.get_absolute_url()):
        assert '<p class="orig" lang="ar" dir="rtl">' in client.get(address).text
