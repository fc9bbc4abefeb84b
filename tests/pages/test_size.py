"""Every kind of public page, with 58 cases and with 2,000: it answers, in as many queries, and
its size has a bound."""

import uuid

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from bench.pages import PAGES as MEASURED
from editorial.days import today
from letters.models import Letter
from open_data.models import Release, Selection
from tests.conftest import as_read
from tests.many_cases import add_cases, make_vocabulary

pytestmark = pytest.mark.django_db  # so that there is a database; its content is of the module

FEW, MANY = 58, 2_000
KB = 1_000
# {kind: (an address of it, its largest size in bytes)}. The kinds are those of the addresses of
# the project: a new one wants a line here.
KINDS = {
    "pages:home": ("/fr/", 250 * KB),
    "pages:function": ("/fr/functions/social/", 80 * KB),
    "pages:lever": ("/fr/levers/physical-1/", 80 * KB),
    "pages:frame": ("/fr/infrastructures-of-care/", 40 * KB),
    "pages:recommendations": ("/fr/recommendations/", 30 * KB),
    "pages:region": ("/fr/regions/019/", 300 * KB),
    "pages:organisation": ("/fr/organisations/a-city/", 300 * KB),
    "pages:author": ("/fr/authors/ada-byron/", 80 * KB),
    "pages:search": ("/fr/search/?q=cas", 100 * KB),
    "pages:suggestions": ("/fr/search/suggestions.json?q=cas", 5 * KB),
    "pages:about": ("/fr/about/", 30 * KB),
    "pages:accessibility": ("/fr/accessibility/", 60 * KB),
    "cases:list": ("/fr/cases/", 200 * KB),
    "cases:map": ("/fr/cases/map/", 550 * KB),
    "cases:matrix": ("/fr/cases/matrix/", 100 * KB),
    "cases:compare": ("/fr/cases/compare/?case=case-7&case=case-8", 80 * KB),
    "cases:results": ("/fr/cases/results/", 500 * KB),
    "cases:near": ("/fr/cases/near/?town=san+jose", 30 * KB),
    "cases:towns": ("/fr/cases/near/towns.json?town=san+jose", 5 * KB),
    "cases:detail": ("/fr/cases/case-7/", 80 * KB),
    "council:note": ("/fr/cases/note/", 500 * KB),
    "council:file": ("/fr/cases/note.pdf", 2_000 * KB),
    "cases:changes": ("/fr/cases/case-7/changes/", 20 * KB),
    "contributions:stages": ("/fr/contributions/stages/", 30 * KB),
    "contributions:list": ("/fr/contributions/", 100 * KB),
    "contributions:detail": ("/fr/contributions/synthesis/", 120 * KB),
    "contributions:changes": ("/fr/contributions/synthesis/changes/", 20 * KB),
    "social:home": ("/fr/image.png", 100 * KB),
    "social:compared": ("/fr/cases/compare/image.png?case=case-7&case=case-8", 100 * KB),
    "social:note": ("/fr/cases/note/image.png", 100 * KB),
    "social:case": ("/fr/cases/case-7/image.png", 100 * KB),
    "social:function": ("/fr/functions/social/image.png", 100 * KB),
    "social:lever": ("/fr/levers/physical-1/image.png", 100 * KB),
    "social:region": ("/fr/regions/019/image.png", 100 * KB),
    "social:contribution": ("/fr/contributions/synthesis/image.png", 100 * KB),
    "open_data:data": ("/fr/data/", 60 * KB),
    "open_data:releases": ("/fr/data/releases/", 30 * KB),
    "open_data:release": ("/fr/data/releases/1/", 30 * KB),
    "open_data:keep": ("/fr/selections/new/", 30 * KB),
    "open_data:selection": ("/fr/selections/abcdefgh/", 30 * KB),
    "open_data:reliability": ("/fr/data/reliability/", 30 * KB),
    "open_data:reliability_agreement": ("/fr/data/reliability/agreement.csv", 5 * KB),
    "open_data:reliability_audits": ("/fr/data/reliability/audits.csv", 5 * KB),
    "open_data:reliability_changed": ("/fr/data/reliability/changed.csv", 5 * KB),
    "open_data:reliability_codings": ("/fr/data/reliability/codings.csv", 100 * KB),
    "open_data:api": ("/fr/data/api/", 120 * KB),
    "open_data:coded_values": ("/fr/data/codebook/values/", 150 * KB),
    "open_data:codebook": ("/fr/data/codebook/", 150 * KB),
    "open_data:matrix": ("/fr/cases/matrix.csv", 10 * KB),
    "open_data:compared": ("/fr/cases/compare.csv?case=case-7&case=case-8", 30 * KB),
    "open_data:results": ("/fr/cases/results.csv?lever=physical-1&area=time", 100 * KB),
    "open_data:feed": ("/fr/cases/feed.atom", 100 * KB),
    "open_data:case_reference": ("/fr/cases/case-7/reference.bib", 5 * KB),
    "open_data:notice_reference": ("/fr/contributions/synthesis/notice.bib", 5 * KB),
    "open_data:contribution_reference": ("/fr/contributions/synthesis/reference.bib", 5 * KB),
    "open_data:selection_json": ("/fr/selections/abcdefgh/selection.json", 5 * KB),
    "letters:remark": ("/fr/letters/remark/?lever=physical-1", 20 * KB),
    "letters:proposal": ("/fr/letters/proposal/?lever=physical-1", 20 * KB),
    "letters:about_case": ("/fr/letters/case/case-7/?read=1795000000", 20 * KB),
    "letters:about_contribution": ("/fr/letters/contribution/synthesis/", 20 * KB),
    "letters:sent": ("/fr/letters/sent/abcdefgh/", 20 * KB),
    "robots.txt": ("/robots.txt", 5 * KB),
    "sitemaps": ("/sitemap.xml", 5 * KB),
    "api:cases": ("/api/v1/cases/", 200 * KB),
    "api:cases_one": ("/api/v1/cases/case-7/", 30 * KB),
    "api:openapi": ("/api/v1/openapi.json", 300 * KB),
    **{
        f"api:{name}": (f"/api/v1/{name}/", 200 * KB)
        for name in [
            "sources", "results", "contributions", "places", "organisations", "functions",
            "levers", "recommendations", "groups", "themes", "regions", "countries",
        ]
    },
    **{
        f"api:{name}_one": (f"/api/v1/{name}/{key}/", 10 * KB)
        for name, key in [
            ("contributions", "synthesis"), ("places", "place-7"), ("organisations", "a-city"),
            ("functions", "social"), ("levers", "physical-1"), ("recommendations", "advice"),
            ("groups", "all"), ("themes", "food"), ("regions", "019"), ("countries", "AA"),
        ]
    },
}  # fmt: skip
# What holds all cases because that is what it is for: read in pieces, so of no bound.
WHOLE = {
    "open_data:export": "/fr/cases/export.csv",
    "open_data:package": "/fr/data/package.zip",
    "sitemap": "/sitemap-fr-1.xml",
}
# No page: they lead elsewhere, take what is sent, or send a file that was made before.
# A preview is of what is not published.
NO_PAGE = {"cases:keep_cells", "favicon.ico", "set_language", "resume", "mails", "preview",
           "selection",
           "own_password",
           "admin_password_reset", "password_reset_done", "password_reset_confirm",
           "password_reset_complete", "account_login", "sessions", "mfa_index",
           "mfa_authenticate", "mfa_reauthenticate", "account_reauthenticate",
           "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn",
           "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes",
           "mfa_generate_recovery_codes", "socialaccount_login_cancelled",
           "socialaccount_login_error", "openid_connect_login", "openid_connect_callback",
           "on_site", "security_txt", "open_data:release_file",
           "open_data:release_changes", "open_data:release_edition",
           "open_data:selection_csv", "api:"}  # fmt: skip

