"""Who may do what, by each way of the desk and in each state: it is done, or it is refused and
nothing of it is written. The ways are those of the addresses: one without its line fails."""

import re

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from cases.models import Case
from editorial.models import User
from editorial.roles import Role

from . import many_ways as way
from .forms import pressed_on
from .many_ways import NEW, Undone, World, all_tables, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.long]
# C contributor · T translator, of Spanish · E editor · R reviewer · A administrator do it. A
# small letter: it is their right, but nothing to be done now. All others are refused, and so
# are an account without a role and whoever is not signed in. “Waits”: it is in review.
MATRIX = """
way              own-draft draft own-waits waits returned published own-change change change-waits archived
save                 CTERA  TERA      TERA  TERA    CTERA      TERA       TERA   TERA         TERA      ERA
new-row              CtERA  tERA      tERA  tERA    CtERA      tERA       tERA   tERA         tERA      ERA
comment              CTERA CTERA     CTERA CTERA    CTERA     ctera      CTERA  CTERA        CTERA    ctera
take-back             CERA   ERA       ERA   ERA     CERA       ERA        era    era          era      ERA
translate            CTERA  TERA      TERA  TERA    CTERA      TERA       TERA   TERA         TERA      ERA
submit-button         CERA   ERA       era   era     CERA      TERA       TERA    ERA          era      era
submit-page           CERA   ERA       era   era     CERA      tera       TERA    ERA          era      era
submit-list           CERA   ERA       era   era     CERA      tera       TERA    ERA          era      era
send_back-button        ra    ra     CTERA    RA       ra        ra         ra     ra           RA       ra
publish-button          RA    RA        RA    RA       RA        RA         RA     RA           RA       ra
publish-page            RA    RA        RA    RA       RA        ra         RA     RA           RA       ra
publish-list            ra    ra        RA    RA       ra        ra         RA     RA           RA       ra
archive-page            ra    ra        ra    ra       ra        RA         RA     RA           RA       ra
archive-list            ra    ra        ra    ra       ra        RA         RA     RA           RA       ra
reopen-page             ra    ra        ra    ra       ra        ra         ra     ra           ra       RA
reopen-list             ra    ra        ra    ra       ra        ra         ra     ra           ra       RA
discard-button         era   era       era   era      era       era       TERA    ERA          ERA      era
delete                CERA   ERA        RA    RA     CERA        RA         RA     RA           RA       RA
delete-list             RA    RA        RA    RA       RA        RA         RA     RA           RA       RA
ties                  CERA   ERA       ERA   ERA     CERA       ERA        ERA    ERA          ERA      ERA
"""  # noqa: E501

# Entries of the vocabulary: places, organisations, authors that no reader sees, or sees; and
# those that readers always see, where something rests on them or not.
ENTRIES = """
way          unseen seen used fixed
save           CERA   RA   RA    RA
take-back      CERA   RA   RA    RA
translate        RA   RA   RA    RA
delete           RA   ra   ra    RA
delete-list      RA   ra   ra    RA
merge            RA   RA   RA    RA
"""
# The rest: nobody but a superuser does what has a dash.
OTHERS = """
add-whole                  CERA
add-growing                CERA
add-fixed                  RA
restore-whole              ERA
restore-growing            CERA
restore-fixed              RA
letters_letter_change      ERA
letters_letter_add         -
letters_letter_delete      -
editorial_merging_undo     RA
editorial_merging_add      -
editorial_merging_change   -
editorial_merging_delete   -
editorial_tombstone_change RA
editorial_tombstone_add    -
editorial_tombstone_delete -
editorial_user_add         A
editorial_user_change      A
editorial_user_changelist  A
editorial_user_delete      -
auth_user_password_change  A
auth_group_add             -
auth_group_change          -
auth_group_changelist      -
auth_group_delete          -
editorial_accountevent_add    -
editorial_accountevent_change -
editorial_accountevent_delete -
"""
SORTS = {
    "whole": ["case", "contribution"],
    "growing": ["place", "organisation", "author"],
    "fixed": ["theme", "group", "country", "region", "function", "lever", "recommendation",
              "idea"],
}  # fmt: skip
# What the addresses of a model are called: those that take deeds, each with a line above, and
# those that only show something.
TAKING = {"add", "restore", "change", "changelist", "delete", "comments", "deed", "take_back",
          "merge"}  # fmt: skip
SHOWING = {"alike", "history", "compare", "version", "deleted", "pending", "chart", "point",
           "offers", "here"}  # fmt: skip
SHOWN = {"letters_letter_changelist", "editorial_merging_changelist",
         "editorial_tombstone_changelist", "editorial_accountevent_changelist",
         "editorial_user_roles", "editorial_tombstone_here", "index", "app_list", "login",
         "logout", "password_change", "password_change_done", "autocomplete", "jsi18n",
         "view_on_site",
         *(f"{kind}_history" for kind in (
             "letters_letter", "editorial_merging", "editorial_tombstone", "editorial_user",
             "auth_group", "editorial_accountevent"))}  # fmt: skip
