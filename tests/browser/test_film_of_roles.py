"""From a found report to a published case, each with the role that is theirs: a contributor
drafts, a reviewer returns, an editor mends, a translator follows, the reviewer publishes; then
a reader writes, and the editor accepts.

``FILM=folder`` keeps a picture of each scene; ``FILM_LANGUAGE``, ``FILM_WIDTH`` and
``FILM_SCHEME`` show it as others see it.
"""

import pytest

from letters.opened import SOONEST

from .conftest import sign_in
from .test_editor_path import choose

TITLE = "Quimper : la cantine des voisins"
PUBLIC = "/fr/cases/quimper-la-cantine-des-voisins/"
PASSWORD = "a-long-password-of-one-role"
CAST = {"colin": ("contributor", []), "emma": ("editor", []), "tomas": ("translator", ["es"]),
        "rosa": ("reviewer", [])}  # fmt: skip
SUMMARY = "La ville ouvre ses cantines aux voisins, le soir."
MENDED = "La ville ouvre trois cantines aux voisins, le soir."


@pytest.fixture
def cast(browse, desk):
    """{name: page} of four people at the desk, whom an administrator let in."""
    page = desk("/admin/")
    for name, (role, languages) in CAST.items():
        page.goto("/admin/editorial/user/add/")
        page.fill("#id_username", name)
        page.fill("#id_password1", PASSWORD)
        page.fill("#id_password2", PASSWORD)
        for box in [
            f"roles'][value='{role}",
            *(f"languages'][value='{one}" for one in languages),
        ]:
            page.check(f"[name='{box}']")
        page.locator("[name=_save]").first.click()
        page.wait_for_selector(".messagelist .success")
    pages = {name: browse(refusals=True) for name in CAST}
    for name, page in pages.items():
        sign_in(page, name, PASSWORD)
    return pages


def press(page, button, reason=""):
    """A deed of the form, with the page that asks once more, if there is one."""
    page.locator(f"[name={button}]").first.click()
    page.locator("#deed_form, .messagelist .success").first.wait_for()
    if page.locator("#deed_form").count():
        if reason:
            page.fill("#deed_form #id_reason", reason)
        page.click("#deed_form button.first")
    page.wait_for_selector(".messagelist .success")


def open_case(page):
    page.goto("/admin/cases/case/?q=quimper+cantine")
    page.click("#result_list tbody th a")
    page.wait_for_selector("#case_form")


def test_from_a_report_to_a_published_case_and_back_to_a_reader(cast, browse, scene):
    colin, emma, tomas, rosa = (cast[name] for name in CAST)
    reader = browse(refusals=True, java_script_enabled=False)

    colin.goto("/admin/cases/case/add/")
    colin.fill("#id_title_fr", TITLE)
    colin.fill("#id_summary_fr", SUMMARY)
    choose(colin, "#case_places-0 .field-place", "Quimper")
    choose(colin, "#case_levers-0 .field-lever", "Réalisation directe")
    colin.click("#sources-group .add-row a")
    colin.fill("#id_sources-0-title", "Rapport d’activité")
    colin.fill("#id_sources-0-publisher", "Ville de Quimper")
    colin.fill("#id_sources-0-language", "fr")
    colin.select_option("#id_sources-0-kind", "official")
    scene(colin, "contributor-drafts")
    colin.locator("[name=_save]").first.click()
    colin.wait_for_selector("#result_list")
    open_case(colin)
    press(colin, "_submit")
    assert colin.locator("[name=_publish_change]").count() == 0
    assert reader.goto(PUBLIC).status == 404

    rosa.goto("/admin/")
    rosa.click(f"#content-main >> text={TITLE}")
    press(rosa, "_return", reason="Combien de cantines ?")
    scene(rosa, "reviewer-returns")

    open_case(colin)
    assert "Combien de cantines ?" in colin.locator(".standing-why").inner_text()
    scene(colin, "contributor-reads-why")

    open_case(emma)
    emma.fill("#id_summary_fr", MENDED)
    emma.fill("#id_title_en", "Quimper: the neighbours’ canteen")
    emma.fill("#id_summary_en", "The city opens three canteens to its neighbours.")
    emma.locator("[name=_save]").first.click()
    emma.wait_for_selector(".messagelist .success")

    open_case(tomas)
    assert tomas.locator("#id_summary_fr").count() == 0  # shown beside, not written
    tomas.fill("#id_title_es", "Quimper: el comedor de los vecinos")
    tomas.fill("#id_summary_es", "La ciudad abre tres comedores a los vecinos.")
    scene(tomas, "translator-follows")
    tomas.locator("[name=_save]").first.click()
    tomas.wait_for_selector(".messagelist .success")

    open_case(emma)
    press(emma, "_submit")
    open_case(rosa)
    assert MENDED in rosa.input_value("#id_summary_fr")
    press(rosa, "_publish_change")
    scene(rosa, "reviewer-publishes")

    assert reader.goto(PUBLIC).status == 200
    assert MENDED in reader.locator("main").inner_text()
    assert reader.goto(PUBLIC.replace("/fr/", "/es/")).status == 200
    assert "tres comedores" in reader.locator("main").inner_text()

    reader.goto(PUBLIC)
    reader.click("text=Une erreur ou un manque")
    reader.fill("[name=words]", "Il y en a quatre depuis mai.")
    reader.check("[name=consent]")
    reader.wait_for_timeout(SOONEST * 1000)
    reader.click("text=Envoyer")
    reference = reader.locator("h1").inner_text()
    scene(reader, "reader-writes")

    emma.goto("/admin/")
    emma.click(f"#letters >> text={reference}")
    emma.click("button[value=accepted]")
    emma.wait_for_selector("#case_form")
    scene(emma, "editor-accepts")
    emma.fill("#id_summary_fr", MENDED.replace("trois", "quatre"))
    press(emma, "_submit")
    reader.goto(PUBLIC)
    assert "quatre cantines" not in reader.locator(".prose, main").first.inner_text()

    open_case(rosa)
    press(rosa, "_publish_change")
    reader.goto(PUBLIC)
    assert "quatre cantines" in reader.locator("main").inner_text()
