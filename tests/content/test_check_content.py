"""``check_content``: each fault is told in words."""

import contextlib
import io

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from cases.models import CaseLever, Result
from languages.checks import figures, longest_common_run, runs, seems_in, words_of

GOOD = {
    "title": ("Des cantines à Lima", "Canteens in Lima", "Comedores en Lima"),
    "in_short": (
        "À Lima, la ville sert un repas à midi aux personnes du quartier qui le demandent.",
        "In Lima the city serves a meal at noon to the people of the area who ask for it.",
        "En Lima, el municipio sirve una comida al mediodía a las personas que la piden.",
    ),
    "summary": (
        "La ville ouvre des cantines dans les quartiers. " * 10,
        "The city opens canteens in the neighbourhoods of it. " * 8,
        "El municipio abre comedores en los barrios de la ciudad. " * 8,
    ),
    "identification_note": (
        "La synthèse nomme les cantines de Lima.",
        "The synthesis names the canteens of Lima.",
        "La síntesis nombra los comedores de Lima.",
    ),
    "context": (
        "Un quart des habitantes et habitants ne mange pas à sa faim, soit 1\u202f200 [1].",
        "A quarter of the residents do not have enough to eat, which is 1,200 [1].",
        "Una cuarta parte de la población no come lo suficiente: son 1200 personas [1].",
    ),
}


@pytest.fixture
def case(make_case):
    fields = {
        f"{name}_{code}": words
        for name, said in GOOD.items()
        for code, words in zip(("fr", "en", "es"), said, strict=True)
    }
    case = make_case(fields.pop("title_fr"), slug="lima", levers=[], **fields)
    return case


def checked(*arguments):
    out = io.StringIO()
    with contextlib.suppress(CommandError):
        call_command("check_content", *arguments, stdout=out)
    return out.getvalue()


def test_what_was_not_checked_is_said(case):
    assert "SKIPPED: copied runs" in checked()


def test_a_good_case_has_no_problem(case):
    assert "0 problems" in checked()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title_es": ""}, "title (es): manquant"),
        ({"summary_en": GOOD["summary"][0]}, "summary (en): ne semble pas"),
        ({"summary_fr": "Trop court."}, "summary (fr): compte 2 mots"),
        ({"summary_fr": GOOD["summary"][0] + " [1]"}, "summary: porte un appel"),
        ({"context_en": GOOD["context"][1].replace("1,200", "1,300")}, "context: les chiffres"),
        ({"context_en": GOOD["context"][1].replace("[1]", "")}, "context: does not cite"),
        ({"context_fr": GOOD["context"][0] + " Et [7]."}, "[7]: aucune source"),
        ({"approach_fr": "- " + "mot " * 50}, "approach (fr): est long"),
    ],
)
def test_each_fault_is_told(case, fields, told):
    type(case).objects.filter(pk=case.pk).update(**fields)

    assert told.replace("does not cite", "ne cite pas") in checked().replace("\xa0", " ")


def test_a_source_nobody_cites_is_told_unless_it_is_general(case):
    case.sources.create(position=2, title="x", publisher="y", language="en", kind="ngo")
    assert "[2]: n’est ni citée" in checked()

    case.sources.filter(position=2).update(is_general=True)
    assert "0 problems" in checked()


def test_a_malformed_address_is_told(case):
    case.sources.update(url="https://nowhere")

    assert "mal formée" in checked()


def test_results_and_rationales_are_read_too(case, make_lever):
    Result.objects.create(case=case, source=case.sources.get(), statement_fr="Douze.")
    CaseLever.objects.create(case=case, lever=make_lever("one"), rationale_fr="La ville.")

    told = checked()

    assert "result 1 (en): manquant" in told
    assert "rationale of one (es): manquant" in told


def test_a_run_of_words_of_another_text_is_told(case, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Hier la ville ouvre des cantines dans les quartiers. La ville veille.")

    assert "répète un autre texte" in checked("--against", str(tmp_path))
    assert "SKIPPED" not in checked("--against", str(other))


def test_problems_end_in_an_error_for_the_shell(case):
    type(case).objects.update(title_es="")

    with pytest.raises(CommandError, match="problems"):
        call_command("check_content", stdout=io.StringIO())


def test_a_text_that_is_not_there_is_refused(case, tmp_path):
    with pytest.raises(CommandError, match="no text"):
        call_command("check_content", "--against", str(tmp_path / "none"), stdout=io.StringIO())


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_a_figure_is_the_same_in_the_writing_of_each_language(whole, decimals):
    english = f"{whole:,}.{decimals:02}"
    french = english.replace(",", "\u202f").replace(".", ",")

    assert figures(f"{english} [3]", "en") == figures(f"{french} [3]", "fr")
    assert figures(french, "fr") == [f"{whole}.{decimals:02}"]


@given(st.lists(st.sampled_from(["eau", "rue", "ville", "soin"]), max_size=30))
def test_a_text_repeats_itself_and_its_longest_run_is_all_of_it(words):
    text = " ".join(words)

    assert longest_common_run(text, text) == words_of(text)
    assert bool(runs(text)) == (len(words) >= 9)


def test_a_short_text_is_not_guessed():
    assert seems_in("Manzanas del Cuidado", "en")
