"""A former address leads to the present one, in each language."""

import pytest

from cases.models import Case
from editorial.models import FormerSlug


@pytest.fixture
def renamed(site):
    """A case that was renamed twice: a-case, then b-case, then c-case."""
    for old, new in [("a-case", "b-case"), ("b-case", "c-case")]:
        Case.objects.filter(slug=old).update(slug=new)
        FormerSlug.objects.renamed("case", old, new)


@pytest.mark.parametrize("language", ["fr", "en", "es"])
@pytest.mark.parametrize("old", ["a-case", "b-case"])
@pytest.mark.parametrize("rest", ["", "reference.ris", "image.png"])
def test_every_former_address_of_a_case_leads_on(renamed, client, language, old, rest):
    answer = client.get(f"/{language}/cases/{old}/{rest}?sort=title")

    assert answer.status_code == 301
    assert answer["Location"] == f"/{language}/cases/c-case/{rest}?sort=title"
    assert client.get(answer["Location"]).status_code == 200


def test_what_was_renamed_and_withdrawn_leads_to_its_tombstone(renamed, client):
    Case.objects.get(slug="c-case").archive()

    answer = client.get("/fr/cases/a-case/", follow=True)

    assert answer.redirect_chain == [("/fr/cases/c-case/", 301)]
    assert answer.status_code == 410


def test_what_never_was_is_not_found(renamed, client):
    assert client.get("/fr/cases/d-case/").status_code == 404
