"""How a page says to cite it: three styles, three languages, and what machines read."""

import datetime
import json
import re

import pytest
from django.conf import settings
from django.utils import translation

from cases.models import Organisation
from open_data import publisher
from open_data.citable import Genre, Person, Work, of_release
from open_data.formats.references import write_bibtex, write_csl, write_ris
from open_data.styles import apa, chicago, iso690

TODAY = datetime.date(2027, 3, 1)
PAGE = Work(
    key="lima",
    genre=Genre.PAGE,
    title="Lima: a kitchen",
    url="https://atlas.org/en/cases/lima/",
    authors=["Atlas of Care"],
    date=datetime.date(2026, 11, 24),
    year=2026,
    publisher="Atlas of Care",
)
PAPER = Work(
    key="paper",
    genre=Genre.REPORT,
    title="Who cares?",
    url="https://x.org/p",
    authors=[Person("Byron", "Ada Jean-Luc"), Person("García", "Zoé"), Person("Li", "")],
    year=2025,
    publisher="A city",
)
UNDATED = Work(key="u", genre=Genre.DOCUMENT, title="No date", url="", authors=["A city"])
EXPECTED = {
    ("en", apa, "PAGE"): "Atlas of Care. (2026, November 24). Lima: a kitchen. "
    "https://atlas.org/en/cases/lima/",
    ("fr", apa, "PAGE"): "Atlas of Care. (2026, 24 novembre). Lima: a kitchen. "
    "https://atlas.org/en/cases/lima/",
    ("es", apa, "PAGE"): "Atlas of Care. (2026, 24 de noviembre). Lima: a kitchen. "
    "https://atlas.org/en/cases/lima/",
    ("en", chicago, "PAGE"): "Atlas of Care. Lima: a kitchen. Last modified 24 November 2026. "
    "https://atlas.org/en/cases/lima/",
    ("fr", iso690, "PAGE"): "ATLAS OF CARE. Lima: a kitchen [en ligne]. 2026 [consulté le "
    "1 mars 2027]. Disponible à l’adresse\u00a0: https://atlas.org/en/cases/lima/",
    ("es", iso690, "PAGE"): "ATLAS OF CARE. Lima: a kitchen [en línea]. 2026 [consultado el "
    "1 de marzo de 2027]. Disponible en: https://atlas.org/en/cases/lima/",
    ("en", apa, "PAPER"): "Byron, A. J.-L., García, Z., & Li. (2025). Who cares? A city. "
    "https://x.org/p",
    ("fr", apa, "PAPER"): "Byron, A. J.-L., García, Z. et Li. (2025). Who cares? A city. "
    "https://x.org/p",
    ("en", chicago, "PAPER"): "Byron, Ada Jean-Luc, Zoé García, and Li. Who cares? A city, "
    "2025. https://x.org/p",
    ("en", iso690, "PAPER"): "BYRON, Ada Jean-Luc, GARCÍA, Zoé and LI. Who cares? [online]. "
    "A city, 2025 [viewed 1 March 2027]. Available from: https://x.org/p",
    ("en", apa, "UNDATED"): "A city. (n.d.). No date.",
    ("fr", apa, "UNDATED"): "A city. (s.\u00a0d.). No date.",
    ("en", chicago, "UNDATED"): "A city. No date.",
}


@pytest.mark.parametrize(("language", "style", "name"), EXPECTED)
def test_a_work_is_cited_in_each_style_and_language(language, style, name):
    work = {"PAGE": PAGE, "PAPER": PAPER, "UNDATED": UNDATED}[name]

    with translation.override(language):
        told = str(style(work, TODAY) if style is iso690 else style(work))

    assert told == EXPECTED[language, style, name]


# --- on the pages -------------------------------------------------------------------------


def meta(page):
    return re.findall(r'<meta name="((?:citation_|DC\.)[^"]+)" content="([^"]*)">', page)


def linked_data(page):
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(data)


def test_the_page_of_a_case_says_how_to_cite_it(client, make_case):
    make_case("Un cas", slug="a-case")

    page = client.get("/fr/cases/a-case/").text

    for style in ["APA", "Chicago", "ISO 690"]:
        assert f"<dt>{style}</dt>" in page
    assert "Rédaction de l’Atlas du soin. (2" in page
    assert 'href="/fr/cases/a-case/reference.bib"' in page


def test_the_page_of_a_case_tells_machines_what_it_is(client, make_case, make_place):
    lima = make_place("Lima")
    lima.latitude, lima.longitude = "-12.05", "-77.04"
    lima.save()
    make_case("Un cas", slug="a-case", places=[lima], themes=["food"], groups=["children"])

    page = client.get("/fr/cases/a-case/").text

    assert ("citation_title", "Un cas") in meta(page)
    assert ("citation_author", "Rédaction de l’Atlas du soin") in meta(page)
    assert ("DC.coverage", "Lima") in meta(page)
    assert ("DC.subject", "food") in meta(page)
    assert '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">' in page
    data = linked_data(page)
    assert (data["@context"], data["@type"], data["name"]) == (
        "https://schema.org", "Article", "Un cas",
    )  # fmt: skip
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["spatialCoverage"][0]["geo"]["latitude"] == -12.05
    assert [term["name"] for term in data["about"]] == ["a-lever", "children", "food"]
    assert data["citation"][0]["name"] == "A report"


