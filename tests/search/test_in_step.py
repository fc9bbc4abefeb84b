"""Documents, list and stamp follow every change, in its transaction."""

import pytest
from django.core.management import call_command
from django.db import transaction

from cases.models import (
    CaseOrganisation,
    Country,
    Group,
    Organisation,
    OrganisationKind,
    Place,
    Region,
    Role,
    Theme,
)
from editorial import catalogue
from editorial.publication import State
from infrastructures.models import Function, Lever
from search.indexing import is_stale, rebuild
from search.kinds import kinds
from search.models import Document, Term
from tests.editorial.forms import form_of


def titles(visitor, words=""):
    """What a reader sees, whose browser told nothing of any change."""
    response = visitor.get("/fr/cases/", {"q": words} if words else {})
    return [case.title for case in response.context["cases"]]


@pytest.fixture
def case(make_case, make_place):
    return make_case(
        "Une crèche",
        places=[make_place("Lima")],
        groups=["children"],
        themes=["food"],
        levers=["canteens"],
    )


@pytest.fixture
def led(case):
    """The case, with an organisation that leads it."""
    city = Organisation.objects.create(slug="city", name="Ciudad", kind=OrganisationKind.LOCAL)
    CaseOrganisation.objects.create(case=case, organisation=city, role=Role.LEAD)
    return case


def test_what_is_archived_is_neither_listed_nor_found(visitor, case):
    assert titles(visitor, "crèche") == titles(visitor) == ["Une crèche"]

    case.archive()

    assert titles(visitor, "crèche") == titles(visitor) == []
    assert not Document.objects.filter(kind=1).exists()
    assert not Term.objects.filter(word="creche").exists()


def test_what_is_published_is_listed_and_found(visitor, make_case):
    case = make_case("Une crèche", state=State.IN_REVIEW)
    assert titles(visitor, "crèche") == titles(visitor) == []

    case.publish()

    assert titles(visitor, "crèche") == titles(visitor) == ["Une crèche"]


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.ARCHIVED])
def test_what_is_not_published_has_no_document_and_no_words(client, make_case, state):
    make_case("Secretissime", state=state)
    call_command("rebuild_search", verbosity=0)

    assert not Document.objects.filter(kind=1).exists()
    assert not Term.objects.filter(word="secretissime").exists()
    for address in ("/fr/cases/", "/fr/search/", "/fr/search/suggestions.json"):
        assert "Secretissime" not in client.get(address, {"q": "secretissim"}).text


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.ARCHIVED])
def test_a_contribution_that_is_not_published_is_found_nowhere(
    client, make_contribution, state
):
    make_contribution("Secretissime", state=state)
    call_command("rebuild_search", verbosity=0)

    assert not Document.objects.filter(kind=2).exists()
    for address in ("/fr/search/", "/fr/search/suggestions.json"):
        assert "Secretissime" not in client.get(address, {"q": "secretissim"}).text


def test_a_deletion_at_the_desk_is_seen_at_once(visitor, desk, case):
    assert titles(visitor) == ["Une crèche"]

    desk.tells = False
    address = f"/admin/cases/case/{case.pk}/delete/"
    response = desk.post(address, form_of(desk.get(address), "delete_form", publish=False))

    assert response.status_code == 302
    assert titles(visitor) == titles(visitor, "crèche") == []


RENAMED = {
    "function": (Function, {"slug": "physical"}, "short_name_fr"),
    "lever": (Lever, {"slug": "canteens"}, "short_name_fr"),
    "group": (Group, {"slug": "children"}, "name_fr"),
    "theme": (Theme, {"slug": "food"}, "label_fr"),
    "place": (Place, {"slug": "lima"}, "name_fr"),
    "country": (Country, {"iso2": "PE"}, "name_fr"),
    "region": (Region, {"code": "005"}, "name_fr"),
    "region above": (Region, {"code": "419"}, "name_fr"),
    "organisation": (Organisation, {"slug": "city"}, "name"),
}


@pytest.mark.parametrize(("model", "key", "field"), RENAMED.values(), ids=RENAMED)
def test_a_rename_at_the_desk_reaches_its_cases(visitor, desk, led, model, key, field):
    row = model.objects.get(**key)
    options = row._meta
    address = f"/admin/{options.app_label}/{options.model_name}/{row.pk}/change/"
    typed = form_of(desk.get(address))
    required = ("summary_fr", "description_fr")  # which the cast leaves empty
    typed |= {name: "x" for name in required if typed.get(name) == [""]}
    desk.tells = False
    assert titles(visitor, "zygomorphe") == []

    response = desk.post(address, typed | {field: "Zygomorphe"})

    assert response.status_code == 302, response.context["errors"]
    assert titles(visitor, "zygomorphe") == ["Une crèche"]


def test_an_edit_at_the_desk_gives_a_new_stamp_and_a_read_does_not(visitor, case):
    before = catalogue.stamp()
    titles(visitor)
    assert catalogue.stamp() == before

    catalogue.changed(case)

    assert catalogue.stamp() != before


def test_a_rolled_back_change_leaves_stamp_and_documents(visitor, case):
    before, words = catalogue.stamp(), set(Term.objects.values_list("word", "documents"))
    try:
        with transaction.atomic():
            case.archive()
            raise RuntimeError
    except RuntimeError:
        pass

    assert catalogue.stamp() == before
    assert set(Term.objects.values_list("word", "documents")) == words
    assert titles(visitor, "crèche") == ["Une crèche"]


def test_the_words_in_use_are_counted_as_if_all_were_written_anew(make_case):
    one, two = make_case("Une crèche"), make_case("Deux crèches et une crèche")
    call_command("rebuild_search", verbosity=0)
    one.title_fr = "Un lac"
    one.save()
    catalogue.changed(one)
    two.archive()
    kept = dict(Term.objects.values_list("word", "documents"))

    Document.objects.all().delete()
    Term.objects.all().delete()
    for kind in kinds.values():
        rebuild(kind)

    assert dict(Term.objects.values_list("word", "documents")) == kept


def test_only_what_is_stale_is_rebuilt(make_case):
    make_case("Une crèche")
    cases = kinds[1]
    assert not is_stale(cases)

    Document.objects.update(version="0")
    assert is_stale(cases)

    call_command("rebuild_search", "--if-stale", verbosity=0)
    assert not is_stale(cases)


def test_what_the_loader_brings_is_found(visitor, atlas):
    assert len(visitor.get("/fr/cases/").context["cases"]) == 20
    assert "Accra" in titles(visitor, "daycare market")[0]
