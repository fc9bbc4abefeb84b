"""The figures that say how far the coding is."""

import pytest
from django.core.management import call_command

from cases.counting import OF_THE_SEARCH, counts
from cases.models import Case


def test_the_command_prints_what_is_not_known(atlas, capsys):
    call_command("count_content")

    told = capsys.readouterr().out
    assert "what there is to start with, not known" in told
    assert "  went_wrong: " in told


def test_few_sentences_of_summaries_are_about_the_search(atlas):
    found = dict(counts(Case.objects.published().for_page()))

    for code, about, sentences in found["sentences of summaries about the search"]:
        assert about / sentences < 0.05, code


@pytest.mark.parametrize(
    ("code", "sentence", "is_about_it"),
    [
        ("fr", "Aucun budget n’a été trouvé.", True),
        ("fr", "Le conseil n’a pas trouvé d’accord.", False),
        ("fr", "Les sources ne disent pas qui paie.", True),
        ("en", "No source says who pays.", True),
        ("en", "A study found fewer reports.", False),
        ("es", "No se encontró la cuantía.", True),
        ("es", "Un diario encontró falta de mantenimiento.", False),
    ],
)
def test_a_sentence_about_the_search_is_known(code, sentence, is_about_it):
    assert bool(OF_THE_SEARCH[code].search(sentence)) == is_about_it
