"""The files of a note: PDF and DOCX say what the page says, and are read by anybody."""

import io
import re
import shutil
import subprocess
import tracemalloc
import zipfile

import page as pdf_rules
import pytest
from docx import Document

from cases.models import Case
from languages.texts import CODES

pytestmark = [pytest.mark.long, pytest.mark.once]

BOGOTA, IZTAPALAPA = "bogota-manzanas-del-cuidado", "iztapalapa-utopias"
FEW = f"?case={BOGOTA}"
HOSTILE = {
    "title": '#read("/etc/passwd") $x$ *y* = <b>z</b> مرحبا 😀 日本 ' + "w" * 90,
    "intro": '=HYPERLINK("http://x") {PAGE} \\includegraphics{a} [1] ```#eval("1")``` // #{',
    f"note-{BOGOTA}": "@label <source-1> ~ ' \" \\u{41} %PDF &amp; {{ 7*7 }} ]]> \u0628",
}
TOWN = "&near=CO-200000"  # a reason beside each case, on the first sheet too
each_language = pytest.mark.parametrize("language", CODES)
reads_pdf = pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext here")


def chosen(count):
    slugs = Case.objects.published().order_by("slug").values_list("slug", flat=True)
    first = [BOGOTA, IZTAPALAPA]
    slugs = [*first, *(slug for slug in slugs if slug not in first)]
    return "?" + "&".join(f"case={slug}" for slug in slugs[:count])


@pytest.fixture
def words_of(client, atlas, tmp_path):
    """words_of(address, page=1): what a PDF says, on one page or on all."""

    def read(address, data=None, page=None):
        answer = client.get(address, data)
        assert answer.status_code == 200, answer.content[:300]
        file = tmp_path / "note.pdf"
        file.write_bytes(answer.content)
        pages = ["-f", str(page), "-l", str(page)] if page else []
        command = ["pdftotext", *pages, "-enc", "UTF-8", file, "-"]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()

    return read


def flat(words):
    return " ".join(words.split())


# --- PDF --------------------------------------------------------------------------------------


@reads_pdf
@each_language
@pytest.mark.parametrize("town", ["", TOWN], ids=["", "for a town"])
@pytest.mark.parametrize("count", [1, 4, 8, 30])
def test_page_one_is_one_sheet_however_many_cases(words_of, language, count, town):
    address = f"/{language}/cases/note.pdf{chosen(count)}{town}"

    first, second = words_of(address).split("\f")[:2]

    assert "CC BY 4.0" in flat(first)  # the foot of the first sheet
    assert {"fr": "Côte à côte", "en": "Side by side", "es": "Lado a lado"}[language] in second


@reads_pdf
def test_page_one_is_one_sheet_with_all_the_words_that_a_reader_may_write(words_of):
    words = {"case": [BOGOTA, IZTAPALAPA], "title": "Que faire ? " * 19, "intro": "Mots. " * 99}

    assert "CC BY 4.0" in words_of("/fr/cases/note.pdf", words, page=1)


def test_the_pdf_is_tagged_has_a_title_a_language_and_the_faces_of_the_atlas(client, atlas):
    file = client.get(f"/es/cases/note.pdf{FEW}&title=Qu%C3%A9+hacer").content

    assert file.startswith(b"%PDF-")
    assert b"/MarkInfo" in file
    assert b"/StructTreeRoot" in file
    assert re.search(rb"/Lang ?\(es", file)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file
    assert re.search(rb"/DisplayDocTitle true", file)
    assert b"Piazzolla" in file
    assert b"SourceSans3" in file.replace(b"-", b"")


OWN_FACES = {"Piazzolla-Medium", "Source-Sans3Regular", "Source-Sans3SemiBold"}
OTHER_LETTERS = {
    "Piazzolla-OtherLettersMedium",
    "Source-Sans3OtherLettersRegular",
    "Source-Sans3OtherLettersSemiBold",
}


