"""What was published and is withdrawn answers 410 with the reason, and nothing else does."""

import pytest

from cases.models import Case
from editorial.models import Tombstone
from editorial.publication import State
from tests.editorial.forms import form_of

ADDRESSES = ["/en/cases/a-case/", "/en/cases/a-case/reference.ris", "/api/v1/cases/a-case/"]
each_address = pytest.mark.parametrize("address", ADDRESSES)


@each_address
def test_an_archived_case_says_when_and_why(client, make_case, address):
    make_case("Un cas", slug="a-case").archive(reason={"en": "It was told twice."})

    response = client.get(address, headers={"accept-language": "en"})

    assert response.status_code == 410
    assert "It was told twice." in response.text
    assert "Withdrawn on " in response.text


@each_address
def test_a_deleted_case_leaves_its_name(client, make_case, address):
    make_case("Un cas", slug="a-case").delete()

    assert client.get(address).status_code == 410
    assert "Un cas" in client.get(ADDRESSES[0]).text
    assert "have not written the reason down" in client.get(ADDRESSES[0]).text


def test_deleting_many_leaves_a_stone_for_each_that_was_in_sight(make_case):
    make_case(slug="seen")
    make_case(slug="draft", state=State.DRAFT)

    Case.objects.all().delete()

    assert [stone.slug for stone in Tombstone.objects.all()] == ["seen"]


def test_what_is_published_again_is_there_again(client, make_case):
    case = make_case(slug="a-case")
    case.archive()
    case.reopen()
    assert client.get("/fr/cases/a-case/").status_code == 410
    case.submit()
    case.publish()

    assert client.get("/fr/cases/a-case/").status_code == 200
    assert not Tombstone.objects.exists()


@each_address
@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
def test_what_was_never_published_is_not_found(client, make_case, address, state):
    make_case("Secret", slug="a-case", state=state).delete()

    assert client.get(address).status_code == 404


def test_a_contribution_leaves_a_stone_too(client, make_contribution):
    make_contribution("A paper", slug="a-paper").archive()

    assert client.get("/fr/contributions/a-paper/").status_code == 410
    assert client.get("/api/v1/contributions/a-paper/").status_code == 410
    assert client.get("/fr/cases/a-paper/").status_code == 404


def test_an_editor_writes_the_reason_down(desk, make_case):
    make_case("Un cas", slug="a-case").archive()
    stone = Tombstone.objects.get()

    address = f"/admin/editorial/tombstone/{stone.pk}/change/"
    response = desk.post(address, form_of(desk.get(address)) | {"reason_fr": "Un doublon."})

    assert response.status_code == 302
    assert "Un doublon." in desk.get("/fr/cases/a-case/").text
    assert desk.get("/admin/editorial/tombstone/add/").status_code == 403
