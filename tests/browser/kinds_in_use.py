"""Kinds of pages that a desk has once it is in use (``desk_in_use.py``): a list or a page, what
follows the number of its first thing in the address, and what is then done on the page."""

from uuid import uuid4

from .conftest import EDITOR

CASE = "/admin/cases/case/"


def press(place):
    def act(page):
        with page.expect_navigation():
            page.locator(place).first.click()

    return act


def refuse(page):
    """The form as it comes back, with a fault in the form, in a row and in a field."""
    page.fill("#id_start_year", "2020")
    page.fill("#id_end_year", "2010")
    page.click("#sources-group .add-row a")
    page.fill("#id_sources-0-url", "nowhere")
    page.evaluate("document.querySelector('#case_form').noValidate = true")
    press("[name=_save]")(page)
    page.wait_for_selector(".errorlist")


def conflict(page):
    """Two windows that wrote in the same place; the second is shown both texts."""
    other = page.context.new_page()
    other.goto(page.url)
    for one in (other, page):
        one.fill("#id_summary_fr", f"Ce que j’écris : {uuid4()}.")
        press("[name=_continue]")(one)
    other.close()
    page.wait_for_selector(".clash")


def of_several(deed):
    """The page that asks once more, of all that the list shows."""

    def act(page):
        page.check("#action-toggle")
        page.select_option("select[name=action]", deed)
        press("#changelist-form button[name=index]")(page)
        page.wait_for_selector("#deed_form")

    return act


def into_another(page):
    """What a merging would do, before it is done."""
    page.select_option("[name=into]", index=1)
    press("#content-main form [type=submit]")(page)


def password_again(page):
    """Given, if it was asked for: the session may be older than what is shown to it."""
    if "/step/password/" in page.url:
        page.fill("#id_password", EDITOR["password"])
        press("#content form [type=submit]")(page)


CHANGED = f"{CASE}?q=iztapalapa-utopias"
DRAFT = f"{CASE}?q=a-draft-in-use"
MERGED = "/admin/editorial/merging/"
DESK_IN_USE = {
    "index in use": ("/admin/",),
    "case refused": (f"{CASE}add/", refuse),
    "case of both": (DRAFT, "change/", conflict),
    "case open twice": (CHANGED, "change/"),
    "deeds of several": (CHANGED, of_several("publish")),
    "archive several": (CHANGED, of_several("archive")),
    "pending": (CHANGED, "pending/"),
    "discard": (CHANGED, "change/", press("[name=_discard]")),
    "comments": (CHANGED, "comments/"),
    "comparison": (DRAFT, "history/compare/"),
    "version": (DRAFT, "history/1/"),
    "take back": (DRAFT, "history/1/take-back/"),
    "submit": (DRAFT, "deed/submit/"),
    "restore": ("/admin/cases/theme/deleted/", press(".versions th a")),
    "merge shown": ("/admin/cases/theme/?q=a-theme-in-use", "merge/", into_another),
    "list of mergings": (MERGED,),
    "merging": (MERGED, "change/"),
    "undo": (MERGED, "undo/"),
    "letter": ("/admin/letters/letter/", "change/"),
    "worklist": ("/admin/translations/",),
    "pair": ("/admin/translations/?state=behind", press("#content-main a[href*='/case/']")),
    "sheet": ("/admin/translations/sheet/",),
    "journal": ("/admin/editorial/accountevent/",),
    "event": ("/admin/editorial/accountevent/", "change/"),
    "sessions": ("/admin/sessions/",),
    "second step": ("/admin/step/",),
    "app": ("/admin/step/app/", password_again),
    "key": ("/admin/step/keys/add/", password_again),
    "password again": ("/admin/step/password/",),
    "contributing": ("/admin/guide/contributing/",),
    "reviewing": ("/admin/guide/reviewing/",),
    "translating": ("/admin/guide/translating/",),
}