# Those of the desk that stand beside Django's: an empty form to each writes nothing.
BESIDE = {
    "mails", "own_password", "admin_password_reset", "password_reset_done",
    "password_reset_confirm", "password_reset_complete", "account_login", "sessions", "on_site",
    "first", "chapter", "worklist", "xlsx", "csv", "bring_back", "skip", "pair", "resume",
    "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "account_reauthenticate",
    "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "socialaccount_login_cancelled", "socialaccount_login_error",
    "openid_connect_login", "openid_connect_callback",
}  # fmt: skip
ACCOUNTS = dict(zip("CTERA", Role, strict=True))
DEEDS = ["submit", "send_back", "publish", "archive", "reopen"]
WAYS = {
    "save": way.save, "new-row": way.new_row, "comment": way.comment, "delete": way.delete,
    "take-back": way.take_back, "translate": way.translate, "merge": way.merge,
    "ties": way.by_list("add_ties"), "delete-list": way.by_list("delete_selected"),
    "discard-button": way.by_button("discard"),
    **{f"{deed}-button": way.by_button(deed) for deed in DEEDS},
    **{f"{deed}-page": way.by_page(deed) for deed in DEEDS},
    **{f"{deed}-list": way.by_list(deed) for deed in DEEDS},
}  # fmt: skip


def read(table):
    """{(way, state): letters}"""
    head, *lines = [line.split() for line in table.strip().splitlines()]
    return {
        (name, state): letters
        for name, *cells in lines
        for state, letters in zip(head[1:], cells, strict=True)
    }


MAY, MAY_ENTRY = read(MATRIX), read(ENTRIES)
STATES = list(dict.fromkeys(state for _way, state in MAY))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), translation.override("fr"), transaction.atomic():
        yield World().build(STATES)
        transaction.set_rollback(True)


@pytest.fixture
def account(world):
    """account("T"): (the account, its browser); with no letter nobody is signed in."""

    def make(letter):
        if not letter:
            return None, signed_in(None)
        roles = [ACCOUNTS[letter]] if letter in ACCOUNTS else []
        languages = ["es"] if letter == "T" else []
        user = User.objects.create_user(f"x{letter}", roles=roles, languages=languages)
        world.give_own_to(user)
        return user, signed_in(user)

    return make


def is_refused(answer, letter):
    """Without a role, and without an account, one is led to sign in."""
    if answer.status_code == 302 and letter not in ACCOUNTS:
        return "/login/" in answer["Location"]
    return answer.status_code == 403


def cells(world):
    """[(name of the way, the thing, letters)] of all of them."""
    for table, things in ((MAY, world.things), (MAY_ENTRY, world.entries)):
        for name, thing in things.items():
            kind, state = name.split()
            for (called, of), letters in table.items():
                if of == state and has_way(called, thing):
                    yield called, thing, letters


def has_way(called, thing):
    is_case = isinstance(thing, Case)
    if called == "merge":
        return way.exists("merge", thing)
    if called == "translate":
        return way.is_translated(thing)
    return is_case if called == "ties" else True


EVERYBODY = [*ACCOUNTS, "n", ""]


@pytest.mark.parametrize("letter", EVERYBODY, ids=lambda letter: letter or "nobody")
def test_who_may_not_is_refused_and_nothing_is_written(world, account, letter):
    _user, browser = account(letter)
    before, wrong = all_tables(), []

    for called, thing, letters in cells(world):
        if letter and letter in letters:
            continue
        is_theirs = bool(letter) and letter.lower() in letters
        if is_theirs and not re.search("list|comment|discard", called):
            continue  # its page would be shown once more: that has tests of its own
        address, sent = WAYS[called](world, thing, way.unseen)
        answer = browser.post(address, sent)
        if is_refused(answer, letter) == is_theirs or answer.status_code >= 500:
            wrong.append((called, str(thing), answer.status_code))

    assert not wrong, "\n".join(map(str, wrong))
    assert all_tables() == before


def done_by(letter, world):
    """[(name of the way, the thing)]: of those who may, one does it, another from cell to cell.
    What each does to a case by its form has a matrix of its own."""
    for number, (called, thing, letters) in enumerate(cells(world)):
        able = [one for one in letters if one.isupper()]
        is_elsewhere = isinstance(thing, Case) and called != "ties"
        if able and able[number % len(able)] == letter and not is_elsewhere:
            yield called, thing


@pytest.mark.parametrize("letter", ACCOUNTS)
def test_who_may_does_it(world, account, letter):
    _user, browser = account(letter)
    look, wrong = way.eyes_of(browser), []

    for called, thing in done_by(letter, world):
        before = all_tables()
        with Undone():
            address, sent = WAYS[called](world, thing, look)
            answer = pressed_on(browser, browser.post(address, sent))
            if answer.status_code != 302 or all_tables() == before:
                wrong.append((called, str(thing), answer.status_code))

    assert not wrong, "\n".join(map(str, wrong))


