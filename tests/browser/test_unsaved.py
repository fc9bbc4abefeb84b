"""Text that is being written: kept by the browser, offered again, asked about, never shown to
another person."""

from playwright.sync_api import expect

from .conftest import EDITOR, sign_in
from .test_editor_path import LEVER, choose, save

ADD = "/admin/cases/case/add/"
TITLE = "Un lavoir au marché"
TEXT = "Un long résumé,\nsur deux lignes, avec « guillemets » et <balises>."
OFFER = "#unsaved-offers .unsaved"


def kept(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))")


def write(page):
    """A case half written: texts, a list, an autocomplete, a box and a new row."""
    page.locator("#id_title_fr").press_sequentially(TITLE)
    page.fill("#id_summary_fr", TEXT)
    page.select_option("#id_operation", "ongoing")
    page.locator("#id_themes input").nth(2).check()
    choose(page, "#case_levers-0 .field-lever", LEVER)
    page.click("#sources-group .add-row a")
    page.fill("#id_sources-0-title", "Rapport neuf")
    page.wait_for_function("""() => Object.keys(localStorage).some((key) =>
      key.startsWith("draft:") && localStorage[key].includes("Rapport neuf"))""")


def is_written(page):
    expect(page.locator("#id_title_fr")).to_have_value(TITLE)
    expect(page.locator("#id_slug")).to_have_value("un-lavoir-au-marche")
    expect(page.locator("#id_summary_fr")).to_have_value(TEXT)
    expect(page.locator("#id_operation")).to_have_value("ongoing")
    expect(page.locator("#id_themes input").nth(2)).to_be_checked()
    expect(page.locator("#case_levers-0 .select2-selection")).to_contain_text(LEVER)
    expect(page.locator("#id_sources-0-title")).to_have_value("Rapport neuf")


def test_what_was_written_is_offered_after_a_crash_and_taken_back(desk):
    first = desk(ADD)
    write(first)
    page = first.context.new_page()
    first.close()
    page.goto(ADD)

    expect(page.locator(OFFER)).to_contain_text("sans enregistrer")
    expect(page.locator("#id_title_fr")).to_have_value("")
    page.click(f"{OFFER} summary")
    expect(page.locator(f"{OFFER} dl")).to_contain_text("Rapport neuf")
    page.locator(f"{OFFER} [data-deed=take]").press("Enter")

    is_written(page)
    expect(page.locator(f"{OFFER} [data-deed=undo]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#id_title_fr")).to_have_value("")
    expect(page.locator("#id_sources-0-title")).to_have_count(0)
    page.locator(f"{OFFER} [data-deed=take]").press("Enter")
    is_written(page)


def test_what_is_let_go_is_not_offered_again(desk):
    first = desk(ADD)
    write(first)
    page = first.context.new_page()
    first.close()
    page.goto(ADD)

    page.click(f"{OFFER} [data-deed=leave]")
    assert kept(page) == []
    page.click(f"{OFFER} [data-deed=undo]")
    assert len(kept(page)) == 1
    page.click(f"{OFFER} [data-deed=leave]")
    page.reload()

    expect(page.locator("#id_title_fr")).to_be_visible()
    expect(page.locator(OFFER)).to_have_count(0)


def test_what_is_being_written_in_another_window_is_not_offered(desk):
    first = desk(ADD)
    write(first)
    second = first.context.new_page()
    second.goto(ADD)
    second.wait_for_timeout(500)

    expect(second.locator(OFFER)).to_have_count(0)


def test_another_person_in_this_browser_is_offered_nothing(desk):
    page = desk(ADD)
    write(page)
    other = page.context.new_page()
    page.close()
    other.goto("/admin/")
    other.evaluate("""() => {
      const key = Object.keys(localStorage).find((one) => one.startsWith("draft:"));
      localStorage.setItem(key.replace(/^draft:\\d+/, "draft:999999"), localStorage[key]);
      localStorage.removeItem(key);
    }""")
    other.goto(ADD)
    other.wait_for_timeout(500)

    expect(other.locator(OFFER)).to_have_count(0)


def test_leaving_asks_only_when_something_is_unsaved(desk):
    page = desk(ADD)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.click(".desk-tongues [lang=es]")
    page.wait_for_selector("html[lang=es] #id_title_fr")
    assert asked == []
    page.locator("#id_title_fr").press_sequentially(TITLE)
    page.click(".desk-tongues [lang=fr]", no_wait_after=True)
    page.wait_for_timeout(500)

    assert asked == ["beforeunload"]
    expect(page.locator("#id_title_fr")).to_have_value(TITLE)
    expect(page.locator("html")).to_have_attribute("lang", "es")


