"""What each role may do to a case, in each state, by POST: it is done, or nothing changes."""

import pytest

from cases.models import Case
from editorial import form_ids, working_copies
from editorial.publication import State
from editorial.roles import Role

from .forms import form_of, pressed_on
from .test_two_editors import address_of

# + done · . refused with 403 · t: the texts of the languages of the account, and nothing else
MATRIX = """
thing               deed      contributor translator editor reviewer administrator
own-draft           save           +          t        +       +          +
own-draft           submit         +          .        +       +          +
own-draft           publish        .          .        .       +          +
own-draft           delete         +          .        +       +          +
draft               save           .          t        +       +          +
draft               submit         .          .        +       +          +
draft               publish        .          .        .       +          +
draft               delete         .          .        +       +          +
own-in-review       save           .          t        +       +          +
own-in-review       send_back      +          +        +       +          +
own-in-review       publish        .          .        .       +          +
in-review           save           .          t        +       +          +
in-review           send_back      .          .        .       +          +
in-review           publish        .          .        .       +          +
in-review           delete         .          .        .       +          +
published           save           .          t        +       +          +
published           submit         .          t        +       +          +
published           archive        .          .        .       +          +
published           delete         .          .        .       +          +
own-change          save           .          t        +       +          +
own-change          submit         .          +        +       +          +
own-change          publish        .          .        .       +          +
own-change          discard        .          +        +       +          +
change              save           .          t        +       +          +
change              submit         .          .        +       +          +
change              publish        .          .        .       +          +
change              discard        .          .        +       +          +
change-in-review    save           .          t        +       +          +
change-in-review    send_back      .          .        .       +          +
change-in-review    publish        .          .        .       +          +
change-in-review    discard        .          .        +       +          +
archived            save           .          .        +       +          +
archived            reopen         .          .        .       +          +
archived            delete         .          .        .       +          +
"""
(HEAD, *LINES) = [line.split() for line in MATRIX.strip().splitlines()]
ROLES = HEAD[2:]
CELLS = [
    (role, thing, deed, expected)
    for thing, deed, *answers in LINES
    for role, expected in zip(ROLES, answers, strict=True)
]
BUTTONS = {"submit": "_submit", "send_back": "_return", "publish": "_publish_change",
           "discard": "_discard", "archive": "_archive", "reopen": "_reopen"}  # fmt: skip


@pytest.fixture
def make_thing(make_case, make_place):
    """make_thing("own-change", of=user): a case as a line of the matrix names it."""

    def make(name, of):
        sort = name.removeprefix("own-")
        whose = of if name.startswith("own-") else None
        is_change = sort.startswith("change")
        state = {"draft": State.DRAFT, "in-review": State.IN_REVIEW,
                 "archived": State.ARCHIVED}.get(sort, State.PUBLISHED)  # fmt: skip
        case = make_case("Un cas", slug="a-case", state=state, places=[make_place("Lima")])
        copy = case
        if is_change:
            copy, _keys = working_copies.open_copy(case)
            copy.state = State.IN_REVIEW if "in-review" in sort else State.DRAFT
        told = {"begun_by": whose, "written_by": whose, "state": copy.state}
        told |= {"submitted_by": whose} if copy.state == State.IN_REVIEW else {}
        told |= {"summary_fr": "Résumé neuf."} if is_change else {}
        Case._base_manager.filter(pk=copy.pk).update(**told)
        return case

    return make


def all_rows():
    """All that is said and known of all cases."""
    return [
        (row.state, row.submitted_by_id, working_copies.document_of(row))
        for row in Case._base_manager.order_by("pk")
    ]


def attempts(case, deed):
    """[(address, what is sent)]: the ways to try a deed without having been shown a form."""
    address = address_of(case)
    if deed == "delete":
        return [(address.replace("/change/", "/delete/"), {"post": "yes"})]
    typed = {"summary_es": "Dicho.", "summary_en": "Said."}
    if deed == "save":
        return [(address, typed)]
    ways = [(address, typed | {BUTTONS[deed]: ""})]
    if deed != "discard":
        ways.append((address.replace("/change/", f"/deed/{deed}/"), {"_reason": "Why."}))
    return ways


def do(desk, browser, case, deed):
    """The answer to a deed, from a form with something typed."""
    if deed == "delete" or (deed == "send_back" and not may_save(browser, case)):
        (address, sent) = attempts(case, deed)[-1]
        return (
            pressed_on(browser, browser.get(address))
            if "/deed/" in address
            else (browser.post(address, sent))
        )
    form = form_of(desk.get(address_of(case)), publish=False)
    form.pop(form_ids.FIELD)
    form |= {"summary_es": ["Dicho."], "summary_en": ["Said."], "_reason": ["Why."]}
    button = {} if deed == "save" else {BUTTONS[deed]: ["on"]}
    answer = browser.post(address_of(case), form | button)
    if deed == "discard":
        return browser.post(address_of(case), form_of(answer, only="") | button)
    return pressed_on(browser, answer)


def may_save(browser, case):
    return 'name="_save"' in browser.get(address_of(case)).text


@pytest.mark.parametrize(("role", "thing", "deed", "expected"), CELLS)
def test_the_matrix(role, thing, deed, expected, desk, person, make_thing):
    user, browser = person(role, languages=["es"] if role == Role.TRANSLATOR else [])
    case = make_thing(thing, of=user)
    before = all_rows()
    if expected == ".":
        for address, sent in attempts(case, deed):
            assert (browser.post(address, sent).status_code, all_rows()) == (403, before)
        return

    answer = do(desk, browser, case, deed)

    assert answer.status_code == 302
    after = all_rows()
    assert after != before
    if expected == "t":
        saved = after[-1][2]["summary"]
        assert (saved["es"], saved.get("en", "")) == ("Dicho.", "")


def test_the_matrix_names_every_role():
    assert list(Role.values) == ROLES
