"""The council note: one page of what others did, from chosen cases or from a question."""

import datetime
import io
from threading import BoundedSemaphore
from time import monotonic
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from docx import Document

from cases.models import (
    Case,
    Contact,
    Cost,
    Evidence,
    Place,
    Result,
    ResultKind,
    StartingPoint,
)
from council import views
from council.throttles import NoteThrottle
from editorial import catalogue
from editorial.models import FormerSlug, Tombstone
from editorial.publication import State
from infrastructures.models import Function

PAGE = "/fr/cases/note/"


@pytest.fixture
def accra(make_case, make_place):
    """A case of which all is known."""
    case = make_case(
        "Accra, des crèches au marché", slug="accra", groups=["children"], start_year=2019,
        operation="ongoing", in_short_fr="La ville ouvre des crèches près des marchés.",
        approach_fr="- Une crèche par marché [1].", not_found_fr="- Le budget total.",
        built_on=["building-or-space"],
        places=[make_place("Accra", country="GH", region="011", within="202")],
    )  # fmt: skip
    source = case.sources.get()
    Result.objects.create(
        case=case, source=source, kind=ResultKind.OUTCOME, evidence=Evidence.COMPARED,
        year=2022, statement_fr="Les mères gagnent une heure par jour.",
    )  # fmt: skip
    Cost.objects.create(
        case=case, amount=40000, currency="GHS", kind="budget", year_from=2021, cites="[1]",
        what_fr="pour une crèche",
    )  # fmt: skip
    StartingPoint.objects.create(
        case=case, aspect="built_on", text_fr="Des halles du marché [1]."
    )
    Contact.objects.create(
        case=case, office="Accra Metropolitan Assembly", url="https://ama.example.org/creches",
        seen_on=datetime.date(2026, 11, 1), cites="[1]",
    )  # fmt: skip
    catalogue.changed(case)
    return case


@pytest.fixture
def bogota(make_case):
    """A case of which little is known."""
    return make_case("Bogota, un lieu", slug="bogota", in_short_fr="Un lieu pour souffler.")


def first_sheet(page):
    return page.text.partition('<article class="leaf one')[2].partition("</article>")[0]


def test_page_one_says_what_was_done_on_what_at_what_cost_how_sure_and_whom_to_ask(
    client, accra
):
    sheet = first_sheet(client.get(f"{PAGE}?case=accra"))

    assert "La ville ouvre des crèches près des marchés." in sheet
    assert "Des halles du marché" in sheet
    assert "40\xa0000 GHS (Budget 2021)" in sheet
    assert "Les mères gagnent une heure par jour." in sheet
    assert "comparé à un autre groupe" in sheet
    assert "Accra Metropolitan Assembly" in sheet
    assert 'href="https://ama.example.org/creches"' in sheet
    assert "Le budget total." in sheet


def test_each_fact_has_the_number_of_a_source_that_stands_in_the_note(client, accra, bogota):
    text = client.get(f"{PAGE}?case=accra&case=bogota").text

    assert 'class="cite" href="#source-1"' in text
    assert '<li id="source-1">' in text
    assert '<li id="source-2">' in text  # the second case goes on where the first ended
    assert '<li id="source-3">' not in text


def test_what_is_not_known_is_said_on_page_one(client, accra, bogota):
    sheet = first_sheet(client.get(f"{PAGE}?case=accra&case=bogota"))

    assert "Aucune somme trouvée" in sheet
    assert "Aucun service trouvé" in sheet
    assert "Aucune somme d’argent" in sheet.partition("Ce qui n’est pas connu")[2]


def test_the_order_of_the_address_is_that_of_the_note(client, accra, bogota):
    page = client.get(f"{PAGE}?case=bogota&case=accra")

    assert [one.case.slug for one in page.context["note"].facts] == ["bogota", "accra"]


def test_any_question_has_a_note(client, accra, bogota):
    page = client.get(f"{PAGE}?group=children")

    assert page.status_code == 200
    assert [one.case.slug for one in page.context["note"].facts] == ["accra"]
    assert page.context["note"].title == "Ce que d’autres ont fait\xa0: children"


def test_a_note_opens_by_a_case_or_by_figures(client, accra, bogota):
    both = f"{PAGE}?case=accra&case=bogota"

    by_case = client.get(both).context["note"].page_one.answer()
    by_figures = client.get(f"{both}&opening=figures").context["note"].page_one.answer()

    assert by_case[0][0].text.startswith("Le récit le mieux établi d’un changement dans la vie")
    assert "(Accra)" in by_case[0][0].text
    assert by_case[0][-1].kind == "cite"
    assert by_figures[0][0].text == "Une somme d’argent est connue pour 1 cas sur 2."


