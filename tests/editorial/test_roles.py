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
    if deed == "delete":  # from the page that asks, shown to one who may see it
        ((address, _sent),) = attempts(case, deed)
        form = form_of(desk.get(address), "delete_form", publish=False)
        form.pop(form_ids.FIELD)
        return browser.post(address, form)
    if deed == "send_back" and not may_save(browser, case):
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


# --- whose it is ------------------------------------------------------------------------------


def typed_into(browser, case, **typed):
    form = form_of(browser.get(address_of(case)), publish=False)
    form |= {name: [text] for name, text in typed.items()}
    return browser.post(address_of(case), form)


def test_who_translates_a_draft_that_nobody_began_does_not_own_it(make_case, person):
    case = make_case("Un cas", state=State.DRAFT)
    user, both = person("contributor", "translator", languages=["es"])
    typed_into(both, case, summary_es="Dicho.")

    case.refresh_from_db()
    assert (case.summary_es, case.written_by, case.begun_by) == ("Dicho.", user, None)
    assert typed_into(both, case, summary_fr="Forgé.").status_code == 302
    assert both.post(address_of(case), {"_submit": ""}).status_code == 403
    case.refresh_from_db()
    assert case.summary_fr != "Forgé."


def test_who_translates_a_change_that_nobody_began_does_not_own_it(make_case, person):
    case = make_case("Un cas")
    copy, _keys = working_copies.open_copy(case)
    tara = person("translator", languages=["es"])[1]
    typed_into(tara, case, summary_es="Dicho.")

    assert tara.post(address_of(case), {"_discard": ""}).status_code == 403
    copy.refresh_from_db()
    assert (copy.summary_es, copy.begun_by) == ("Dicho.", None)


def test_who_began_what_readers_have_seen_does_not_get_it_back(make_case, person, desk):
    user, cora = person("contributor")
    case = make_case("Un cas", slug="a-case")
    Case.objects.update(begun_by=user)
    case.refresh_from_db()
    case.archive()
    case.reopen()

    assert 'name="_save"' not in cora.get(address_of(case)).text
    form = form_of(desk.get(address_of(case)), publish=False) | {"slug": ["stolen"]}
    form.pop(form_ids.FIELD)
    assert cora.post(address_of(case), form).status_code == 403
    assert cora.post(address_of(case), {"_submit": ""}).status_code == 403


@pytest.mark.parametrize("button", ["_discard", "_submit"])
def test_a_change_in_which_an_editor_wrote_is_not_the_translators_alone(
    make_case, person, button
):
    case = make_case("Un cas")
    tara, ed = person("translator", languages=["es"])[1], person("editor")[1]
    typed_into(tara, case, summary_es="Dicho.")
    typed_into(ed, case, summary_fr="De l’éditeur.")
    typed_into(tara, case, summary_es="Dicho de nuevo.")

    assert tara.post(address_of(case), {button: ""}).status_code == 403
    copy = Case.objects.get().pending
    assert (copy.state, copy.summary_fr) == (State.DRAFT, "De l’éditeur.")
    assert copy.summary_es == "Dicho de nuevo."


@pytest.mark.parametrize("is_change", [True, False])
def test_what_a_case_in_review_names_is_not_renamed_under_the_reviewers_eyes(
    make_case, make_place, person, is_change
):
    place = make_place("Lima")
    if is_change:
        copy, _keys = working_copies.open_copy(make_case("Un cas"))
        copy.case_places.create(place=place, position=1)
    else:
        copy = make_case("Un cas", state=State.DRAFT, places=[place])
    cora = person("contributor")[1]
    assert may_save(cora, place)
    copy.submit()

    assert not may_save(cora, place)
    assert cora.post(address_of(place), {"name_fr": "Ailleurs"}).status_code == 403
    copy.send_back()
    assert may_save(cora, place)
