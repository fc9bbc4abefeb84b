"""The list costs the same for one case and for fifty, and exactly this."""

# 1 functions, 2 their levers, 3 regions, 4 countries, 5 groups, 6 themes: the vocabulary;
# 7 the answer; 8 function, 9 lever, 10–11 region by country and of its own, 12 country,
# 13 group, 14 theme, 15 operation, 16 documentation, 17 identification, 18 section: the pairs
# that counts are made of; 19 the order, 20 the cases of the page, 21 their places, 22 levers,
# 23 groups; 24 how many cases are published.
QUERIES = 24


def test_the_list_costs_the_same_for_one_case_and_for_fifty(make_case, make_place, queries_of):
    lima = make_place("Lima")
    make_case(places=[lima], groups=["children"], themes=["food"])
    one = queries_of("/fr/cases/")
    for _ in range(49):
        make_case(places=[lima], groups=["children"], themes=["food"])

    assert queries_of("/fr/cases/") == one == QUERIES


def test_a_question_costs_one_query_more_for_each_facet_with_a_choice(
    make_case, make_place, queries_of
):
    """The answer without that choice, from which the counts of its facet are made."""
    make_case(places=[make_place("Lima")], levers=["one"], groups=["children"])

    assert queries_of("/fr/cases/?lever=one&group=children&region=419") == QUERIES + 3
