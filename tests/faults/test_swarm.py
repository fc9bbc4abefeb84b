"""A small swarm of strangers: what is refused is refused well, and a reader is served."""

import pytest

from .swarm import LANGUAGES, atlas, broken, tried

pytestmark = [pytest.mark.only("sqlite"), pytest.mark.long]
WORDS = {
    "fr": "Trop de questions nouvelles",
    "en": "Too many new questions",
    "es": "Demasiadas preguntas nuevas",
}


def test_strangers_are_refused_in_words_and_a_reader_is_served(tmp_path):
    with atlas(tmp_path) as url:
        seen = tried(url, questions=300, addresses=100, before=3, alone=3, seconds=60)

    assert broken(seen.answers) == 0
    assert set(seen.answers) == {200, 429}
    assert seen.without_a_time == 0
    assert sorted(seen.refusals) == sorted(LANGUAGES)
    for language, page in seen.refusals.items():
        assert WORDS[language] in page
    assert set(seen.reader) == {200}
    assert seen.alone.read
    assert seen.beside.read
