"""What the tables themselves refuse, on both databases."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.models import CaseLever, Organisation, Place, Result, Source
from contributions.models import Contribution
from infrastructures.models import Lever


def refused(change, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        change()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "nonsense"}, "case_state_is_known"),
        ({"published_on": None, "revised_on": None}, "case_published_has_its_days"),
        ({"revised_on": None}, "case_published_has_its_days"),
        ({"revised_on": date(2020, 1, 1)}, "case_revised_once_published"),
        ({"operation": "nonsense"}, "case_operation_is_known"),
        ({"identification": "nonsense"}, "case_identification_is_known"),
        ({"documentation": "nonsense"}, "case_documentation_is_known"),
        ({"start_year": 20}, "case_years_are_sane"),
        ({"start_year": 2020, "end_year": 2010}, "case_ends_after_it_starts"),
        ({"title_fr": ""}, "case_has_a_title"),
    ],
)
def test_a_case_that_cannot_be_true_is_refused(make_case, fields, constraint):
    case = make_case()

    refused(lambda: type(case).objects.filter(pk=case.pk).update(**fields), constraint)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "planet"}, "place_kind_is_known"),
        ({"country": None}, "place_has_a_country_or_a_region"),
        ({"latitude": 4}, "place_has_both_coordinates_or_none"),
        ({"latitude": 95, "longitude": 4}, "place_coordinates_are_on_earth"),
        ({"latitude": 5, "longitude": 181}, "place_coordinates_are_on_earth"),
    ],
)
def test_a_place_that_cannot_be_true_is_refused(make_place, fields, constraint):
    place = make_place()

    refused(lambda: Place.objects.filter(pk=place.pk).update(**fields), constraint)


def test_a_place_is_of_a_country_or_of_a_region_but_not_of_both(make_place):
    place = make_place()

    refused(
        lambda: Place.objects.filter(pk=place.pk).update(region=place.country.region),
        "place_has_a_country_or_a_region",
    )


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [({"kind": "rumour"}, "source_kind_is_known"), ({"year": 1066}, "source_year_is_sane")],
)
def test_a_source_that_cannot_be_true_is_refused(make_case, fields, constraint):
    make_case()

    refused(lambda: Source.objects.update(**fields), constraint)


def test_a_source_number_is_given_once_in_a_case(make_case):
    case = make_case()

    with pytest.raises(IntegrityError), transaction.atomic():
        case.sources.create(position=1, title="x", publisher="y", language="en", kind="ngo")


def test_a_lever_is_tied_once_to_a_case(make_case):
    case = make_case(levers=["one"])

    with pytest.raises(IntegrityError), transaction.atomic():
        CaseLever.objects.create(case=case, lever=Lever.objects.get(slug="one"))


def test_an_organisation_has_a_name_or_a_label(db):
    refused(
        lambda: Organisation.objects.create(slug="x", kind="ngo"),
        "organisation_has_a_name_or_a_label",
    )


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"format": "song"}, "contribution_format_is_known"),
        ({"abstract_basis": "guess"}, "contribution_abstract_basis_is_known"),
        ({"year": 1066}, "contribution_year_is_sane"),
        ({"state": "nonsense"}, "contribution_state_is_known"),
    ],
)
def test_a_contribution_that_cannot_be_true_is_refused(make_contribution, fields, constraint):
    make_contribution()

    refused(lambda: Contribution.objects.update(**fields), constraint)


def test_a_result_rests_on_a_source_of_its_own_case(make_case):
    one, other = make_case(), make_case()
    result = Result(case=one, source=other.sources.get(), statement_fr="Un résultat.")

    with pytest.raises(ValidationError, match="source"):
        result.full_clean()


def test_a_case_takes_its_sources_and_results_with_it(make_case):
    case = make_case()
    Result.objects.create(case=case, source=case.sources.get(), statement_fr="Un.")

    case.delete()

    assert not Source.objects.exists()


def test_all_that_is_wrong_with_a_row_is_told_at_once_beside_its_fields(db):
    body = Organisation(slug="a-body", ror="x", wikidata="42", country_id=None)

    with pytest.raises(ValidationError) as told:
        body.validate_constraints()

    assert {"ror", "wikidata", "name"} <= set(told.value.message_dict)


def test_the_checks_of_a_row_that_is_right_are_one_question(db, django_assert_num_queries):
    body = Organisation(
        slug="a-body", name="A body", kind="network", ror="01abc2345", wikidata="Q42"
    )

    with django_assert_num_queries(3):  # with the savepoint about it
        body.validate_constraints(exclude=["slug"])
