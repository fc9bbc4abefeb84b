"""An editor's afternoon: a contribution from the empty form to the public page."""

import pytest
from playwright.sync_api import expect

from .conftest import sign_in

CONTRIBUTIONS = "/admin/contributions/contribution/"
TITLE = "Le soin au fil de l’eau"
PUBLIC = "/fr/contributions/le-soin-au-fil-de-leau/"
LEVER = "Réalisation directe"
CASES = ["Manzanas", "Gayaza"]


def choose(page, field, words):
    """Pick the first answer of an autocomplete field; its name as shown."""
    page.click(f"{field} .select2-selection")
    page.locator(".select2-container--open .select2-search__field").fill(words)
    answer = page.locator(".select2-results__option--highlighted", has_text=words)
    name = answer.inner_text()
    answer.click()
    return name


def do(page, action):
    """Tick the contribution in the list, and do this to it."""
    page.goto(f"{CONTRIBUTIONS}?q=fil+de")
    page.check("#result_list input.action-select")
    page.select_option("select[name=action]", action)
    page.click("#changelist-form button[name=index]")
    confirm(page)


def confirm(page):
    """Read what is open before a deed is done, and do it; alone, if that has to be said."""
    page.locator("#deed_form, .messagelist .success").first.wait_for()
    if page.locator("#deed_form").count():
        if page.locator("#id_alone").count():
            page.fill("#id_alone", "Personne d’autre n’est à la rédaction.")
        page.click("#deed_form button.first")
    page.wait_for_selector(".messagelist .success")


def save(page):
    page.locator("[name=_save]").first.click()


def test_a_contribution_goes_from_the_form_to_the_public_page(browse):
    desk = browse()
    stranger = browse(refusals=True)
    sign_in(desk)

    desk.goto(f"{CONTRIBUTIONS}add/")
    desk.fill("#id_original_title", "Care along the water")
    desk.locator("#id_title_fr").press_sequentially(TITLE)
    desk.fill("#id_language", "en")
    desk.fill("#id_year", "2025")
    desk.fill("#id_abstract_fr", "Ce que l’eau fait au **soin**.")
    choose(desk, ".field-levers", LEVER)
    cases = [choose(desk, ".field-cases", words) for words in CASES]
    choose(desk, "#authorships-0 .field-author", "Camila")
    save(desk)
    expect(desk.locator(".messagelist .success")).to_be_visible()

    assert stranger.goto(PUBLIC).status == 404
    do(desk, "submit")
    assert stranger.goto(PUBLIC).status == 404
    desk.click("#result_list tbody th a")  # alone: on its own page, with the reason
    desk.locator("[name=_publish_change]").first.click()
    confirm(desk)

    assert stranger.goto(PUBLIC).status == 200
    expect(stranger.locator("h1")).to_have_text(TITLE)
    expect(stranger.locator(".prose strong")).to_have_text("soin")
    assert sorted(stranger.locator(".card h3").all_inner_texts()) == sorted(cases)


@pytest.fixture
def wrong_case(desk):
    """A new case, sent with an end before its start and two sources of the same number."""
    page = desk("/admin/cases/case/add/", refusals=True)
    page.fill("#id_title_fr", "Une crèche au marché")
    page.fill("#id_summary_fr", "Un long résumé, avec « guillemets » et <balises>.")
    page.fill("#id_start_year", "2020")
    page.fill("#id_end_year", "2010")
    choose(page, "#case_levers-0 .field-lever", LEVER)
    for number in range(2):
        page.click("#sources-group .add-row a")
        page.fill(f"#id_sources-{number}-position", "1")
        page.fill(f"#id_sources-{number}-title", f"Rapport {number}")
        page.fill(f"#id_sources-{number}-publisher", "Ville")
        page.fill(f"#id_sources-{number}-language", "fr")
        page.select_option(f"#id_sources-{number}-kind", "official")
    save(page)
    page.wait_for_selector(".errornote")
    return page


def test_a_case_form_with_faults_says_each_of_them(wrong_case):
    expect(wrong_case.locator(".errornote")).to_be_visible()
    expect(wrong_case.locator("#case_form > div > .errorlist li")).not_to_have_count(0)
    expect(wrong_case.locator("#sources-group .errorlist li").first).to_be_visible()


def test_a_case_form_with_faults_loses_nothing_typed(wrong_case):
    kept = {
        "#id_title_fr": "Une crèche au marché",
        "#id_summary_fr": "Un long résumé, avec « guillemets » et <balises>.",
        "#id_start_year": "2020",
        "#id_end_year": "2010",
        "#id_sources-0-title": "Rapport 0",
        "#id_sources-1-title": "Rapport 1",
        "#id_sources-1-position": "1",
        "#id_sources-1-kind": "official",
    }

    for field, value in kept.items():
        expect(wrong_case.locator(field)).to_have_value(value)
    expect(wrong_case.locator("#case_levers-0 .select2-selection")).to_contain_text(LEVER)


def test_the_desk_changes_its_language_and_back(desk):
    page = desk("/admin/cases/case/?q=bogota")

    for language, log_out in [("es", "Cerrar sesión"), ("fr", "Déconnexion")]:
        page.click(f".desk-tongues [lang={language}]")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("#logout-form button")).to_have_text(log_out, ignore_case=True)
        assert page.url.endswith("/admin/cases/case/?q=bogota")
