import pytest

from cases.models import Group
from editorial import catalogue


@pytest.fixture
def older(make_case):
    """A case coded for older persons, in whose texts nobody says so; and one that is not."""
    make_case("Le village", groups=["older-persons"], summary_fr="Des logements.")
    make_case("La crèche", summary_fr="Des logements pour enfants.")
    Group.objects.update(name_fr="Personnes âgées", name_en="Older persons")
    catalogue.changed(*Group.objects.all())
