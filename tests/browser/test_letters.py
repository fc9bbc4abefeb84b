"""A reader writes without an account and without a script; an editor makes a draft of it."""

import pytest

from letters.opened import SOONEST

CASE = "bogota-manzanas-del-cuidado"


@pytest.fixture
def reader(browse):
    """A phone that runs no script."""
    return browse(width=360, java_script_enabled=False)


def send(page):
    page.wait_for_timeout(SOONEST * 1000)  # as long as a person takes at least
    with page.expect_navigation():  # the whole page: a click waits for its first bytes only
        page.click("text=Envoyer")


def test_a_remark_goes_from_the_page_of_a_case_to_the_page_of_a_letter(reader):
    reader.goto(f"/fr/cases/{CASE}/")
    reader.click("text=Une erreur ou un manque")
    reader.check("text=Une source ne répond plus")
    reader.fill("[name=words]", "La source 2 ne répond plus.")
    reader.check("[name=consent]")
    send(reader)

    assert "/fr/letters/sent/" in reader.url
    assert reader.locator("text=La source 2 ne répond plus.").count() == 1
    assert reader.locator(f"a[href='/fr/cases/{CASE}/']").count() == 1


def test_what_is_missing_is_asked_for_and_what_was_written_stays(browse):
    page = browse("/fr/letters/proposal/", refusals=True, java_script_enabled=False)
    page.fill("[name=words]", "Quito : des cantines.")
    send(page)

    assert page.locator("[role=alert]").is_visible()
    assert page.input_value("[name=words]") == "Quito : des cantines."


def test_an_empty_answer_leads_to_a_proposal_and_that_to_a_draft(reader, desk):
    reader.goto("/fr/cases/?q=xyzzyxyzzy")
    reader.click("text=Proposez-le")
    reader.fill("[name=words]", "Quito : des cantines communautaires.")
    reader.fill("[name=source]", "https://example.org/quito")
    reader.check("[name=consent]")
    send(reader)
    reference = reader.locator("h1").inner_text()

    editor = desk("/admin/")
    editor.click(f"#letters >> text={reference}")
    editor.fill("[name=title]", "Quito : des cantines")
    editor.click("button:has-text('Accepter')")

    assert editor.input_value("[name=title_fr]") == "Quito : des cantines"
    reader.reload()
    assert reader.locator("text=il n’est pas encore publié").count() == 1
    assert reader.locator("text=Quito : des cantines").count() == 1  # the words of the reader