@pytest.mark.parametrize("title", ["Que faire ?", "Łódź, Şırnak, Đakovo, Iași"])
def test_no_letter_of_the_pdf_is_of_a_face_that_the_engine_brings(client, atlas, title):
    """It has faces of its own for what it does not find in ours, heads as a whole too."""
    file = client.get("/fr/cases/note.pdf", {"case": BOGOTA, "title": title}).content

    faces = {name.decode() for name in re.findall(rb"/BaseFont ?/\w{6}\+([\w-]+)", file)}

    assert faces >= OWN_FACES
    assert faces <= OWN_FACES | OTHER_LETTERS


def against_pdf_ua(file):
    """What the machine-checkable rules of ISO 14289-1 find wrong, by a checker that agrees with
    veraPDF on the corpus of test files that veraPDF publishes."""
    report = pdf_rules.validate_pdf_bytes(file, profile=pdf_rules.ValidationProfile.PDF_UA_1)
    assert report.rules.total > 100
    return [(one.rule_id, one.message) for one in report.failures]


@each_language
@pytest.mark.parametrize("count", [1, 4, 30])
def test_the_pdf_conforms_to_pdf_ua(client, atlas, language, count):
    address = f"/{language}/cases/note.pdf{chosen(count)}{TOWN}"

    file = client.get(address, {"title": HOSTILE["title"], "intro": HOSTILE["intro"]}).content

    assert against_pdf_ua(file) == []
    assert against_pdf_ua(file.replace(b"<pdfuaid:part>1", b"<pdfuaid:part>9"))


reads_tags = pytest.mark.skipif(not shutil.which("pdfinfo"), reason="no pdfinfo here")
TREE = "1 0 obj <</Type/StructElem/S/TR/P 9 0 R/K[1 0 R]>> /IDTree<</Names[(a)1 0 R]>>"


@reads_tags
@pytest.mark.parametrize("count", [3, 30])
def test_each_cell_of_a_table_has_a_head_of_its_row_and_of_its_column(
    client, atlas, tmp_path, count
):
    """Read from the tags, as a screen reader does; whatever a reader typed."""
    answer = client.get(f"/fr/cases/note.pdf{chosen(count)}", {"title": TREE})
    file = tmp_path / "note.pdf"
    file.write_bytes(answer.content)
    command = ["pdfinfo", "-struct", file]
    told = subprocess.run(command, capture_output=True, check=True).stdout

    bodies = [
        part.split("THead")[0] for part in told.decode(errors="replace").split("TBody")[1:]
    ]
    assert len(bodies) == 2  # on the first sheet, and side by side
    for body in bodies:
        rows = re.split(r"\n +TR\n", body)[1:]
        assert len(rows) >= 3
        for row in rows:
            head, *cells = re.split(r"\n(?= +T[HD])", row)
            name = re.search(r"TH <(row-\d+)>:\n +/Scope /Row\n", head)[1]
            assert cells
            for cell in cells:
                assert re.match(rf" +TD:\n +/Headers \[\(U\d+x\d+y0\) \({name}\)\]", cell)


@reads_pdf
def test_the_words_of_a_reader_are_plain_text_in_a_pdf(words_of):
    told = words_of("/fr/cases/note.pdf", {"case": BOGOTA, **HOSTILE})
    words = flat(told)

    assert '#read("/etc/passwd") $x$ *y* = <b>z</b>' in words
    assert "root:" not in words
    assert "U+1F600" in words  # what no face has; brackets turn round beside Arabic
    assert '=HYPERLINK("http://x") {PAGE} \\includegraphics{a} [1] ```#eval("1")```' in words
    assert "@label <source-1> ~ ' \" \\u{41} %PDF &amp; {{ 7*7 }} ]]>" in words