# --- the rest ---------------------------------------------------------------------------------


def named(name, *keys):
    return reverse(f"admin:{name}", args=keys)


def others(world):
    """[(line, address, what is typed)]"""
    keys = {"letters_letter": world.letters[0], "editorial_merging": world.merging,
            "editorial_tombstone": world.stone, "editorial_user": world.other,
            "auth_user": world.other, "auth_group": world.rights,
            "editorial_accountevent": world.other}  # fmt: skip
    typed = {"letters_letter": {"_deed": "done", "answer": "Fait."},
             "editorial_tombstone": {"reason_fr": ["Parce que."]},
             "editorial_user": {"first_name": ["Ada"]}}  # fmt: skip
    for line in LINES:
        kind, _dash, page = line.rpartition("-" if "-" in line else "_")
        if "-" in line:
            for name in SORTS[page]:
                key = [world.gone[name].pk] if kind == "restore" else []
                yield line, way.named_of(NEW[name], kind, *key), {}
        elif line == "auth_user_password_change":
            word = "a-long-password-7"
            yield line, named(line, world.other.pk), {"password1": word, "password2": word}
        elif page == "changelist":
            ticked = {"action": ACTIONS[kind], "_selected_action": keys[kind].pk, "post": "yes"}
            yield line, named(line), ticked
        else:
            key = [] if page == "add" else [keys[kind].pk]
            yield line, named(line, *key), typed.get(kind, {}) if page == "change" else {}
    proposal = {"_deed": "accepted", "title": "Un cas proposé"}
    yield "letters_letter_change", named("letters_letter_change", world.letters[1].pk), proposal


ACTIONS = {"editorial_user": "take_step_away", "auth_group": "delete_selected"}
LINES = dict(line.split() for line in OTHERS.strip().splitlines())


@pytest.mark.parametrize("letter", EVERYBODY, ids=lambda letter: letter or "nobody")
def test_the_rest_is_refused_to_who_may_not(world, account, letter):
    _user, browser = account(letter)
    before, wrong = all_tables(), []

    for line, address, sent in others(world):
        if letter and letter in LINES[line]:
            continue
        answer = browser.post(address, {"post": "yes"} | sent)
        if not is_refused(answer, letter):
            wrong.append((address, answer.status_code))

    assert not wrong, wrong
    assert all_tables() == before


@pytest.mark.parametrize("letter", ACCOUNTS)
def test_the_rest_is_done_by_who_may(world, account, letter):
    _user, browser = account(letter)
    wrong = []

    for number, (line, address, typed) in enumerate(others(world)):
        able = LINES[line].strip("-")
        if not able or able[number % len(able)] != letter:
            continue
        before = all_tables()
        with Undone():
            answer = browser.post(address, filled(browser, address) | typed)
            if answer.status_code != 302 or all_tables() == before:
                wrong.append(
                    (address, answer.status_code, (answer.context or {}).get("errors"))
                )

    assert not wrong, wrong


def filled(browser, address):
    """What the form is sent with, where there is one."""
    if address.endswith("user/add/"):
        word = ["a-long-password-7"]
        typed = {"username": ["nadia"], "password1": word, "password2": word}
        return way.eyes_of(browser)(address) | typed
    if address.endswith("/add/"):
        return way.new(address.split("/")[-3], browser.get(address))
    return way.eyes_of(browser)(address) if address.endswith("/change/") else {}


# --- every address ----------------------------------------------------------------------------


def test_every_address_of_the_desk_has_its_line():
    kinds = {f"{model._meta.app_label}_{name}_" for name, model in NEW.items()}
    names = {one.name for one in way.flat(admin.site.get_urls()) if one.name}
    told = {f"{kind}{page}" for kind in kinds for page in TAKING | SHOWING}

    assert names - told == {*LINES, *SHOWN} - {line for line in LINES if "-" in line}
    assert {one.name for one in way.beside_the_desk()} == BESIDE
    # Each line is tried, and no way is tried without its line.
    assert {name for name, _state in {**MAY, **MAY_ENTRY}} == WAYS.keys() - way.UNTRIED


@pytest.mark.parametrize("letter", ["C", "n", ""], ids=lambda letter: letter or "nobody")
def test_an_empty_form_writes_nothing_anywhere(world, account, letter):
    _user, browser = account(letter)
    before, wrong = all_tables(), []

    for address in way.every_address(world):
        with Undone():
            answer = browser.post(address)
            is_own = address == "/admin/mails/" and letter in ACCOUNTS  # their own wish
            if answer.status_code >= 500 or (all_tables() != before and not is_own):
                wrong.append((address, answer.status_code))

    assert not wrong, wrong