def test_a_refused_save_is_kept_too_and_one_that_succeeds_is_forgotten(desk):
    form = desk(ADD, refusals=True)
    write(form)
    form.fill("#id_start_year", "2020")
    form.fill("#id_end_year", "2010")
    save(form)
    form.wait_for_selector(".errornote")
    expect(form.locator(OFFER)).to_have_count(0)

    again = form.context.new_page()
    form.close()
    again.goto(ADD)
    expect(again.locator(OFFER)).to_have_count(1)
    again.click(f"{OFFER} [data-deed=take]")
    is_written(again)
    expect(again.locator("#id_end_year")).to_have_value("2010")
    again.fill("#id_end_year", "2021")
    again.select_option("#id_identification", "named")
    again.select_option("#id_documentation", "named-only")
    again.fill("#id_sources-0-position", "1")
    again.fill("#id_sources-0-publisher", "Ville")
    again.fill("#id_sources-0-language", "fr")
    again.select_option("#id_sources-0-kind", "official")
    save(again)

    expect(again.locator(".messagelist .success")).to_be_visible()
    assert kept(again) == []


def test_a_save_without_a_session_goes_on_after_signing_in(browse):
    page = browse(refusals=True)
    sign_in(page)
    page.goto("/admin/cases/theme/add/")
    page.locator("#id_name").press_sequentially("lavoirs publics")
    page.fill("#id_label_fr", "Lavoirs publics")
    page.context.clear_cookies(name="sessionid")
    save(page)

    expect(page.locator("h1, h2").first).to_be_visible()
    page.fill("#id_username", EDITOR["username"])
    page.fill("#id_password", EDITOR["password"])
    page.click("#sign_in_again [type=submit]")
    page.click("#resumed_form [type=submit]")

    expect(page.locator(".messagelist .success")).to_contain_text("Lavoirs publics")
    assert kept(page) == []


def test_signing_out_leaves_nothing_in_the_browser(browse):
    page = browse()
    sign_in(page)
    page.goto(ADD)
    write(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#logout-form button")
    page.wait_for_url("**/logout/")

    assert kept(page) == []


def test_only_what_was_typed_is_put_back_into_a_case(desk):
    page = desk("/admin/cases/case/?q=manzanas")
    page.click("#result_list tbody th a")
    page.wait_for_selector("#id_summary_fr")
    address = page.url
    page.fill("#id_in_short_fr", "Ce que j’écris.")
    page.wait_for_timeout(800)
    other = page.context.new_page()
    page.close()
    other.goto(address)
    other.click("#sources-group .add-row a")
    number = other.input_value("#id_sources-TOTAL_FORMS")
    assert other.locator(f"#id_sources-{int(number) - 1}-title").count() == 1

    other.click(f"{OFFER} [data-deed=take]")

    expect(other.locator("#id_in_short_fr")).to_have_value("Ce que j’écris.")
    expect(other.locator(f"{OFFER} summary")).to_have_text("1 champ diffère")
    expect(other.locator("#id_sources-TOTAL_FORMS")).to_have_value(number)
    other.evaluate("localStorage.clear()")


def test_neither_passwords_nor_tokens_are_kept(desk):
    page = desk("/admin/editorial/user/add/")
    page.fill("#id_username", "nina")
    page.fill("#id_password1", "corr3ct-horse")
    page.wait_for_function(
        "() => Object.keys(localStorage).some((key) => key.startsWith('draft:'))"
    )

    texts = page.evaluate("JSON.stringify(localStorage)")
    assert "nina" in texts
    assert "corr3ct-horse" not in texts
    assert "csrf" not in texts


def test_six_clicks_at_once_make_one_theme(desk):
    page = desk("/admin/cases/theme/add/")
    page.fill("#id_name", "bains publics")
    page.fill("#id_label_fr", "Bains publics")
    page.fill("#id_slug", "bains-publics")

    ends = page.evaluate("""() => {
      const form = document.querySelector("#theme_form");
      const body = new URLSearchParams(new FormData(form)).toString();
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      const send = () => fetch(location.pathname, { method: "POST", body, headers });
      return Promise.all(Array.from({ length: 6 }, () => send().then((answer) => answer.url)));
    }""")

    assert not [end for end in ends if end.endswith("/add/")]
    page.evaluate("localStorage.clear()")
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/cases/theme/?q=bains-publics")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