@reads_pdf
def test_eight_questions_are_answered_by_the_text_with_their_sources(words_of):
    """As a reader would look: the words, and the number of a source behind them."""
    words = flat(words_of(f"/en/cases/note.pdf{FEW}", page=1))
    whole = flat(words_of(f"/en/cases/note.pdf{FEW}"))
    sources = whole.rpartition("How to cite")[0].rpartition("Sources")[2]

    answers = {
        "what was done": r"unpaid carers can study, get advice or rest .*? care for\. ?(\d+)",
        "built on what": r"Built on Day nurseries.*?besides ?(\d+)",
        "at what cost": r"Money 1,000,000 USD \(Prize 2022\).*?technical help ?(\d+)",
        "how sure": r"studied by an independent evaluation .*?strength to cope\. ?(\d+)",
        "whom to ask": r"Whom to ask Secretaría Distrital de la Mujer, Bogotá ?(\d+)",
        "what went wrong": r"What went wrong In Ciudad Bolívar.*?symptoms of depression ?(\d+)",
    }
    for question, pattern in answers.items():
        found = re.search(pattern, words)
        assert found, question
        assert re.search(rf"(^| ){found[1]} \S", sources), question
    assert re.search(r"since 2020, ongoing", words)  # since when
    assert "No year of start" not in words
    assert re.search(r"What is not known .*budget", words)  # what is unknown


STRANGE = [
    "x\u0301\u0489 e\u0331\u0300",
    "👨\u200d👩\u200d👧 🇫🇷 👍🏽",
    "क्षि ไทย\u0e33",
    "\ue000\ufdd0 \u2028",
    "א\u05b0 ب\u064e",
    "𝒜𝔅 ﷽ \u0f3c",
    "ꙮ ⸎ \u1ab0a",
    "漢字かな交じり文",
    "ȸȹ\u0234",
]


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="no pdfinfo here")
def test_each_case_of_the_first_sheet_has_a_heading(client, atlas, tmp_path):
    file = tmp_path / "note.pdf"
    file.write_bytes(client.get(f"/fr/cases/note.pdf{chosen(2)}").content)
    command = ["pdfinfo", "-struct", file]
    told = subprocess.run(command, capture_output=True, check=True).stdout.decode("latin-1")

    headings = re.findall(r'^ *H([1-6]) "([^"]*)"', told, re.MULTILINE)
    assert [level for level, _words in headings][:5] == ["1", "2", "2", "2", "2"]
    assert [words for _level, words in headings][1:3] == ["1 Bogota", "2 Iztapalapa"]


@reads_pdf
def test_a_place_that_lies_in_nothing_has_no_stray_comma_in_the_index(words_of):
    whole = flat(words_of("/fr/cases/note.pdf?case=benin-local-water-committees"))

    assert re.search(r"1 Bénin \([A-Z]", whole)


@pytest.mark.parametrize("words", STRANGE, ids=ascii)
def test_letters_that_no_face_has_do_not_stop_a_note(client, atlas, words):
    data = {"case": "gayaza-sustainable-microgardens", "title": words, "intro": words}

    assert client.get("/fr/cases/note.pdf", data).status_code == 200


def test_the_same_note_has_the_same_bytes(client, atlas):
    for name in ("pdf", "docx"):
        address = f"/fr/cases/note.{name}{FEW}"
        assert client.get(address).content == client.get(address).content


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_thirty_cases_stay_within_bounds(client, atlas, name):
    address = f"/fr/cases/note.{name}{chosen(30)}"
    tracemalloc.start()
    answer = client.get(address)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert answer.status_code == 200
    assert len(answer.content) < 4_000_000  # bytes
    assert most < 150_000_000  # bytes that Python asked for


def test_a_file_says_what_it_is_called(client, atlas):
    answer = client.get(f"/es/cases/note.pdf{FEW}")

    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="atlas-nota-al-concejo.pdf"' in answer["Content-Disposition"]


# --- DOCX -------------------------------------------------------------------------------------


