"""The content as it stands, in the database."""

import io

from django.core.management import call_command

from cases.models import Case, Source
from contributions.models import Contribution
from infrastructures.models import Lever


def test_the_content_has_no_problem(atlas):
    out = io.StringIO()

    call_command("check_content", stdout=out)

    assert out.getvalue().endswith("\n0 problems\n")


def test_the_pages_count_what_the_files_hold(atlas, client):
    counts = client.get("/fr/").context["counts"]

    assert counts["cases"] == Case.objects.count() == 58
    assert counts["contributions"] == Contribution.objects.count() == 23
    assert counts["sources"] == Source.objects.count()


def test_each_lever_has_the_cases_that_the_synthesis_names(atlas, client):
    functions = client.get("/fr/").context["functions"]

    levers = [lever for function in functions for lever in function.levers.all()]

    assert [lever.named for lever in levers] == [7, 4, 5, 13, 2, 4, 6, 10, 8]
    assert [len(lever.shown) for lever in levers] == [14, 7, 9, 16, 5, 5, 14, 24, 10]


def test_every_case_page_opens_in_every_language(atlas, client):
    for language in ["fr", "en", "es"]:
        for case in Case.objects.all():
            page = client.get(f"/{language}/cases/{case.slug}/").text
            assert f'<html lang="{language}">' in page
            assert "<h1>" in page  # the title is in the language of the page


def test_guides_link_only_cases_of_their_lever(atlas, client):
    for lever in Lever.objects.all():
        own = {case.get_absolute_url() for case in lever.cases.all()}
        page = client.get(lever.get_absolute_url()).text
        guides = page[page.index('class="prose"') : page.index("<table")]
        linked = {part.partition('"')[0] for part in guides.split('href="')[1:]}
        assert linked <= own, lever
