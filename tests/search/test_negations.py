"""A negation and what it turns round are one thing: *sans emploi* is not found by *emploi*."""

import pytest

from . import reasons

# Words, the most cases that they may find, and how the first of them is found, as it stands
# there. The bounds were counted in the texts; “emploi” alone finds more than fifty.
EXPRESSIONS = [
    ("fr", "sans emploi", 3, "« sans emploi »"),
    ("fr", "chômage", 3, "« chômage »"),
    ("en", "without a job", 3, "“without a job”"),
    ("en", "unemployed", 3, "“without a job”, another word for “unemployed”"),
    ("es", "sin empleo", 3, "“sin empleo”"),
    ("fr", "sans abri", 5, "« sans abri »"),
    ("en", "without a home", 5, "“homeless”, another word for “without a home”"),
    ("es", "sin hogar", 5, "“sin hogar”"),
    ("fr", "sans rendez-vous", 1, "« sans rendez-vous »"),
    ("en", "undocumented", 1, "“Without papers”, another word for “undocumented”"),
    ("es", "sin cita", 1, "“sin cita”"),
    ("fr", "sans but lucratif", 4, "« sans but lucratif »"),
    ("en", "not for profit", 4, "“non-profit”, another word for “not for profit”"),
    ("es", "sin fines de lucro", 4, "“sin fines de lucro”"),
    ("fr", "sans alcool", 1, "« sans alcool »"),
    ("en", "without chemicals", 1, "“without chemicals”"),
    ("es", "sin agua", 1, "“sin agua”"),
    ("fr", "non salarié", 0, None),
    ("fr", "hors logement", 0, None),
    ("es", "sin escuela", 0, None),
    ("en", "without water", 0, None),
    ("fr", "senza lavoro", 0, None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "most", "reason"), EXPRESSIONS)
def test_it_finds_no_more_than_say_so_and_the_reason_is_the_whole(
    atlas, client, language, words, most, reason
):
    response = client.get(f"/{language}/cases/", {"q": words})

    assert response.context["question"].count <= most
    if reason:
        [first, *_others] = reasons(client, words, language)
        assert first == reason
    else:
        assert not response.context["cases"]
