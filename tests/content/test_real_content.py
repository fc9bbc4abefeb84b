"""The content as it stands, in the database."""

import io

from django.core.management import call_command

from cases.models import Case, Source
from contributions.models import Contribution
from infrastructures.models import Lever

from .files import CASES, CONTRIBUTIONS


def test_the_content_has_no_problem(atlas):
    out = io.StringIO()

    call_command("check_content", stdout=out)

    assert out.getvalue().endswith("\n0 problems\n")


def test_the_pages_count_what_the_files_hold(atlas, client):
    counts = client.get("/fr/").context["counts"]

    assert counts["cases"] == Case.objects.count() == CASES
    assert counts["contributions"] == Contribution.objects.count() == CONTRIBUTIONS
    assert counts["sources"] == Source.objects.count()


def test_home_and_method_say_whom_the_cases_come_from(atlas, client):
    found = Case.objects.filter(identification="found").count()
    named = CASES - found

    home, method = client.get("/en/").text, client.get("/en/about/").text

    assert f"names {named} of the cases. The editors found the others: {found}." in plain(home)
    assert f"arranges {CASES} cases" in plain(method)
    assert f"names {named} of them" in plain(method)
    assert f"the editors found {found} that the synthesis does not name" in plain(method)


def plain(page):
    """Its words in a row, whatever the lines of its source."""
    return " ".join(page.split())


def test_a_case_that_the_editors_found_says_so_with_its_mark(atlas, client):
    page = client.get("/fr/cases/denver-star-response/").text

    assert "Trouvé par la rédaction" in page
    assert "#m-social-found" in page
    assert "La synthèse ne nomme pas ce service" in page


def test_each_lever_has_the_cases_that_the_synthesis_names(atlas, client):
    functions = client.get("/fr/").context["functions"]

    levers = [lever for function in functions for lever in function.levers.all()]

    assert [lever.named for lever in levers] == [7, 4, 5, 13, 2, 4, 6, 10, 8]
    assert [len(lever.shown) for lever in levers] == [17, 7, 10, 22, 10, 10, 19, 28, 11]


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