def test_a_notice_is_ours_and_the_document_its_authors(client, make_case, make_contribution):
    paper = make_contribution("A paper", slug="a-paper", year=2025, format="report")
    paper.cases.add(make_case("Un cas", slug="a-case"))

    page = client.get("/fr/contributions/a-paper/").text

    ours, theirs = re.split('id="cite-document"', page[page.index('id="cite"') :])
    assert "Rédaction de l’Atlas du soin. (2" in ours
    assert "Notice sur «\u202fA paper\u202f»" in ours.replace("\xa0", "\u202f")
    assert "/fr/contributions/a-paper/" in ours
    assert 'Byron, A. (2025). <i lang="en">A paper</i>.' in theirs
    assert f"{settings.SITE_URL}/fr/contributions" not in theirs.partition("</section>")[0]


def test_machines_are_told_of_the_notice_and_that_it_is_about_a_document(
    client, make_case, make_contribution
):
    paper = make_contribution("A paper", slug="a-paper", year=2025, format="report")
    paper.cases.add(make_case("Un cas", slug="a-case"))

    page = client.get("/fr/contributions/a-paper/").text

    assert ("citation_author", "Rédaction de l’Atlas du soin") in meta(page)
    assert ("citation_author", "Ada Byron") not in meta(page)
    data = linked_data(page)
    assert data["author"][0]["name"] == "Rédaction de l’Atlas du soin"
    document = data["mainEntity"]
    assert (document["@type"], document["author"][0]["familyName"]) == ("Report", "Byron")
    assert "url" not in document
    assert [case["name"] for case in data["mentions"]] == ["Un cas"]


@pytest.mark.parametrize("extension", ["bib", "ris", "csl.json"])
def test_both_are_references_to_take_away(client, make_contribution, extension):
    make_contribution("A paper", slug="a-paper", year=2025)

    document, notice = (
        client.get(f"/fr/contributions/a-paper/{name}.{extension}").getvalue().decode()
        for name in ("reference", "notice")
    )

    assert "Byron" in document
    assert "/contributions/a-paper" not in document
    assert "Byron" not in notice
    assert "Rédaction de l’Atlas du soin" in notice
    assert f"{settings.SITE_URL}/fr/contributions/a-paper/" in notice


def test_a_document_with_an_address_of_its_own_is_cited_by_it(client, make_contribution):
    make_contribution("A paper", slug="a-paper", url="https://x.org/paper")

    page = client.get("/fr/contributions/a-paper/").text

    assert "https://x.org/paper" in page.partition('id="cite-document"')[2]


def test_nobody_is_called_the_publisher_of_what_others_wrote(client, make_contribution):
    paper = make_contribution("A paper", slug="a-paper", year=None)
    paper.authorships.all().delete()
    body = Organisation.objects.create(slug="b", name="A network", kind="network")
    paper.contribution_organisations.create(organisation=body)

    data = linked_data(client.get("/en/contributions/a-paper/").text)["mainEntity"]

    assert data["author"] == [{"@type": "Organization", "name": "A network"}]
    assert "publisher" not in data
    assert "datePublished" not in data


def test_a_release_with_a_doi_is_cited_by_it(monkeypatch):
    monkeypatch.setitem(publisher.told()["dois"], 3, "10.1234/atlas.3")

    work = of_release(3, TODAY)

    assert str(apa(work)).endswith("https://doi.org/10.1234/atlas.3")
    assert '"DOI": "10.1234/atlas.3"' in "".join(write_csl([work]))
    assert "DO  - 10.1234/atlas.3" in "".join(write_ris([work]))
    assert "doi = {10.1234/atlas.3}" in "".join(write_bibtex([work]))


def test_the_terms_of_a_case_are_of_a_vocabulary_that_can_be_read(client, make_case):
    make_case("Un cas", slug="a-case", themes=["food"], groups=["children"])

    data = linked_data(client.get("/fr/cases/a-case/").text)

    for term in data["about"]:
        address = term["inDefinedTermSet"]
        assert address.startswith(f"{settings.SITE_URL}/api/")
        answer = client.get(address.removeprefix(settings.SITE_URL), {"language": "fr"})
        assert term["name"] in answer.text


def test_no_text_ends_the_block_of_data_early(client, make_case):
    title = "</script><script>alert(1)</script> & <!-- more"
    make_case(title, slug="a-case")

    page = client.get("/fr/cases/a-case/").text

    assert "<script>alert" not in page
    assert linked_data(page)["name"] == title


def test_a_title_says_its_language_where_it_is_not_that_of_the_page(client, make_case):
    make_case("Un cas", slug="a-case")

    assert '<i lang="fr">Un cas</i>' in client.get("/en/cases/a-case/").text
    assert "<i>1 cas de l’Atlas du soin" in client.get("/fr/data/").text


# --- the page of all formats --------------------------------------------------------------


def test_the_page_of_all_formats_states_every_count(client, make_case, make_contribution):
    first = make_case(levers=["one"])
    make_case(levers=["one"])
    make_case(levers=["two"])
    make_contribution().cases.add(first)

    page = client.get("/en/data/?lever=one").text

    assert "2 cases, in the formats of your tools" in page
    assert page.count("2 references") == 2
    assert page.count("1 reference<") == 1
    assert 'href="/en/cases/export.xlsx?lever=one"' in page
    assert "2 cases of the Atlas of Care: one" in page


def test_the_page_of_all_formats_refuses_a_bad_question(client, db):
    response = client.get("/en/data/?region=999")

    assert response.status_code == 400
    assert "“999” is not a value of “Region”." in response.text


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_the_codebook_tells_every_column(client, db, language):
    from open_data.sheet import SHEET
    from open_data.table_rows import TABLES

    page = client.get(f"/{language}/data/codebook/").text

    for table in TABLES.values():
        assert f'<section id="{table.name}">' in page
    for column in [*SHEET, *(column for table in TABLES.values() for column in table.columns)]:
        assert f"<code>{column.name}</code>" in page
    assert "well-documented = " in page