AT_DESK = {"admin", "translations", "guide"}
# What a selection was is compared with what its cases are now, five hundred at a time.
IN_PIECES = {"open_data:selection"}
# The atlases of the bench have none of these.
NOT_MEASURED = {"open_data:release", "open_data:selection", "open_data:selection_json",
                "letters:sent"}  # fmt: skip
A_LETTER = {"code": "abcdefgh", "token": uuid.UUID(int=1), "kind": "proposal", "language": "fr",
            "words": "Un cas.", "question": "lever=physical-1"}  # fmt: skip
NO_CHANGES = {"added": [], "withdrawn": [], "corrected": {}}


def kinds(patterns, namespace=""):
    """The names of all kinds of addresses, but for the desk's."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or str(pattern.pattern))
        elif pattern.namespace not in AT_DESK:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from kinds(pattern.url_patterns, namespace + inner)


def asked(address):
    """(status, bytes, queries) of an address, once what is kept in memory is made."""
    reader = Client(raise_request_exception=False)
    reader.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = reader.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, len(body), len(queries)


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker):
    """{kind: what it takes with few cases, and with many}"""
    with django_db_blocker.unblock(), transaction.atomic():
        make_vocabulary()
        Release.objects.create(
            number=1, as_of=today(), size=1, case_count=1, changes=NO_CHANGES
        )
        Selection.objects.create(code="abcdefgh", made_at=timezone.now())
        Letter.objects.create(**A_LETTER)
        addresses = {kind: address for kind, (address, _bytes) in KINDS.items()} | WHOLE
        add_cases(range(FEW))
        few = {kind: asked(address) for kind, address in addresses.items()}
        add_cases(range(FEW, MANY))
        many = {kind: asked(address) for kind, address in addresses.items()}
        yield {kind: (few[kind], many[kind]) for kind in addresses}
        transaction.set_rollback(True)


def test_every_kind_of_public_page_has_a_line_above():
    assert set(kinds(get_resolver().url_patterns)) == {*KINDS, *WHOLE, *NO_PAGE}


def test_the_bench_measures_every_kind_that_its_atlases_have():
    assert {*MEASURED} == {*KINDS} - NOT_MEASURED


@pytest.mark.parametrize("kind", [*KINDS, *WHOLE])
def test_a_page_answers_with_many_cases(measured, kind):
    few, many = measured[kind]

    assert (few[0], many[0]) == (200, 200)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_a_largest_size(measured, kind):
    _few, (_status, size, _queries) = measured[kind]

    assert 0 < size <= KINDS[kind][1]


@pytest.mark.parametrize("kind", sorted({*KINDS} - IN_PIECES))
def test_a_page_asks_no_more_with_many_cases_than_with_few(measured, kind):
    few, many = measured[kind]

    # A map of many cases has no mark of a single one, whose title it would read.
    spared = 1 if kind in {"pages:region", "social:region"} else 0
    assert few[2] - spared <= many[2] <= few[2]


@pytest.fixture
def home(measured):
    return as_read(Client().get("/en/").content).decode()


def test_marks_that_stand_for_several_cases_say_for_how_many(home):
    # Two of the nine levers each: 2,000 cases are 444 or 445 under each of them.
    assert "one mark for 20 cases" in home
    tally = home.partition('<p class="tally"')[2].partition("</p>")[0]
    assert tally.count("<svg") == 22


def test_a_plate_counts_all_its_cases_and_leads_to_those_it_does_not_name(home):
    plate = home.partition('<div class="plate">')[2].partition("</div>")[0]

    assert "<b>445<" in plate
    assert plate.count('href="/en/cases/case-') == 12
    assert '?lever=physical-1">and 433 others</a>' in plate


def test_the_map_counts_all_cases_and_says_what_its_index_leaves_out(measured):
    page = as_read(Client().get("/en/cases/map/").content).decode()

    assert "<b>2000</b> cases, 2000 of them on the sheet, at 2000 places" in page
    assert "1800 places more are not in this index" in page
    assert "/en/cases/?sort=place" in page


def test_all_cases_of_the_synthesis_are_reached_by_its_pages(measured):
    pages = [Client().get(f"/en/contributions/synthesis/?page={n}").text for n in (1, 34)]

    assert all('class="ledger"' in page for page in pages)
    assert Client().get("/en/contributions/synthesis/?page=35").status_code == 404
