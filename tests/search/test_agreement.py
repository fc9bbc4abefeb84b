"""Two judges of the queries are compared as they judged; the head of judged.yaml says how."""

import re

import pytest

from cases.models import Case

from .agreement import (
    HERE,
    agreement,
    apart,
    both_judges,
    common,
    judged_by,
    mended,
    read,
    unmended,
    unseen,
)

FIRST = {("en", "water"): {"lake", "well"}, ("en", "bread"): {"bakery"}}
SECOND = {("en", "water"): {"lake"}, ("en", "bread"): {"bakery", "mill"}}


def test_agreement_is_told_over_pairs_of_a_query_and_a_case():
    told = agreement(FIRST, SECOND, cases=5)

    assert told["the same cases"] == 0
    assert told["named by both"] == 2
    assert told["by the first alone"] == told["by the second alone"] == 1
    assert told["Dice"] == pytest.approx(2 / 3)
    # 8 of 10 pairs alike; by chance 0.3 × 0.3 + 0.7 × 0.7 of them.
    assert told["Cohen's kappa"] == pytest.approx((0.8 - 0.58) / (1 - 0.58))


def test_where_judges_differ_is_said_and_what_both_name_is_kept():
    assert apart(FIRST, SECOND) == [("en water", ["well"], []), ("en bread", [], ["mill"])]
    assert common(FIRST, SECOND) == {("en", "water"): {"lake"}, ("en", "bread"): {"bakery"}}
    assert common(FIRST, {("en", "water"): {"sea"}, ("en", "bread"): set()}) == {}


def test_what_was_mended_is_undone_before_judges_are_compared():
    mends = [{"en": ["water"], "added": ["well"], "removed": ["sea"]}]

    assert unmended(FIRST, mends)["en", "water"] == {"lake", "sea"}


def test_the_second_judge_names_cases_that_exist_for_queries_of_the_first(atlas):
    slugs = set(Case.objects.values_list("slug", flat=True))
    second = judged_by("second_judge")

    assert second.keys() <= judged_by("judged").keys()
    assert all(cases and cases <= slugs for cases in second.values())


def test_what_was_mended_is_in_the_first_judges_file_with_its_proof():
    judged = judged_by("judged")
    for mend in read("mended"):
        assert mend["proof"]
        for asked in mended(mend):
            assert set(mend.get("added", [])) <= judged[asked]
            assert not set(mend.get("removed", [])) & judged[asked]


def test_the_head_of_the_judged_queries_tells_their_true_agreement():
    text = (HERE / "judged.yaml").read_text(encoding="utf-8")
    head = re.sub(r"\s*\n# ", " ", text[: text.index("\naccents")])
    first, second = both_judges()
    whole = agreement(first, second)
    changed = {asked for mend in read("mended") for asked in mended(mend)}

    assert f"judged all {whole['queries']} of them" in head
    assert f"the same cases for {whole['the same cases']} queries" in head
    assert f"{whole['named by both']} pairs" in head
    assert f"{whole['by the first alone']} by the first alone" in head
    assert f"{whole['by the second alone']} by the second alone" in head
    assert "Dice {Dice:.3f}, Cohen's kappa {Cohen's kappa:.3f}".format(**whole) in head
    less = agreement(unseen(first), unseen(second))
    assert "Dice {Dice:.3f}, kappa {Cohen's kappa:.3f}".format(**less) in head
    assert f"{len(changed)} queries were mended" in head