def test_a_question_of_more_cases_is_cut_and_says_so(client, make_case):
    for number in range(32):
        make_case(f"Cas {number}", slug=f"cas-{number}")

    page = client.get(PAGE)

    assert page.status_code == 200
    assert len(page.context["note"].facts) == 30
    assert "2 autres cas répondent à cette question" in page.text


@pytest.fixture
def with_result(bogota):
    """with_result(ResultKind.RULE): the case of which little is known, with a result."""

    def add(kind, evidence=Evidence.COMPARED):
        Result.objects.create(
            case=bogota, source=bogota.sources.get(), kind=kind, evidence=evidence,
            statement_fr="Vingt lieux sont ouverts.",
        )  # fmt: skip
        catalogue.changed(bogota)
        return bogota

    return add


def test_a_firmer_result_that_is_no_change_in_lives_is_not_denied(client, accra, with_result):
    Result.objects.update(evidence=Evidence.PROMOTER)
    with_result(ResultKind.OUTPUT, Evidence.COMPARED)

    sheet = first_sheet(client.get(f"{PAGE}?case=accra&case=bogota"))

    assert "Le récit le mieux établi d’un changement dans la vie des gens (Accra)" in sheet
    assert "Résultat le mieux établi" not in sheet


def test_where_no_lives_are_said_to_change_the_firmest_result_is_named(
    client, make_case, with_result
):
    make_case("Rien", slug="rien")
    with_result(ResultKind.OUTPUT)

    sheet = first_sheet(client.get(f"{PAGE}?case=bogota&case=rien"))

    assert "Résultat le mieux établi (Bogota)" in sheet


def test_of_two_that_are_equally_firm_none_is_the_firmest(client, accra, with_result):
    Result.objects.update(evidence=Evidence.COMPARED, kind=ResultKind.OUTCOME)
    with_result(ResultKind.OUTCOME, Evidence.COMPARED)

    sheet = first_sheet(client.get(f"{PAGE}?case=accra&case=bogota"))

    assert "2 récits d’un changement dans la vie des gens sont aussi bien établis" in sheet
    assert "le mieux établi" not in sheet


def test_nothing_is_the_firmest_of_one(client, accra):
    opening = client.get(f"{PAGE}?case=accra").context["note"].page_one.answer()

    assert "Les mères gagnent une heure par jour." in "".join(run.text for run in opening[0])
    assert "mieux établi" not in "".join(run.text for run in opening[0])


def test_a_case_without_a_place_is_known_by_its_title(client, accra, with_result):
    with_result(ResultKind.OUTPUT)
    Result.objects.exclude(case__slug="bogota").delete()

    page = client.get(f"{PAGE}?case=accra&case=bogota")

    note, sheet = page.context["note"], first_sheet(page)
    assert note.title == "Ce que d’autres ont fait\xa0: Accra, Bogota"
    assert note.heads == ["Accra", "Bogota"]
    assert "Résultat le mieux établi (Bogota)" in sheet
    assert "Aucune somme d’argent\xa0: Bogota." in sheet
    assert sheet.count("Sans lieu unique") == 1  # under its name
    for name in ("pdf", "docx"):
        assert client.get(f"/fr/cases/note.{name}?case=accra&case=bogota").status_code == 200


@pytest.mark.parametrize("kind", [ResultKind.RULE, ResultKind.FINDING, ResultKind.FORECAST])
def test_a_result_that_is_no_count_is_not_denied(client, with_result, kind):
    with_result(kind)

    for page in (PAGE + "?case=bogota", "/fr/cases/bogota/"):
        text = client.get(page).text
        assert "Aucun résultat attesté" not in text
        assert "Aucun décompte de ce qui a été fait ou changé" in text


def test_where_no_result_is_on_record_that_is_said(client, bogota):
    for page in (PAGE + "?case=bogota", "/fr/cases/bogota/"):
        assert "Aucun résultat attesté" in client.get(page).text


def test_the_author_of_a_note_is_that_of_all_the_rest(client, accra):
    page = client.get(f"{PAGE}?case=accra")
    file = client.get(f"{PAGE[:-1]}.docx?case=accra")

    assert page.context["note"].citation.startswith("Rédaction de l’Atlas du soin")
    document = Document(io.BytesIO(file.content))
    assert document.core_properties.author == "Rédaction de l’Atlas du soin"


