"""What a negation binds, in cases of a test's own; in the atlas: ``test_negations``."""

import pytest

from . import found


@pytest.mark.parametrize("exact", ["", "1"])
@pytest.mark.parametrize(
    "words", ["sans emploi", "sin empleo", "without jobs", "sans aucun emploi", "no empleo"]
)
def test_the_second_word_alone_is_never_enough(client, make_case, words, exact):
    texts = {"fr": "Un emploi.", "en": "Jobs.", "es": "Un empleo, y no tiene nada."}
    make_case("Un cas", **{f"summary_{code}": text for code, text in texts.items()})

    assert found(client, words, exact=exact) == []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("sans emploi", "Qui est sans emploi y va."),
        ("sans-emploi", "Les sans emploi y vont."),
        ("hors de la ville", "Cela se fait hors de la ville."), ("sans but", "Aller sans but."),
        ("non salariées", "Pour des femmes non salariées."),
        ("sans l’aide de l’État", "Cela va sans l’aide de l’État."),
    ],
)  # fmt: skip
def test_what_is_written_so_is_found(client, make_case, words, text):
    make_case("Un cas", summary_fr=text)

    assert found(client, words) == ["Un cas"]


def test_a_negation_before_a_verb_of_asking_turns_nothing_round(client, make_case):
    make_case("Un cas", summary_es="El alquiler de quien lo paga.")

    assert found(client, "gente que no puede: alquiler") == ["Un cas"]
