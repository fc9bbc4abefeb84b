"""The list of ``make mutants`` keeps step with the code; the mutants take minutes."""

import pytest

from tests.mutants.__main__ import copied
from tests.mutants.mutant import PROJECT, mutants

pytestmark = pytest.mark.once


def test_there_are_many_and_each_has_its_own_name():
    names = [mutant.name for mutant in mutants()]

    assert len(names) >= 40
    assert len(names) == len(set(names))


@pytest.mark.parametrize("mutant", mutants(), ids=lambda mutant: mutant.name)
def test_a_mutant_finds_its_line_and_its_tests(mutant):
    assert mutant.is_in_place()
    assert mutant.line != mutant.wrong
    assert all((PROJECT / test.partition("::")[0]).exists() for test in mutant.tests)


def test_a_copy_has_all_that_a_page_is_made_from():
    said = [entry.name for entry in PROJECT.iterdir() if not entry.name.startswith(".")]

    with copied() as copy:
        missing = {*said} - {entry.name for entry in copy.iterdir()}

    assert missing <= {"__pycache__", "node_modules"}