def test_a_page_of_many_cases_leaves_the_whole_of_each_to_its_page_and_the_files(
    client, accra, make_case
):
    for number in range(20):
        make_case(f"Cas {number}", slug=f"cas-{number}", in_short_fr="Un lieu.")

    few = client.get(f"{PAGE}?case=accra").text
    many = client.get(f"{PAGE}?case=accra{''.join(f'&case=cas-{n}' for n in range(20))}").text

    assert "Une crèche par marché" in few
    assert "Une crèche par marché" not in many
    assert "Le reste se lit sur sa page" in many


# --- a note for a town ----------------------------------------------------------------------


def test_a_note_for_a_town_says_so_and_what_each_case_has_in_common(client, accra, bogota):
    page = client.get(f"{PAGE}?near=GH-1000000")

    assert [one.case.slug for one in page.context["note"].facts] == ["accra", "bogota"]
    sheet = first_sheet(page)
    assert "pour une ville, pays GH" in sheet
    assert "le même pays" in sheet


def test_a_note_for_a_town_that_no_case_is_near_says_so(client, bogota, make_place):
    make_place("Tamale", country="GH", region="011", within="202")

    sheet = first_sheet(client.get(f"{PAGE}?near=GH-1000000"))

    assert "Aucun cas n’a ici beaucoup en commun avec une ville, pays GH." in sheet


def test_chosen_cases_are_named_by_their_places_for_a_town_too(client, accra, bogota):
    note = client.get(f"{PAGE}?case=accra&case=bogota&near=GH-1000000").context["note"]

    assert note.is_chosen


def test_the_files_of_a_note_are_for_the_town_too(client, accra):
    answer = client.get(f"{PAGE[:-1]}.docx?near=GH-1000000")

    words = "\n".join(one.text for one in Document(io.BytesIO(answer.content)).paragraphs)
    assert "pour une ville, pays GH" in words
    assert "le même pays" in words


# --- the reader's own words ---------------------------------------------------------------


def test_what_is_sent_becomes_an_address_and_is_kept_nowhere(client, accra, bogota):
    sent = {
        "title": "Que faire ici ?",
        "intro": "Pour le conseil du 3 mars.",
        "opening": "figures",
        "note-accra": "Comme chez nous.",
        "note-bogota": "",
    }
    answer = client.post(f"{PAGE}?case=accra&case=bogota", sent)

    assert answer.status_code == 302
    address = urlsplit(answer["Location"])
    assert parse_qs(address.query) == {
        "case": ["accra", "bogota"], "title": ["Que faire ici ?"], "opening": ["figures"],
        "intro": ["Pour le conseil du 3 mars."], "note-accra": ["Comme chez nous."],
    }  # fmt: skip
    text = client.get(answer["Location"]).text
    assert "<bdi>Que faire ici ?</bdi>" in text
    assert "<bdi>Comme chez nous.</bdi>" in text
    assert not answer.cookies


def test_the_other_languages_keep_the_words(client, accra):
    text = client.get(f"{PAGE}?case=accra&title=Voir").text

    assert "/es/cases/note/?case=accra&amp;title=Voir" in text


@pytest.mark.parametrize(
    ("name", "most"), [("title", 240), ("intro", 600), ("note-accra", 500)]
)
def test_words_have_a_largest_length_and_what_was_typed_stays(client, accra, name, most):
    page = client.post(f"{PAGE}?case=accra", {name: "é" * (most + 1)})

    assert page.status_code == 400
    assert f"{most} caractères" in page.text
    assert "é" * (most + 1) in page.text


def test_an_address_that_would_not_pass_is_refused_in_words(client, make_case):
    for number in range(20):
        make_case(f"Cas {number}", slug=f"cas-{number}")
    words = {f"note-cas-{number}": "é" * 450 for number in range(20)}

    page = client.post(PAGE, words)

    assert page.status_code == 400
    assert "caractères\u202f; 7900 passent partout" in page.text.replace("7 900", "7900")


def test_ten_kilobytes_are_refused_in_words(client, accra):
    page = client.get(f"{PAGE}?case=accra&title={'x' * 10_000}")

    assert page.status_code == 400
    assert "La note ne peut pas être faite telle quelle" in page.text


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "<b>x</b>", '"><img src=x>'])
def test_markup_of_a_reader_is_text(client, accra, words):
    text = client.get(PAGE, {"case": "accra", "title": words, "note-accra": words}).text

    assert words not in text
    assert words.replace("<", "&lt;").split('"')[0].split(">")[0] in text


def test_signs_that_turn_the_order_of_letters_are_left_out(client, accra):
    page = client.get(PAGE, {"case": "accra", "title": "a\u202eb\u0007c\u2066d"})

    assert page.context["note"].title == "ab cd"
    assert "\u202e" not in page.text


