"""Towns of GeoNames: found by number and by any of their names, where the files lie."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from towns import gazetteer
from towns.names import bare
from towns.source import LEAST_POPULATION

BUDGET = 0.1  # seconds of a look-up


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("Medellín", 3674962),
        ("medellin", 3674962),
        ("Saint-Étienne", 2980291),
        ("st etienne", 2980291),
        ("Munich", 2867714),
        ("München", 2867714),
        ("muenchen", 2867714),
        ("Tshwane", 964137),
        ("Москва", 524901),
        ("北京", 1816670),
        ("القاهرة", 360630),
    ],
)
def test_a_town_is_found_in_any_of_its_names(typed, number):
    assert gazetteer.named(typed)[0].number == number


def test_the_largest_of_a_name_comes_first():
    towns = gazetteer.named("San José")

    assert towns == sorted(towns, key=lambda town: -town.population)
    assert len(towns) > 5


def test_towns_of_one_name_and_country_are_told_apart_by_a_large_one():
    told = [town.beside for town in gazetteer.named("Springfield") if town.country == "US"]

    assert len(set(told)) > 3


@pytest.mark.parametrize("typed", ["Guaya", "guayaq", "Guayaquil"])
def test_a_name_may_be_on_its_way(typed):
    assert any(town.name == "Guayaquil" for town in gazetteer.begun(typed))


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Guayakil", "Guayaquil"), ("Medelin", "Medellín"), ("Johanesburg", "Johannesburg"),
     ("Sanborondon", "Samborondón"), ("Sao Paolo", "São Paulo")],
)  # fmt: skip
def test_a_town_that_is_not_there_has_near_spellings(typed, name):
    assert gazetteer.spelled_alike(typed)[0].name == name


def test_nothing_is_spelled_like_what_nobody_would_write():
    assert gazetteer.spelled_alike("Xyzzyxyzzy") == []


def test_what_no_town_has_is_no_number():
    assert gazetteer.by_number(1) is None
    assert gazetteer.by_number(10**9) is None


def test_the_first_and_the_last_town_are_found():
    lines = (gazetteer.DATA / "towns.tsv").read_text(encoding="utf-8").splitlines()
    for line in (lines[0], lines[-1]):
        number, name, *_rest = line.split("\t")
        assert gazetteer.by_number(int(number)).name == name


def test_the_files_are_sorted_and_hold_what_they_say():
    towns = (gazetteer.DATA / "towns.tsv").read_text(encoding="utf-8").splitlines()
    names = (gazetteer.DATA / "names.tsv").read_bytes().splitlines()
    rows = [line.split("\t") for line in towns]

    assert names == sorted(set(names))
    numbers = [int(row[0]) for row in rows]
    assert numbers == sorted(set(numbers))
    assert min(int(row[3]) for row in rows) >= LEAST_POPULATION
    assert {int(line.split(b"\t")[1]) for line in names} <= set(numbers)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 68_000))
def test_every_town_is_found_by_its_own_name_and_number(at):
    line = (gazetteer.DATA / "towns.tsv").read_text(encoding="utf-8").splitlines()[at]
    number, name, *_rest = line.split("\t")

    assert gazetteer.by_number(int(number)).name == name
    if bare(name):
        assert int(number) in {town.number for town in gazetteer.named(name)}


@pytest.mark.parametrize(("typed", "countries"), [("s", {"FR"}), ("san", set())])
def test_a_letter_of_one_country_or_a_name_of_none_looks_nothing_up(
    monkeypatch, typed, countries
):
    monkeypatch.setattr(gazetteer, "by_number", None)

    assert gazetteer.begun(typed, countries) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(typed):
    for look_up in (gazetteer.named, gazetteer.begun, gazetteer.spelled_alike):
        assert isinstance(look_up(typed), list)


@pytest.mark.parametrize("typed", ["sa", "san", "saint", "Sao Paolo", "Santa Crus", "el", "m"])
def test_a_look_up_takes_a_tenth_of_a_second(typed):
    gazetteer.begun("a")  # the files are open
    taken = []
    for _once in range(3):
        start = time.perf_counter()
        gazetteer.begun(typed)
        gazetteer.spelled_alike(typed)
        taken.append(time.perf_counter() - start)

    assert min(taken) < BUDGET
