from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases.models import Case
from languages.folding import fold, sorting_key
from languages.markdown import to_html
from languages.texts import CODES, translated


def test_a_text_falls_back_and_knows_its_language():
    case = Case(title_fr="Crèche", title_es="Guardería")

    with translation.override("en"):
        assert (case.title, case.title.language) == ("Crèche", "fr")
    with translation.override("es"):
        assert (case.title, case.title.language) == ("Guardería", "es")


def test_a_text_without_words_is_empty_and_of_no_language():
    assert (Case().summary, Case().summary.language) == ("", "")


def test_the_database_falls_back_as_the_attribute_does(make_case):
    make_case("Crèche", title_es="Guardería")

    for code in CODES:
        with translation.override(code):
            [in_database] = Case.objects.values_list(translated("title"), flat=True)
            assert in_database == Case.objects.get().title


@given(st.dictionaries(st.sampled_from(CODES), st.text(min_size=1, max_size=9)))
def test_a_reader_never_gets_an_empty_text_while_there_are_words(words):
    case = Case(**{f"title_{code}": text for code, text in words.items()})

    for code in CODES:
        with translation.override(code):
            assert case.title == words.get(code, case.title)
            assert bool(case.title) == bool(words)


def test_folding_drops_case_accents_and_ligatures():
    assert fold("Œuvre d’Épiniac, İstanbul, Straße") == "oeuvre d'epiniac, istanbul, strasse"


@given(st.text())
def test_folding_twice_changes_nothing_more(words):
    assert fold(fold(words)) == fold(words)


def test_an_accent_does_not_change_the_order():
    assert sorted(["Zone", "Épiniac", "« Eau »", "Autre"], key=sorting_key) == [
        "Autre",
        "« Eau »",
        "Épiniac",
        "Zone",
    ]


@given(st.text(alphabet=st.sampled_from("<>\"'()[]!/=: \n*_`#&;abcjinosrptv"), max_size=200))
def test_no_markdown_gives_a_script_a_style_or_a_handler(words):
    html = to_html(words).lower()

    for forbidden in ["<script", "<style", "<img", "<svg", "<iframe", "javascript:"]:
        assert forbidden not in html.replace("&lt;", "")


def test_markdown_keeps_lists_links_and_emphasis():
    html = to_html("- *un* [lien](https://example.org)")

    assert '<li><em>un</em> <a href="https://example.org"' in html


def test_a_link_of_an_editor_vouches_for_nobody():
    html = to_html("[lien](https://example.org)")

    assert 'rel="noopener nofollow"' in html