# --- what cannot be --------------------------------------------------------------------------


def test_a_withdrawn_case_is_named_and_kept_out(client, accra, bogota):
    Case.objects.filter(slug="bogota").update(state=State.ARCHIVED)
    Tombstone.objects.create(
        kind="case", slug="bogota", title_fr="Bogota, un lieu", withdrawn_at=timezone.now()
    )
    catalogue.changed(bogota)

    page = client.get(f"{PAGE}?case=accra&case=bogota&note-bogota=Voir")

    assert page.status_code == 200
    assert "«\xa0Bogota, un lieu\xa0» a été retiré" in page.text.replace("\u202f", "\xa0")
    assert [one.case.slug for one in page.context["note"].facts] == ["accra"]
    assert "«\xa0bogota\xa0», qui n’est pas dans cette note" in page.text


def test_a_case_named_twice_is_told_once(client, accra):
    page = client.get(f"{PAGE}?case=accra&case=accra")

    assert len(page.context["note"].facts) == 1


def test_a_former_slug_is_read_as_the_present_one(client, accra):
    FormerSlug.objects.create(kind="case", slug="old-accra", now="accra")
    catalogue.changed(accra)

    page = client.get(f"{PAGE}?case=old-accra")

    assert page.context["note"].facts[0].case.slug == "accra"


@pytest.mark.parametrize(
    "query",
    [
        "?case=acc", "?case=accra&case=", "?case=accra&title=%C3", "?case=accra&opening=x",
        "?case=accra&note-acc=Voir", "?" + "&".join(f"case=x-{n}" for n in range(31)),
        "?case=%00", "?from=abc", "?case=accra&note-=x",
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["/", ".pdf", ".docx"])
def test_an_address_that_was_cut_or_mistyped_gets_words(client, accra, query, end):
    answer = client.get(f"/fr/cases/note{end}{query}")

    assert answer.status_code in (200, 400)


def test_a_question_without_an_answer_has_no_note_and_says_so(client, accra):
    page = client.get(f"{PAGE}?q=xyzzyxyzzy")

    assert page.status_code == 400
    assert "une note en demande au moins un" in page.text


def test_an_unpublished_case_is_in_no_note(client, accra, make_case):
    make_case("Secret", slug="secret", state=State.DRAFT)

    assert client.get(f"{PAGE}?case=secret").status_code == 400
    assert "Secret" not in client.get(PAGE).text


def test_an_unknown_format_leads_to_those_that_there_are(client, accra):
    page = client.get("/fr/cases/note.odt?case=accra")

    assert page.status_code == 404
    assert ".docx" in page.text


def test_where_files_are_being_written_a_reader_does_not_wait_long(client, accra, monkeypatch):
    monkeypatch.setattr(views, "at_once", BoundedSemaphore(0))
    start = monotonic()

    answer = client.get("/fr/cases/note.docx?case=accra")

    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert monotonic() - start < 10  # seconds; the thread is a page's again
    assert "s’imprime en attendant" in answer.text


def test_one_address_may_ask_for_so_many_files(client, accra, monkeypatch):
    monkeypatch.setattr(NoteThrottle, "rate", "1/hour")
    address = "/fr/cases/note.docx?case=accra"

    assert client.get(address).status_code == 200
    answer = client.get(address)

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "Trop de fichiers de notes en une heure" in answer.text
    assert client.get(f"{PAGE}?case=accra").status_code == 200  # the page goes on
    assert client.get(address, REMOTE_ADDR="192.0.2.9").status_code == 200


@pytest.mark.parametrize("file", ["/", ".pdf", ".docx"])
@pytest.mark.parametrize("slug", ["b-function", "none", "1"])
def test_a_note_is_made_whatever_a_function_is_called(
    client, make_case, make_place, slug, file
):
    """On its map and in its rows it is told in ink."""
    place = make_place("Lima", country="PE")
    Place.objects.filter(pk=place.pk).update(latitude="-12", longitude="-77")
    make_case(slug="cuidar", places=[place], levers=["one"])
    Function.objects.update(slug=slug)

    assert client.get(f"/fr/cases/note{file}?case=cuidar").status_code == 200


# --- what it costs ---------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 30])
def test_a_note_costs_exactly_this(client, make_case, queries_of, count):
    for number in range(count):
        make_case(f"Cas {number}", slug=f"cas-{number}")
    client.get(PAGE)

    # 1 the stamp; the cases and the eleven things they are tied to; the release; the day of
    # the content is remembered.
    assert queries_of(PAGE) == 14
