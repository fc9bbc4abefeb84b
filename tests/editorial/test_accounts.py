"""Accounts: a role lets in, nobody gives more than they have, and the rest of a row follows."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.utils import translation

from cases.models import Organisation
from editorial import form_ids
from editorial.models import User
from editorial.role_table import role_table
from editorial.roles import Role

from .forms import form_of
from .test_two_editors import address_of

ACCOUNTS = "/admin/editorial/user/"


def address(user):
    return f"{ACCOUNTS}{user.pk}/change/"


def changed(browser, user, **typed):
    """The answer to the form of an account with this typed."""
    form = form_of(browser.get(address(user)), publish=False)
    return browser.post(address(user), form | typed)


def test_giving_a_role_lets_the_account_in(person, client):
    ada = person("administrator")[1]
    form = form_of(ada.get(f"{ACCOUNTS}add/"), publish=False)
    form |= {"username": ["nadia"], "password1": ["a-long-password-7"], "roles": ["editor"]}

    ada.post(f"{ACCOUNTS}add/", form | {"password2": ["a-long-password-7"]})

    assert client.login(username="nadia", password="a-long-password-7")
    assert 'href="/admin/cases/case/"' in client.get("/admin/").text
    page = client.get("/admin/cases/case/add/")
    assert page.status_code == 200
    for part in ["case_places", "case_levers", "sources", "results"]:
        assert f'name="{part}-TOTAL_FORMS"' in page.text


def test_taking_the_last_role_shuts_it_out(person):
    ada, (user, browser) = person("administrator")[1], person("editor")

    changed(ada, user, roles=[])

    assert browser.get("/admin/").status_code == 302


@pytest.mark.parametrize("role", Role)
def test_an_administrator_gives_every_role(person, role):
    ada, (user, _browser) = person("administrator")[1], person()

    changed(ada, user, roles=[role], languages=["es"])

    user.refresh_from_db()
    assert (user.roles, user.is_staff) == ((role,), True)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_nobody_gives_what_they_have_not(person, role):
    """An account that a superuser let manage accounts, and that is an editor."""
    ed, browser = person("editor")
    ed.user_permissions.set(
        Permission.objects.filter(codename__in=["view_user", "change_user"])
    )
    user, _browser = person("contributor")
    assert f'value="{role}"' not in browser.get(address(user)).text

    form = form_of(browser.get(address(user)), publish=False)
    form.pop(form_ids.FIELD)
    answer = browser.post(address(user), form | {"roles": [role]})

    user.refresh_from_db()
    assert user.roles == (Role.CONTRIBUTOR,)
    assert answer.status_code in (400, 403)
    changed(browser, user, roles=["editor"])
    user.refresh_from_db()
    assert user.roles == (Role.EDITOR,)


def test_nobody_gives_themselves_anything(person):
    user, ada = person("administrator")

    answer = changed(ada, user, roles=["administrator", "translator"], languages=["fr"],
                     is_superuser=["on"], first_name=["Ada"])  # fmt: skip

    user.refresh_from_db()
    assert answer.status_code == 302
    assert (user.first_name, user.roles) == ("Ada", (Role.ADMINISTRATOR,))
    assert (user.languages, user.is_superuser) == ((), False)


def test_no_administrator_touches_who_may_do_more(person, editor):
    ada = person("administrator")[1]
    form = {"username": "edith", "is_active": "", "password1": "x", "password2": "x"}

    for page in [address(editor), address(editor).replace("/change/", "/password/")]:
        assert ada.post(page, form).status_code == 403
    assert ada.post(address(editor).replace("/change/", "/delete/")).status_code == 403
    editor.refresh_from_db()
    assert editor.is_active
    assert editor.check_password("a-password-for-edith")


def test_no_superuser_is_made_by_an_administrator(person):
    ada, (user, _browser) = person("administrator")[1], person("editor")
    assert "is_superuser" not in ada.get(address(user)).text

    changed(ada, user, is_superuser=["on"], user_permissions=["1"], groups=["1"])

    user.refresh_from_db()
    assert not user.is_superuser
    assert not user.user_permissions.exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_accounts_are_for_administrators(person, role):
    user, browser = person(role, languages=["es"])

    assert browser.get(ACCOUNTS).status_code == 403
    assert browser.post(address(user), {"roles": "administrator"}).status_code == 403
    assert browser.post("/admin/auth/group/add/", {"name": "all"}).status_code == 403


def test_a_translator_names_languages(person):
    ada, (user, _browser) = person("administrator")[1], person("contributor")

    assert "Vers quelles langues" in changed(ada, user, roles=["translator"]).text


def test_everybody_reads_who_may_do_what(person):
    for role in Role:
        page = person(role)[1].get(f"{ACCOUNTS}roles/")
        assert page.status_code == 200
        assert str(role.label) in page.text
    table = page.text.split('class="roles"')[1]
    assert table.count('class="may"') == sum(sum(line.roles) for line in role_table())


def test_the_table_of_the_docs_says_the_same():
    told = (settings.BASE_DIR / "docs" / "roles.md").read_text()
    rows = [row.split("|")[1:-1] for row in told.splitlines() if row.startswith("| ")]
    with translation.override("en"):
        (_corner, *roles), *lines = [[cell.strip() for cell in row] for row in rows]
        assert roles == [str(role.label) for role in Role]
        assert len(lines) == len(role_table())
        for line, (words, *cells) in zip(role_table(), lines, strict=True):
            assert words.startswith(str(line.words))
            assert [cell == "yes" for cell in cells] == line.roles


# --- the vocabulary ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("contributor", False), ("translator", False), ("editor", False), ("reviewer", True)],
)
def test_what_readers_see_is_changed_by_reviewers(person, make_case, make_place, role, allowed):
    place = make_place("Lima")
    make_case(places=[place])
    lever = make_case().case_levers.first().lever
    browser = person(role)[1]

    for row in (place, place.country, lever):
        answer = browser.post(address_of(row), {"name_fr": "Other"})
        assert (answer.status_code == 403) is not allowed, row
    assert (browser.post(address_of(place).replace("change", "merge"),
                         {"into": "1"}).status_code == 403) is not allowed  # fmt: skip


@pytest.mark.parametrize("state", ["draft", "published"])
def test_a_place_is_mended_until_something_published_names_it(person, make_case, state):
    ed = person("contributor")[1]
    city = Organisation.objects.create(slug="a-city", name="A citi", kind="local-government")
    case = make_case(state=state)
    case.case_organisations.create(organisation=city, role="lead")

    form = form_of(ed.get(address_of(city)), publish=False)
    answer = ed.post(address_of(city), form | {"name": ["A city"]})

    city.refresh_from_db()
    assert (answer.status_code == 403) is (state == "published")
    assert city.name == ("A citi" if state == "published" else "A city")


# --- translators ------------------------------------------------------------------------------


def test_a_translator_writes_texts_of_their_languages_alone(person, make_case):
    case = make_case("Un cas", slug="a-case", state="draft")
    browser = person("translator", languages=["es"])[1]
    page = browser.get(address_of(case)).text
    fields = form_of(page, publish=False)

    for name in ["title_es", "summary_es", "case_levers-0-rationale_es"]:
        assert name in fields
    for name in ["title_fr", "summary_en", "slug", "operation", "case_levers-0-lever",
                 "case_levers-0-rationale_fr", "sources-0-title"]:  # fmt: skip
        assert name not in fields

    forged = {"summary_es": ["Dicho."], "case_levers-0-rationale_es": ["Porque."],
              "summary_fr": ["Forgé."], "case_levers-0-DELETE": ["on"],
              "sources-0-title": ["Forged"], "themes": ["1"]}  # fmt: skip
    assert browser.post(address_of(case), fields | forged).status_code == 302

    case.refresh_from_db()
    assert (case.summary_es, case.summary_fr) == ("Dicho.", "Résumé de Un cas.")
    assert case.case_levers.get().rationale_es == "Porque."
    assert case.sources.get().title == "A report"


def test_the_users_of_a_role_are_found(person, editor):
    rita = person("reviewer")[0]
    person("translator", languages=["fr"])

    assert set(User.objects.reviewers()) == {rita, editor}
