"""A thing is known by the same number whatever it is called."""

import pytest

from editorial.identity import identities, identity
from editorial.models import FormerSlug

pytestmark = pytest.mark.django_db


def test_a_thing_keeps_its_number_when_it_is_renamed_and_renamed_back():
    before = identity("case", "bogota")
    FormerSlug.objects.renamed("case", "bogota", "bogota-care")
    assert identity("case", "bogota-care") == before
    FormerSlug.objects.renamed("case", "bogota-care", "bogota-blocks")
    assert identity("case", "bogota-blocks") == before
    FormerSlug.objects.renamed("case", "bogota-blocks", "bogota")
    assert identity("case", "bogota") == before


def test_other_things_and_other_kinds_have_other_numbers():
    numbers = {identity("case", "water"), identity("theme", "water"), identity("case", "eau")}
    assert len(numbers) == 3


def test_the_number_is_the_same_on_every_installation():
    assert str(identity("case", "bogota")) == "5b090d4d-eb5d-59e4-9532-2adb4aad2752"


def test_many_are_known_with_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert set(identities("case", ["accra", "bogota"])) == {"accra", "bogota"}
