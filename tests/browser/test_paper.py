"""What a printer makes of a page."""

import re
import shutil
import subprocess

import pytest


def sheets(page):
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_a_case_fits_on_two_sheets_of_a4(browse, language):
    page = browse(f"/{language}/cases/bogota-manzanas-del-cuidado/")

    assert sheets(page) == 2


def test_the_matrix_fits_on_one_sheet(browse):
    assert sheets(browse("/fr/cases/matrix/")) == 1


TWO = "case=bogota-manzanas-del-cuidado&case=iztapalapa-utopias"
READ = [
    "cases/",
    "cases/?function=social",
    "search/?q=agua",
    "cases/matrix/",
    "cases/map/",
    "levers/direct-provision/",
    "functions/physical/",
    "regions/019/",
    "cases/?group=children&sort=title",
    "cases/?function=social&region=019&from=1990",
    f"cases/compare/?{TWO}",
]
LEAST = 8.9  # points, of letters that are read


@pytest.fixture
def on_paper(browse, tmp_path):
    """on_paper("cases/"): the words of each sheet, in order."""
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext on this machine")

    def printed(path, language="fr"):
        page = browse(f"/{language}/{path}")
        page.pdf(path=tmp_path / "page.pdf", format="A4", prefer_css_page_size=True)
        done = subprocess.run(
            ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, text=True
        )
        return done.stdout.split("\f")[:-1]

    return printed


@pytest.mark.parametrize("path", READ)
def test_no_sheet_holds_the_foot_of_the_page_alone(on_paper, path):
    last = on_paper(path)[-1]

    assert len([line for line in last.splitlines() if line.strip()]) > 6, last


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "cas 1 à 20 sur"),
        ("en", "cases 1 to 20 of"),
        ("es", "casos 1 a 20 de"),
    ],
)
def test_a_list_says_which_of_its_cases_are_on_paper(on_paper, language, words):
    assert words in " ".join(on_paper("cases/", language)[0].split())


def test_a_list_that_is_whole_says_nothing_of_it(on_paper):
    assert "Sur le papier" not in " ".join(on_paper("cases/?region=009"))


def test_a_search_keeps_its_words_and_none_of_its_help(on_paper):
    first = on_paper("search/?q=agua")[0]

    assert "agua" in first
    assert "guillemets" not in first


def test_tables_of_cases_keep_their_heads(on_paper):
    words = " ".join(on_paper("levers/direct-provision/"))

    for head in ["Début", "Avancement", "En bref"]:
        assert head in words


def test_a_matrix_says_nothing_that_paper_cannot_do(on_paper):
    words = " ".join(" ".join(on_paper("cases/matrix/")).split())

    assert "ouvrez-en" not in words
    assert "Hors région" in words


def test_a_table_stays_a_table_on_paper(browse, kind):
    """A sheet of A4 is as narrow as the windows in which cells stand below each other. The
    index of the map stands in columns there, and results are read lever by lever."""
    page = browse(kind.address("fr"), width=680, refusals=kind.status != 200)
    page.emulate_media(media="print")
    stacked = page.evaluate(
        """() => [...document.querySelectorAll('table')]
          .filter((one) => one.checkVisibility() && !one.closest('.index, .said'))
          .flatMap((one) => [...one.querySelectorAll('tbody td, tbody th, thead')])
          .filter((one) => one.checkVisibility() || one.matches('thead'))
          .filter((one) => !/^table-/.test(getComputedStyle(one).display))
          .map((one) => `${getComputedStyle(one).display} ${one.outerHTML.slice(0, 90)}`)"""
    )

    assert stacked == []


def test_cases_side_by_side_stay_so_on_paper(on_paper):
    lines = on_paper(f"cases/compare/?{TWO}")[0].splitlines()

    assert any("Bogota, Colombie" in line and "Iztapalapa, Mexique" in line for line in lines)


@pytest.mark.parametrize("path", ["cases/", "cases/matrix/", f"cases/compare/?{TWO}", ""])
def test_the_first_sheet_says_where_the_page_stands_and_what_may_be_done_with_it(
    on_paper, site, path
):
    first = "".join(on_paper(path)[0].split())

    assert f"{site}/fr/{path}" in first
    assert "CCBY4.0" in first


def test_a_question_that_paper_cannot_be_asked_is_not_on_it(on_paper):
    assert "comme la vôtre" not in " ".join(on_paper("")[0].split())


@pytest.mark.parametrize("path", READ)
def test_nothing_on_paper_is_smaller_than_nine_points(browse, path):
    page = browse(f"/fr/{path}")
    page.emulate_media(media="print")
    small = page.evaluate(
        """least => [...document.querySelectorAll('main *, footer *')].filter((one) => {
          const words = [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
          return words && !one.closest('svg, sup, .unseen') && one.getClientRects().length
            && parseFloat(getComputedStyle(one).fontSize) * 0.75 < least;
        }).map((one) => one.outerHTML.slice(0, 120))""",
        LEAST,
    )

    assert small == []


def test_the_address_is_printed_and_nothing_that_only_a_screen_needs(visit, site):
    page = visit("fr")
    page.emulate_media(media="print")

    for screen_only in ["nav", "button", "input", ".zoom", ".chips", ".take"]:
        found = page.locator(f"{screen_only} >> visible=true")
        assert found.count() == 0, found.first.evaluate("element => element.outerHTML")
    address = page.locator(".printed >> visible=true")
    assert address.count() == 1
    assert address.inner_text().startswith(f"{site}/fr/")
