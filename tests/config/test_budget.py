"""New questions are counted: each address has its share, strangers have one together."""

import inspect
import re
from pathlib import Path

import pytest
from django.test import Client

import bench.atlases
import bench.load
import bench.servers
import config.settings as settings_of_the_site
from bench.unlimited import UNLIMITED
from config import budget
from editorial import limits
from editorial.limits import MachineCounter


@pytest.fixture(autouse=True)
def _few(settings, monkeypatch):
    settings.QUESTION_RATE, settings.HARVEST_RATE = "3/minute", "4/minute"
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    counter = MachineCounter(":memory:")
    monkeypatch.setattr(limits, "of_this_machine", lambda: counter)
    monkeypatch.setattr(budget, "readers", budget.Readers())
    monkeypatch.setattr(budget, "strangers", budget.Purse())
    monkeypatch.setattr(budget, "harvesters", budget.Purse())
    monkeypatch.setattr("rest_framework.throttling.api_settings.NUM_PROXIES", 1, raising=False)


def ask(address, path, **headers):
    browser = Client()
    return browser.get(path, headers={"X-Forwarded-For": address, **headers})


def test_one_address_asks_so_many_new_questions(site):
    answers = [ask("203.0.113.1", f"/fr/cases/?q=mot{n}") for n in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    refused = answers[-1]
    assert 0 < int(refused["Retry-After"]) <= 61
    assert "Trop de questions nouvelles" in refused.text
    assert ask("203.0.113.2", "/fr/cases/?q=mot9").status_code == 200
    assert ask("203.0.113.1", "/fr/cases/").status_code == 200  # no question


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", "Too many new questions"), ("es", "Demasiadas preguntas nuevas")],
)
def test_in_each_language_and_form(site, code, words):
    for n in range(3):
        ask("203.0.113.1", f"/{code}/cases/?q=mot{n}")

    assert words in ask("203.0.113.1", f"/{code}/cases/?q=one").text
    told = ask("203.0.113.1", "/api/v1/cases/?q=one", **{"Accept-Language": code})
    assert told["Content-Type"] == "application/problem+json"
    assert (told.status_code, told.json()["status"]) == (429, 429)
    assert told["Retry-After"]
    feed = ask("203.0.113.1", f"/{code}/cases/feed.atom?q=one")
    assert feed["Content-Type"].startswith("application/atom+xml")


def test_strangers_share_and_a_reader_is_not_held_up_by_them(site, settings, monkeypatch):
    settings.STRANGERS_SHARE = 1
    reader = "203.0.113.200"
    assert ask(reader, "/fr/").status_code == 200
    monkeypatch.setattr(budget, "BEFORE", -1000)  # a while goes by
    budget.strangers.held = 0.001

    answers = [ask(f"203.0.113.{n}", f"/fr/cases/?q=mot{n}") for n in range(1, 12)]

    assert [answer.status_code for answer in answers] == [200] + [429] * 10
    assert answers[-1]["Retry-After"] == "10"
    assert ask(reader, "/fr/cases/?q=lecteur").status_code == 200


def test_of_a_swarm_that_is_refused_nothing_is_written(site, settings):
    settings.STRANGERS_SHARE = 1
    budget.strangers.held = -1
    counter = limits.of_this_machine()
    writes = counter._opened().total_changes

    answers = [ask(f"203.0.113.{n}", f"/fr/cases/?q=mot{n}") for n in range(9)]

    assert {answer.status_code for answer in answers} == {429}
    assert counter._opened().total_changes == writes


def test_a_stranger_over_its_own_share_costs_the_others_no_place(site):
    for n in range(6):
        ask("203.0.113.1", f"/fr/cases/?q=mot{n}")

    assert budget.strangers.running == 0
    assert ask("203.0.113.2", "/fr/cases/?q=mot9").status_code == 200


def test_to_look_up_a_limit_is_not_to_count(tmp_path):
    counter = MachineCounter(tmp_path / "limits")
    asked = b"a", 1_000, 1_060, 2

    assert [counter.look_up(*asked) for _ in range(5)] == [0] * 5
    assert [counter.count_request(*asked) for _ in range(3)] == [0, 0, 60]
    assert counter.look_up(*asked) == 60
    assert counter.look_up(b"a", 1_061, 1_121, 2) == 0  # it has ended
    assert counter.look_up(b"a", 100, 160, 2) == 0  # the clock was set back


