"""Wherever something is told, a reader can say that it is wrong; wherever there is nothing,
that there is a case: by a form that knows where it was opened. No link leads nowhere."""

import re
from html import unescape

import pytest

from cases.models import Region
from letters.models import Letter

pytestmark = pytest.mark.django_db
FORM = re.compile(r'href="(/fr/letters/[^"]*)"')
LEVER = "?lever=empty"
# Where there is nothing: the page, and what was asked when its forms are opened.
NOTHING = {
    "list": (f"/fr/cases/{LEVER}", LEVER),
    "list of a cell": (f"/fr/cases/{LEVER}&region=005", f"{LEVER}&region=005"),
    "list of another cell": ("/fr/cases/?theme=care&group=none", "?group=none&theme=care"),
    "list in words": ("/fr/cases/?q=zzzz", "?q=zzzz"),
    "map": (f"/fr/cases/map/{LEVER}", LEVER),
    "results": (f"/fr/cases/results/{LEVER}", LEVER),
    "comparison": (f"/fr/cases/compare/{LEVER}", LEVER),
    "note": (f"/fr/cases/note/{LEVER}", LEVER),
    "choice that is kept": (f"/fr/selections/new/{LEVER}", LEVER),
    "search": ("/fr/search/?q=zzzz", "?q=zzzz"),
    "lever without cases": ("/fr/levers/empty/", LEVER),
    "function without cases": ("/fr/functions/nothing/", "?function=nothing"),
    "region with missing levers": ("/fr/regions/005/", "?region=005"),
    "region without cases": ("/fr/regions/002/", "?region=002"),
}
# Where there is something: its own form, which knows the thing and the version that was read.
SOMETHING = {
    "case": ("/fr/cases/a-case/", "/fr/letters/case/a-case/"),
    "contribution": ("/fr/contributions/a-paper/", "/fr/letters/contribution/a-paper/"),
}


@pytest.fixture
def gaps(site, make_lever, make_case):
    """The atlas of one of each, with what no case has, or no case together."""
    make_lever("empty", function="nothing")
    make_case(themes=["care"])
    make_case(groups=["none"])
    Region.objects.create(code="002", level=1, name_fr="Afrique")


def forms_in(page):
    return {unescape(address) for address in FORM.findall(page)}


@pytest.mark.parametrize("kind", NOTHING)
def test_where_there_is_nothing_a_case_is_proposed_or_the_gap_told(client, gaps, kind):
    address, asked = NOTHING[kind]

    answer = client.get(address)

    found = forms_in(answer.text)
    assert {f"/fr/letters/proposal/{asked}", f"/fr/letters/remark/{asked}"} <= found
    assert {client.get(form).status_code for form in found} == {200}


@pytest.mark.parametrize("kind", SOMETHING)
def test_where_there_is_something_it_is_said_to_be_wrong(client, site, kind):
    address, form = SOMETHING[kind]

    found = forms_in(client.get(address).text)

    assert {form, "/fr/letters/proposal/"} <= found
    assert {client.get(one).status_code for one in found} == {200}


def test_a_list_of_contributions_without_any_leads_to_the_editors(client, gaps):
    main = client.get(f"/fr/contributions/{LEVER}").text.split("<footer")[0]

    assert "/fr/letters/remark/" in forms_in(main)


@pytest.mark.parametrize(
    "axes", ["", "?rows=theme&columns=group", "?rows=function&columns=region"]
)
def test_every_empty_cell_of_a_matrix_leads_to_the_two_forms(client, gaps, axes):
    page = client.get(f"/fr/cases/matrix/{axes}").text
    cells = re.findall(r'class="[^"]*gap"><a href="([^"]*)"', page)

    assert cells
    for address in {unescape(cell) for cell in cells}:
        asked = address.partition("?")[2]
        found = forms_in(client.get(address).text)
        assert {f"/fr/letters/{form}/?{asked}" for form in ("proposal", "remark")} <= found


def test_a_letter_of_a_gap_knows_which_gap(write, gaps):
    write(f"/fr/letters/remark/{LEVER}&region=005")

    assert Letter.objects.filter(question="lever=empty&region=005").count() == 1
