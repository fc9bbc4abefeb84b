"""The list costs the same for one case and for fifty, and exactly this."""

# 1 the stamp of the catalogue; 2 the cases of the page, 3 their places, 4 levers, 5 groups. The
# index answers all else, and the vocabulary is kept with it.
QUERIES = 5


def test_the_list_costs_the_same_for_one_case_and_for_fifty(make_case, make_place, queries_of):
    lima = make_place("Lima")
    make_case(places=[lima], groups=["children"], themes=["food"])
    one = queries_of("/fr/cases/")
    for _ in range(49):
        make_case(places=[lima], groups=["children"], themes=["food"])

    assert queries_of("/fr/cases/") == one == QUERIES


def test_a_question_with_choices_costs_no_query_more(make_case, make_place, queries_of):
    make_case(places=[make_place("Lima")], levers=["one"], groups=["children"])

    assert queries_of("/fr/cases/?lever=one&group=children&region=419") == QUERIES


def test_words_cost_two_queries_more(make_case, queries_of):
    """What the index of terms has, and the passages of the cases shown."""
    make_case("Une crèche")
    one = queries_of("/fr/cases/?q=creche")
    for _ in range(49):
        make_case("Une crèche")

    assert queries_of("/fr/cases/?q=creche") == one == QUERIES + 2