def test_who_reads_a_page_that_was_remembered_is_known_too(site, monkeypatch):
    ask("203.0.113.50", "/fr/")
    remembered = ask("203.0.113.200", "/fr/")
    ask("203.0.113.201", "/fr/", **{"If-None-Match": remembered["ETag"]})
    started = limits.time()
    monkeypatch.setattr(limits, "time", lambda: started + 130)

    assert budget.readers.knows("203.0.113.200")
    assert budget.readers.knows("203.0.113.201")
    assert not budget.readers.knows("203.0.113.202")


def test_who_goes_on_reading_stays_known(monkeypatch):
    now = [1_800_000_000.0]
    monkeypatch.setattr(limits, "time", lambda: now[0])
    monkeypatch.setattr(budget, "monotonic", lambda: now[0])
    one, other = budget.Readers(), budget.Readers()  # of two processes

    known = []
    for minute in range(240):
        (one if minute % 7 else other).saw("203.0.113.7")
        known.append(other.knows("203.0.113.7"))
        now[0] += 60

    assert known.index(True) <= 2
    assert all(known[2:])
    now[0] += 3700
    assert not one.knows("203.0.113.7")


def test_a_purse_fills_with_its_share_of_the_time_and_holds_so_much(settings, monkeypatch):
    settings.STRANGERS_SHARE = 20
    now = [0.0]
    monkeypatch.setattr(budget, "monotonic", lambda: now[0])
    purse = budget.Purse()
    assert purse.opens()
    purse.pay(4)  # two seconds more than it held
    now[0] = 9.9
    assert not purse.opens()

    now[0] = 10.1
    assert purse.opens()
    assert purse.opens()
    assert not purse.opens()  # two at once, the other threads are for readers
    purse.pay(0)
    now[0] = 10_000
    assert purse.opens()
    assert purse.held == purse.MOST


def test_one_dear_question_shuts_strangers_out_no_longer_than_they_are_told(
    settings, monkeypatch
):
    settings.STRANGERS_SHARE = 15
    now = [0.0]
    monkeypatch.setattr(budget, "monotonic", lambda: now[0])
    purse = budget.Purse()
    assert purse.opens()
    purse.pay(60)  # a council note of thirty cases, on a machine that is busy

    now[0] = budget.LATER + 0.1

    assert purse.opens()


def test_who_has_just_come_is_no_reader_yet(site):
    ask("203.0.113.7", "/fr/")

    assert not budget.readers.knows("203.0.113.7")
    assert not budget.readers.knows("203.0.113.8")
    assert not budget.readers.knows("203.0.113.8")  # to ask is not to count


def test_a_harvester_that_says_who_it_is_has_its_own_share(site):
    named = {"User-Agent": "CareBot/1.0 (+https://example.org/bot; bot@example.org)"}
    for n in range(9):
        ask(f"203.0.113.{n}", f"/fr/cases/?q=mot{n}")

    answers = [ask("198.51.100.1", f"/fr/cases/?q=h{n}", **named) for n in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 4 + [429] * 2


def test_what_was_asked_before_costs_nothing(site, settings):
    settings.PAGE_MEMORY_MB = 8
    browser = Client()
    head = {"X-Forwarded-For": "203.0.113.1"}

    answers = [browser.get("/fr/cases/?q=mot", headers=head) for _time in range(9)]

    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize(
    "address", ["/fr/search/suggestions.json?q=c", "/fr/cases/near/towns.json?town=li"]
)
def test_typing_is_no_question(site, address):
    assert {ask("203.0.113.1", address).status_code for _time in range(9)} == {200}


def test_a_cookie_that_nobody_signed_in_with_is_counted(site, settings):
    forged = {"Cookie": f"{settings.SESSION_COOKIE_NAME}=forged"}

    answers = [ask("203.0.113.1", f"/fr/cases/?q=mot{n}", **forged) for n in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]


def test_an_editor_at_work_is_not_counted(site, desk):
    answers = [desk.get(f"/fr/cases/?q=mot{n}") for n in range(9)]

    assert {answer.status_code for answer in answers} == {200}


def test_what_measures_the_site_is_held_up_by_none_of_its_limits():
    read = Path(settings_of_the_site.__file__).read_text(encoding="utf-8")
    limits = set(re.findall(r'env\.\w+\(\s*"(\w+_RATE|\w+_SHARE)"', read))

    assert {"QUESTION_RATE", "STRANGERS_SHARE"} <= limits <= set(UNLIMITED)
    for server in (bench.servers.running, bench.atlases.run, bench.load.Site.__init__):
        assert "UNLIMITED" in inspect.unwrap(server).__code__.co_names