@pytest.fixture
def document_of(client, atlas):
    def read(address, data=None):
        answer = client.get(address, data)
        assert answer.status_code == 200
        return Document(io.BytesIO(answer.content))

    return read


def test_the_document_has_real_headings_lists_and_tables(document_of):
    document = document_of(f"/fr/cases/note.docx{chosen(2)}")
    styles = {}
    for one in document.paragraphs:
        styles.setdefault(one.style.name, []).append(one.text)

    assert styles["Title"] == ["Ce que d’autres ont fait\xa0: Bogota, Iztapalapa"]
    assert styles["Heading 1"][:2] == ["Côte à côte", "Carte"]
    assert styles["Heading 1"][2].startswith("1 Manzanas del Cuidado")
    assert "Ce qui n’est pas connu" in styles["Heading 2"]
    assert styles["List Bullet"]
    assert document.styles["Title"].element.xpath("w:pPr/w:outlineLvl/@w:val") == ["0"]
    (legend,) = [one.text for one in document.paragraphs if "par qui le conduit;" in one.text]
    assert legend.endswith(".")
    table = document.tables[0]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")  # repeated on each page
    assert [cell.text for cell in table.rows[0].cells][1:] == [
        "Bogota, Manzanas del Cuidado", "Iztapalapa",
    ]  # fmt: skip


@each_language
def test_the_document_says_its_language_and_title(document_of, language):
    document = document_of(f"/{language}/cases/note.docx{FEW}&title=Que+faire")

    tongue = document.styles.element.xpath("w:docDefaults//w:lang/@w:val")
    assert tongue[0].startswith(language)
    assert document.core_properties.language.startswith(language)
    assert document.core_properties.title.endswith(": Que faire")


def test_the_words_of_a_reader_are_plain_text_in_a_document(client, atlas):
    file = client.get("/fr/cases/note.docx", {"case": BOGOTA, **HOSTILE}).content
    document = Document(io.BytesIO(file))
    words = flat("\n".join(one.text for one in document.paragraphs))
    xml = zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml").decode()

    assert all(flat(said) in words for said in HOSTILE.values())
    assert "fldSimple" not in xml
    assert "instrText" not in xml
    assert "&lt;b&gt;z&lt;/b&gt;" in xml


def test_a_picture_has_its_words(client, atlas):
    file = client.get(f"/en/cases/note.docx{FEW}").content
    xml = zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml").decode()

    assert 'descr="Map of the cases of this note, by their numbers"' in xml


WRITER = shutil.which("soffice")


@reads_pdf
@pytest.mark.skipif(not WRITER, reason="no LibreOffice here")
@pytest.mark.parametrize("town", ["", TOWN], ids=["", "for a town"])
@pytest.mark.parametrize("count", [1, 4, 8, 30])
def test_page_one_of_a_document_is_one_sheet(client, atlas, tmp_path, count, town):
    for language in CODES:
        file = client.get(f"/{language}/cases/note.docx{chosen(count)}{town}").content
        (tmp_path / f"{language}.docx").write_bytes(file)
    command = [WRITER, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
               "--convert-to", "pdf", "--outdir", tmp_path]  # fmt: skip
    files = [tmp_path / f"{language}.docx" for language in CODES]
    subprocess.run([*command, *files], capture_output=True, check=True, timeout=300)
    if not (tmp_path / "fr.pdf").exists():
        pytest.skip("LibreOffice has no Writer here")

    heads = {"fr": "Côte à côte", "en": "Side by side", "es": "Lado a lado"}
    for language, head in heads.items():
        told = subprocess.run(
            ["pdftotext", "-f", "1", "-l", "2", tmp_path / f"{language}.pdf", "-"],
            capture_output=True, check=True,
        ).stdout.decode()  # fmt: skip
        first, second = told.split("\f")[:2]
        assert "CC BY 4.0" in flat(first), language
        assert second.strip().startswith(head), language
