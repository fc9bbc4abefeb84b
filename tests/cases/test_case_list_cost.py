"""The list costs the same for one case and for fifty, and exactly this."""

# 1 functions, 2 their levers, 3 regions, 4 countries, 5 groups, 6 themes: the vocabulary;
# 7 function, 8 lever, 9–10 region by country and of its own, 11 country, 12 group, 13 theme,
# 14 operation, 15 documentation, 16 identification, 17 section: the counts;
# 18 the order, 19 the cases of the page, 20 their places, 21 levers, 22 groups;
# 23 how many cases are published.
QUERIES = 23


def test_the_list_costs_the_same_for_one_case_and_for_fifty(make_case, make_place, queries_of):
    lima = make_place("Lima")
    make_case(places=[lima], groups=["children"], themes=["food"])
    one = queries_of("/fr/cases/")
    for _ in range(49):
        make_case(places=[lima], groups=["children"], themes=["food"])

    assert queries_of("/fr/cases/") == one == QUERIES


def test_a_question_with_three_facets_costs_no_more(make_case, make_place, queries_of):
    make_case(places=[make_place("Lima")], levers=["one"], groups=["children"])

    assert queries_of("/fr/cases/?lever=one&group=children&region=419") == QUERIES
