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
        "La ville ouvre des cantines dans les quartiers. " * 11,
        "The city opens canteens in the neighbourhoods of it. " * 10,
        "El municipio abre comedores en los barrios de la ciudad. " * 10,
    ),
    "identification_note": (
        "La synthèse nomme les cantines de Lima, sans dire lesquelles ni depuis quand.",
        "The synthesis names the canteens of Lima, not which ones, nor since when.",
        "La síntesis nombra los comedores de Lima, sin decir cuáles ni desde cuándo.",
    ),
    "context": (
        "À Lima, un quart de la population ne mange pas à sa faim, ce qui fait 1\u202f200 [1].",
        "A quarter of the residents of Lima do not have enough to eat, which is 1,200 [1].",
        "Una cuarta parte de la población de Lima no come lo suficiente, que son 1200 [1].",
    ),
}


@pytest.fixture
def case(make_case):
    fields = {
        f"{name}_{code}": words
        for name, said in GOOD.items()
        for code, words in zip(("fr", "en", "es"), said, strict=True)
    }
    fields |= {"local_role": ["pays"], "tier": ["municipal"], "built_on": ["network"]}
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
        ({"title_es": ""}, "titre (es): manquant"),
        ({"title_fr": "Des cantines " * 9}, "titre (fr): compte 117 caractères"),
        ({"in_short_en": "It is the city. " * 13}, "en bref (en): compte 208 caractères"),
        ({"summary_en": GOOD["summary"][0]}, "résumé (en): ne semble pas"),
        ({"summary_fr": "Trop court."}, "résumé (fr): compte 2 mots"),
        ({"summary_fr": GOOD["summary"][0] + " [1]"}, "résumé (fr): porte un appel"),
        (
            {"summary_es": GOOD["summary"][2] + " Son 77."},
            "résumé (es): contient des chiffres qu’aucune source n’appuie plus bas : 77",
        ),
        (
            {"context_en": GOOD["context"][1].replace("1,200", "1,300")},
            "contexte: les chiffres diffèrent : fr 1200; en 1300; es 1200",
        ),
        ({"context_en": GOOD["context"][1].replace("[1]", "")}, "contexte: ne cite pas"),
        (
            {"context_en": GOOD["context"][1].replace("[1]", "")},
            "contexte (en): contient un chiffre sans source : « A quarter",
        ),
        ({"context_fr": GOOD["context"][0] + " Et [7]."}, "[7]: aucune source"),
        ({"approach_fr": "- " + "mot " * 50}, "fonctionnement (fr): est long"),
        (
            {"approach_fr": "- Un.\n- Deux."},
            "fonctionnement (fr): compte 2 points, et non de 3",
        ),
        ({"financing_fr": "La ville paie [cela](htp:/x)."}, "un lien est mal formé : htp:/x"),
    ],
)
def test_each_fault_is_told(case, fields, told):
    type(case).objects.filter(pk=case.pk).update(**fields)

    assert told in checked().replace("\xa0", " ")


@pytest.mark.parametrize(
    "fields",
    [
        {"original_name": "Ley 77"},
        {"approach_es": "- Uno [1].\n- Dos [1].\n- Sirve 77 comidas [1]."},
    ],
)
def test_a_figure_of_the_summary_may_stand_in_the_name_or_in_a_cited_text(case, fields):
    fields["summary_es"] = GOOD["summary"][2] + " Son 77."
    type(case).objects.filter(pk=case.pk).update(**fields)

    assert "77" not in checked().replace("Ley 77", "").replace("es 77", "")


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

    assert "résultat 1 (en): manquant" in told
    assert "justification de «\xa0one\xa0» (es): manquant" in told


def test_what_a_guide_links_must_be_published(case, make_case, make_lever):
    make_case("Hidden", slug="hidden", state="draft")
    lever = make_lever("one")
    lever.practice_fr = "- Comme à [Lima](case:lima) ou [ailleurs](case:hidden)."
    lever.save()

    told = checked()

    assert "one: ce que font les gouvernements locaux (fr)" in told
    assert "hidden" in told
    assert "« lima »" not in told.replace("\xa0", " ")


def test_a_name_may_repeat_another_text_and_a_summary_may_not(make_lever, tmp_path):
    words = "les villes bâtissent des cantines et des jardins pour tout le monde"
    (tmp_path / "other.txt").write_text(words)
    lever = make_lever("one")
    lever.name_fr, lever.summary_fr = words, words
    lever.save()

    told = checked("--against", str(tmp_path))

    assert "one: résumé (fr): répète un autre texte" in told
    assert "one: nom (fr): répète" not in told


def test_a_place_without_a_name_in_a_language_is_told(make_place):
    place = make_place("Lima")
    place.name_en = "Lima"
    place.save()

    assert "Lima: nom (es): manquant" in checked()


def test_a_contribution_is_read_too(make_contribution):
    make_contribution(
        "Un texte", slug="text", abstract_fr="Un texte court.", url="https://nowhere"
    )

    told = checked()

    assert "text: résumé (fr): compte 3 mots, et non de 40" in told
    assert "text: adresse: son adresse est mal formée" in told


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
