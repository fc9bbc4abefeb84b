"""The doors of the front page and of the levers: each has an answer, in each language."""

import pytest
from django.utils.html import escape
from django.utils.translation import override

from cases.models import Evidence, Result
from infrastructures.models import Lever
from pages.doors import DOORS, doors

LANGUAGES = ["fr", "en", "es"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_door_has_an_answer_in_every_language(client, atlas, language):
    with override(language):
        found = [door for way in doors() for door in way.doors]

    assert len(found) == sum(len(some) for _title, some in DOORS)
    assert 8 <= len(found) <= 10
    for door in found:
        page = client.get(door.address)
        assert page.status_code == 200
        assert page.context["page"].paginator.count == door.count > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lever_has_doors_that_have_answers(client, atlas, language):
    for lever in Lever.objects.all():
        with override(language):
            found = [door for way in doors(lever=lever.slug) for door in way.doors]
        assert 8 <= len(found) <= 10
        html = client.get(f"/{language}/levers/{lever.slug}/").text
        for door in found:
            assert f'href="{escape(door.address)}"' in html
            page = client.get(door.address)
            assert page.context["page"].paginator.count == door.count > 0


def test_the_market_is_found_in_every_language(client, atlas):
    for language in LANGUAGES:
        with override(language):
            [market] = [d for way in doors() for d in way.doors if "q=" in d.address]
        cases = client.get(market.address).context["cases"]
        assert cases[0].slug == "accra-makola-market-creche"


def test_the_door_of_effects_opens_on_effects_alone(client, atlas):
    [door] = [d for way in doors() for d in way.doors if "evidence=" in d.address]

    firm = Result.objects.filter(evidence__in=["compared", "before-after"])
    effects = firm.filter(kind="outcome").values_list("case__slug", flat=True)
    found = [case.slug for case in client.get(door.address).context["cases"]]
    assert set(found) == set(effects)
    assert "nairobi-childcare-regulation" not in found  # a fact of the city was compared


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_opens_with_a_finding_that_is_counted(client, atlas, language):
    page = client.get(f"/{language}/")

    coded = Result.objects.filter(kind__in=["output", "outcome", "finding"])
    coded = coded.exclude(evidence="").exclude(evidence=Evidence.NOT_CLEAR)
    assert coded.count() < Result.objects.count()
    told = page.text.partition("<h1>")[2].partition("</h1>")[0]
    assert str(coded.count()) in told
    assert str(coded.filter(evidence__in=["compared", "before-after"]).count()) in told
    assert 'name="town"' in page.text
