"""Names of a script that is written from right to left say so, wherever they are printed."""

import pytest

from cases.models import CaseOrganisation, Organisation, Place, Role
from editorial import catalogue

NAME = "بلدية عمّان!"


@pytest.fixture
def case(make_case, make_place):
    place = make_place("Amman", "JO", "145", "142")  # the address has no letters of its name
    Place.objects.filter(pk=place.pk).update(name_fr=NAME)
    case = make_case("Un", places=[place])
    body = Organisation.objects.create(slug="amman", name=NAME, acronym="GAM", kind="ngo")
    CaseOrganisation.objects.create(case=case, organisation=body, role=Role.LEAD, position=1)
    catalogue.changed(place, case, body)
    return case


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("/fr/cases/", f'<b dir="rtl">{NAME}</b>'),
        ("/fr/organisations/amman/", f'<bdi dir="rtl">{NAME} (GAM)</bdi>'),
        ("/fr/cases/?organisation=amman", f'<bdi dir="rtl">{NAME}</bdi>'),
    ],
)
def test_a_place_and_an_organisation_have_their_direction(client, case, address, printed):
    assert printed in client.get(address).text


def test_the_page_of_a_case_gives_each_name_its_direction(client, case):
    html = client.get(case.get_absolute_url()).text

    assert f'<bdi dir="rtl">{NAME} (GAM)</bdi>' in html
    assert html.count('dir="rtl"') >= 2
