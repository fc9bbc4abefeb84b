"""Every page costs the same for one case and for fifty, and exactly this."""

import pytest

from open_data.releasing import make_release

# The first is the stamp of the catalogue; questions are answered by the index.
COSTS = {
    "/fr/data/": 4,  # the newest slugs, the counts of contributions and of sources
    "/fr/data/codebook/": 1,
    "/fr/data/releases/": 2,
    "/fr/data/releases/1/": 3,
    "/fr/selections/new/": 2,
    "/fr/cases/feed.atom": 4,
    "/sitemap.xml": 9,  # with the stamp, which is in its tag
}


@pytest.fixture
def atlas_of(make_case, make_place, make_contribution, settings, tmp_path):
    """atlas_of(3) has so many cases, and a release of them."""

    def make(count):
        settings.RELEASES_DIR = tmp_path
        lima = make_place()
        for _ in range(count):
            case = make_case(places=[lima], groups=["children"], themes=["food"])
        make_contribution().cases.add(case)
        make_release()

    return make


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize("address", COSTS)
def test_a_page_costs_exactly_this(atlas_of, queries_of, address, count):
    atlas_of(count)

    assert queries_of(address) == COSTS[address]


@pytest.mark.parametrize("count", [1, 50])
def test_a_selection_costs_exactly_this(client, atlas_of, queries_of, count):
    atlas_of(count)
    address = client.post("/fr/selections/new/")["Location"]

    # 1 the selection and its release, 2 the records, 3 their former slugs, 4 what is still
    # published, 5 its order, 6–15 the tables that records are made of, 16 the stamp of the
    # catalogue, 17 its titles, 18–21 the cards
    assert queries_of(address) == 21
