"""Pages in the memory of a process: given while true, within bytes, to nobody in particular."""

import gzip

import pytest
from django.test import Client

from cases.models import Case
from config.page_memory import Page, PageMemory
from tests.editorial.forms import pressed_on


@pytest.fixture
def visitor(settings):
    """A browser in front of a process that remembers pages."""
    settings.PAGE_MEMORY_MB = 1
    return Client()


def unnoticed(title):
    """Change every case and tell nobody: a page that is made anew shows it."""
    Case.objects.update(title_fr=title)


def test_a_page_is_given_until_something_changes(visitor, make_case):
    make_case("Un")
    first = visitor.get("/fr/cases/")
    unnoticed("Deux")

    again = visitor.get("/fr/cases/")

    assert again.content == first.content
    assert {**again.headers, "X-Request-ID": ""} == {**first.headers, "X-Request-ID": ""}


def test_a_remembered_page_costs_one_query(visitor, make_case, django_assert_num_queries):
    make_case()
    visitor.get("/fr/cases/")

    with django_assert_num_queries(1):
        visitor.get("/fr/cases/")


def test_an_edit_in_one_process_is_seen_by_the_next_request_of_another(
    visitor, make_case, editor
):
    case = make_case("Un", slug="a-case")
    assert "Un" in visitor.get("/fr/cases/").text
    desk = Client()  # each client has the middleware of a process of its own
    desk.force_login(editor)

    act = {"action": "archive", "_selected_action": [case.pk]}
    pressed_on(desk, desk.post("/admin/cases/case/", act))

    assert "a-case" not in visitor.get("/fr/cases/").text
    assert visitor.get("/fr/cases/a-case/").status_code == 410


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/fr/cases/?operation=planned", "/fr/cases/?operation=ongoing"),
        ("/fr/cases/", "/fr/cases/?operation=ongoing"),
        ("/fr/cases/?q=a&q=b", "/fr/cases/?q=b&q=a"),
        ("/fr/cases/", "/es/cases/"),
    ],
)
def test_no_question_is_answered_by_the_page_of_another(visitor, make_case, one, other):
    make_case()
    first = visitor.get(one)

    second = visitor.get(other)
    third = visitor.get(other, headers={"If-None-Match": first["ETag"]})

    assert first.status_code == second.status_code == third.status_code == 200
    assert first["ETag"] != second["ETag"]
    assert first.content != second.content


def test_a_page_is_remembered_as_each_browser_unpacks_it(visitor, make_case):
    make_case()
    plain = visitor.get("/fr/cases/")
    packing = {"Accept-Encoding": "gzip"}

    packed = [visitor.get("/fr/cases/", headers=packing) for _ in range(2)]
    again = visitor.get("/fr/cases/")

    assert "Content-Encoding" not in again
    for response in packed:
        assert response["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in response["Vary"]
        assert gzip.decompress(response.content) == plain.content == again.content


def test_each_answer_has_a_name_and_a_policy_of_its_own(visitor, make_case):
    make_case()
    answers = [visitor.get("/fr/cases/") for _ in range(3)]

    assert len({answer["X-Request-ID"] for answer in answers}) == 3
    assert all("default-src" in answer["Content-Security-Policy"] for answer in answers)


def test_what_a_head_asked_for_is_not_given_as_the_page(visitor, make_case):
    make_case()
    assert not visitor.head("/fr/cases/").content

    assert "<html" in visitor.get("/fr/cases/").text


def test_nothing_of_who_is_signed_in_is_remembered(visitor, make_case, editor):
    make_case("Un")
    visitor.force_login(editor)
    visitor.get("/fr/cases/")
    unnoticed("Deux")

    assert "Deux" in visitor.get("/fr/cases/").text
    visitor.logout()
    assert "Deux" in visitor.get("/fr/cases/").text


def test_a_language_cookie_changes_no_page(visitor, make_case):
    make_case()
    page = visitor.get("/fr/cases/")
    visitor.cookies["django_language"] = "es"

    assert visitor.get("/fr/cases/").content == page.content


def test_another_method_is_refused_though_the_page_is_remembered(visitor, make_case):
    make_case()
    visitor.get("/fr/cases/")

    assert visitor.post("/fr/cases/").status_code == 405
    assert visitor.delete("/fr/cases/").status_code == 405


def test_part_of_a_page_is_asked_for_in_vain(visitor, make_case):
    make_case()
    page = visitor.get("/fr/cases/")

    ranged = visitor.get("/fr/cases/", headers={"Range": "bytes=0-9"})
    assert (ranged.status_code, ranged.content) == (200, page.content)


def test_a_host_that_is_not_ours_gets_no_page(visitor, make_case):
    make_case()
    tag = visitor.get("/fr/cases/")["ETag"]

    for headers in [{}, {"If-None-Match": tag}]:
        asked = visitor.get("/fr/cases/", HTTP_HOST="other.example.org", headers=headers)
        assert asked.status_code == 400


def test_nothing_is_remembered_where_it_is_turned_off(settings, make_case):
    settings.PAGE_MEMORY_MB = 0
    visitor = Client()
    make_case("Un")
    visitor.get("/fr/cases/")
    unnoticed("Deux")

    assert "Deux" in visitor.get("/fr/cases/").text


# --- the room ---------------------------------------------------------------------------


def page(size=9_000):
    return Page(b"x" * size, {"Content-Type": "text/html"})


def test_the_room_is_never_exceeded():
    memory = PageMemory(100_000)
    for number in range(3_000):
        memory.put(number, page(number % 20_000))
        memory.get(number - 3)
        memory.get(number % 7)
        held = {**memory.new, **memory.proven}.values()
        assert memory.size == sum(one.size for one in held) <= 100_000


def test_a_thousand_questions_asked_once_push_out_no_page_that_readers_come_back_to():
    memory = PageMemory(100_000)
    for number in range(5):
        memory.put(f"home {number}", page())
        memory.get(f"home {number}")

    for number in range(5_000):
        memory.put(f"odd {number}", page())

    assert all(memory.get(f"home {number}") for number in range(5))


def test_what_was_asked_for_longest_ago_goes_first():
    memory = PageMemory(50_000)
    for number in range(6):
        memory.put(number, page())

    assert [bool(memory.get(number)) for number in range(6)] == [False, False, True] + [
        True
    ] * 3


def test_one_page_that_is_too_large_costs_no_other():
    memory = PageMemory(50_000)
    memory.put("one", page())
    memory.put("large", page(40_000))

    assert memory.get("one")
    assert not memory.get("large")
