"""Every way out of a form of the desk that has unsaved text: it asks first, or what was typed
goes along and is kept. The ways are those that the form has, whichever they are."""

import pytest
from playwright.sync_api import expect

TYPED, COMMENT, WHY = "Écrit et pas enregistré.", "Et depuis quand ?", "Parce que tout change."
# What a press on each leads to another page with; rows, pop-ups and other windows stay here.
WAYS = """() => [...document.querySelectorAll("a[href], button, input[type=submit]")]
  .filter((one) => one.checkVisibility() && one.target !== "_blank" && !one.dataset.popup)
  .filter((one) => one.matches("a")
    ? one.protocol.startsWith("http")
      && one.href.split("#")[0] !== location.href.split("#")[0]
    : one.form && one.type === "submit")
  .map((one, at) => {
    one.dataset.way = at;
    const of_the_form = ["case_form", "contribution_form"].includes(one.form?.id);
    return { at, of_the_form, form: one.form?.id ?? "", name: one.name ?? "",
             words: (one.textContent || one.value || "").trim() };
  })"""
KEPT = """(words) => Object.keys(localStorage)
  .some((key) => key.startsWith("draft:") && localStorage[key].includes(words))"""


@pytest.fixture(params=["cases/case/?q=manzanas", "contributions/contribution/"])
def form(request, desk):
    """The form of a pending change of what is published; discarded when the test is over."""
    page = desk(f"/admin/{request.param}")
    page.click("#result_list tbody th a")
    page.wait_for_selector("#id_title_es")
    address = page.url
    page.fill("#id_title_es", f"{page.input_value('#id_title_es')} (otra)")
    page.locator("[name=_continue]").first.click()
    page.wait_for_selector("[name=_discard]")
    page.wait_for_load_state("networkidle")
    page.dialogs = []

    def stay(dialog):
        page.dialogs.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    yield page
    page.remove_listener("dialog", stay)
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute_all()
    page.goto(address)
    page.locator("[name=_discard]").click()
    page.locator("button[name=_discard]").click()
    page.wait_for_selector(".messagelist .success")
    page.evaluate("localStorage.clear()")


def ways_of(page):
    ways = page.evaluate(WAYS)
    names = {way["name"] for way in ways if way["of_the_form"]}
    assert names >= {"_save", "_continue", "_publish_change", "_submit", "_discard", "_archive"}
    forms = {way["form"] for way in ways}
    assert forms >= {"comment_form", "logout-form"}
    links = " ".join(way["words"] for way in ways if not way["form"])
    for words in ("Voir sur sa page", "Comparer", "Historique"):
        assert words in links
    return ways


def press(page, way):
    """Where no page answers, the browser stays: whatever is pressed next is pressed there."""
    page.dialogs.clear()
    page.evaluate("(at) => document.querySelector(`[data-way='${at}']`).click()", way["at"])
    page.wait_for_timeout(60)
    return list(page.dialogs)


def unanswered(page):
    """What is sent by any form is noted, and answered with nothing."""
    sent = []

    def note(route, request):
        if request.is_navigation_request():
            sent.append(request.post_data or "")
            return route.fulfill(status=204)
        return route.continue_()

    page.route("**/*", note)
    return sent


def test_no_way_out_of_a_form_loses_what_is_typed_in_it(form):
    ways = ways_of(form)
    form.locator("#id_in_short_fr, #id_abstract_fr").first.press_sequentially(TYPED)
    form.wait_for_function(KEPT, arg=TYPED)
    sent = unanswered(form)

    for way in ways:
        sent.clear()
        asked = press(form, way)
        if way["of_the_form"]:
            assert asked == [], way
            assert form.evaluate(KEPT, TYPED), way  # until the server says that it is saved
            assert len(sent) == 1, way
            assert "pas+enregistr" in sent[0], way
        elif way["form"] == "comment_form":
            continue  # without words it is not sent
        else:
            assert asked == ["beforeunload"], way
            assert sent == [], way


@pytest.mark.parametrize(
    ("box", "words"), [("#id_comment_words", COMMENT), ("#id_reason", WHY)]
)
def test_no_way_out_loses_a_comment_or_a_reason(form, box, words):
    ways = ways_of(form)
    form.locator(box).press_sequentially(words)
    form.wait_for_timeout(700)
    own = "comment_form" if box == "#id_comment_words" else ""
    sent = unanswered(form)

    for way in ways:
        sent.clear()
        asked = press(form, way)
        goes_along = way["form"] == own if own else way["of_the_form"]
        if way["form"] == "comment_form" and not own:
            continue
        assert (asked == []) == goes_along, way
        assert bool(sent) == goes_along, way

    expect(form.locator(box)).to_have_value(words)


def test_a_reason_typed_on_the_page_of_a_deed_is_asked_about(form):
    form.locator("[name=_archive]").click()
    form.wait_for_selector("#deed_form")
    form.locator("#deed_form textarea").first.press_sequentially(WHY)
    form.wait_for_timeout(100)
    form.dialogs.clear()

    form.locator("#deed_form a.button").last.click(no_wait_after=True)
    form.wait_for_timeout(300)

    assert form.dialogs == ["beforeunload"]
    expect(form.locator("#deed_form textarea").first).to_have_value(WHY)
