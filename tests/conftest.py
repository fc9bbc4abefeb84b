"""The cast and the makers of every test."""

import gc
import itertools
import re
import uuid
from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from cases.models import (
    Case,
    CaseLever,
    CasePlace,
    Country,
    Group,
    Organisation,
    Place,
    Region,
    Role,
    Source,
    SourceKind,
    Theme,
)
from contributions.models import Author, Authorship, Contribution
from council.throttles import NoteThrottle
from editorial import catalogue
from editorial.days import DAYS, today
from editorial.models import User
from editorial.publication import State
from infrastructures.models import Function, Lever
from languages.folding import slug_of
from letters.models import Letter
from open_data.models import Release, Selection

from .checkers import CHECKERS
from .editorial.forms import pressed_on
from .filled_database import FilledDatabase

number = itertools.count(1)
m49 = itertools.cycle(f"{code:03}" for code in range(1000))


def pytest_addoption(parser):
    parser.addoption("--no-skips", action="store_true", help="a skipped test is a failure")


def pytest_collection_modifyitems(config, items):
    leave_out(config, items)
    begin_with_the_long_ones(items)


def leave_out(config, items):
    """What only another kind of database has, or only a checker that is not here can tell."""

    def is_asked(item):
        only, checker = map(item.get_closest_marker, ("only", "checker"))
        if only and only.args != (connection.vendor,):
            return False
        return not checker or CHECKERS[checker.args[0]].is_here

    left_out = [item for item in items if not is_asked(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if is_asked(item)]


def begin_with_the_long_ones(items):
    """Where tests run side by side, long modules begin first: none of them is left to run alone
    at the end. Then those of many tests; the small ones fill what is left."""

    def module(item):
        return item.nodeid.split("::")[0]

    size = Counter(map(module, items))
    items.sort(key=lambda item: (not item.get_closest_marker("long"), -size[module(item)]))


def pytest_collection_finish():
    """What was loaded to run the tests stays until the end: looked through for rubbish after
    every few pages, it took a sixth of the time of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def pytest_sessionfinish(session):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    # Where tests run in several processes, the first of them reports.
    if reporter and session.config.getoption("--no-skips") and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _in_french():
    with translation.override("fr"):
        yield


@pytest.fixture(autouse=True)
def _many_notes(monkeypatch):
    """A run asks for more files of notes in an hour than any town hall; the limit has tests of
    its own."""
    monkeypatch.setattr(NoteThrottle, "rate", "1000000/hour")


@pytest.fixture(autouse=True)
def _no_terms_left(request):
    """After a test without a transaction around it, Django empties the tables that it knows:
    the index of terms is none of them."""
    marker = request.node.get_closest_marker("django_db")
    if not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_terms")


@pytest.fixture(scope="session")
def filled_database(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        filled = FilledDatabase()
    yield filled
    with django_db_blocker.unblock():
        filled.drop()


@pytest.fixture(scope="module")
def _atlas_loaded(filled_database, django_db_blocker):
    with django_db_blocker.unblock(), filled_database.used():
        yield


@pytest.fixture
def atlas(_atlas_loaded, db):
    """The atlas with its real content."""


@pytest.fixture
def make_lever(db):
    """make_lever("housing", function="physical")"""

    def make(slug="a-lever", function="physical"):
        if lever := Lever.objects.filter(slug=slug).first():
            return lever
        parent, _ = Function.objects.get_or_create(
            slug=function,
            defaults={"position": next(number), "name_fr": function, "short_name_fr": function},
        )
        return Lever.objects.create(
            slug=slug,
            function=parent,
            position=next(number),
            name_fr=slug,
            short_name_fr=slug,
        )

    return make


@pytest.fixture
def make_place(db):
    """make_place("Lima", country="PE", region="005", within="419"): and all above it."""

    def make(name="Lima", country="PE", region="005", within="419"):
        above, _ = Region.objects.get_or_create(
            code=within, defaults={"level": 1, "name_fr": f"région {within}"}
        )
        below, _ = Region.objects.get_or_create(
            code=region, defaults={"level": 2, "parent": above, "name_fr": f"région {region}"}
        )
        land, _ = Country.objects.get_or_create(
            iso2=country,
            defaults={
                "iso3": f"{country}X",
                "m49": next(m49),
                "region": below,
                "name_fr": f"pays {country}",
            },
        )
        place, _ = Place.objects.get_or_create(
            slug=slug_of(name), defaults={"name_fr": name, "country": land}
        )
        return place

    return make


def of_state(state):
    return dict.fromkeys(DAYS, today()) if state == State.PUBLISHED else {}


@pytest.fixture
def make_case(make_lever):
    """make_case("Seen", levers=["a"], places=[…], groups=["b"], themes=["c"], state=…)"""

    def make(title="A case", *, levers=("a-lever",), places=(), groups=(), themes=(),
             state=State.PUBLISHED, **fields):  # fmt: skip
        fields.setdefault("slug", f"case-{next(number)}")
        fields.setdefault("summary_fr", f"Résumé de {title}.")
        case = Case.objects.create(
            title_fr=title,
            state=state,
            **of_state(state) | fields,
        )
        for slug in levers:
            CaseLever.objects.create(case=case, lever=make_lever(slug))
        for position, place in enumerate(places, start=1):
            CasePlace.objects.create(case=case, place=place, position=position)
        for slug in groups:
            case.groups.add(Group.objects.get_or_create(slug=slug, name_fr=slug)[0])
        for slug in themes:
            theme, _ = Theme.objects.get_or_create(slug=slug, name=slug, label_fr=slug)
            case.themes.add(theme)
        Source.objects.create(
            case=case, position=1, title="A report", publisher="A city", year=2024,
            language="en", kind=SourceKind.OFFICIAL,
        )  # fmt: skip
        catalogue.changed(case)
        return case

    return make


@pytest.fixture
def make_contribution(db):
    def make(title="A paper", *, state=State.PUBLISHED, author="Ada Byron", **fields):
        fields.setdefault("slug", f"contribution-{next(number)}")
        contribution = Contribution.objects.create(
            original_title=title,
            title_fr=title,
            language="en",
            state=state,
            **of_state(state) | fields,
        )
        signed, _ = Author.objects.get_or_create(slug="ada-byron", defaults={"name": author})
        Authorship.objects.create(contribution=contribution, author=signed)
        catalogue.changed(contribution)
        return contribution

    return make


@pytest.fixture
def make_letter(db):
    """make_letter(kind="proposal", question="lever=a-lever", email="…")"""

    def make(kind="remark", **fields):
        fields = {"words": "Le chiffre est faux.", "language": "fr", **fields}
        if kind == "remark":
            fields.setdefault("what", "wrong")
        return Letter.objects.create(kind=kind, token=uuid.uuid4(), digest="", **fields)

    return make


class Written:
    """Sees whether anything was written since the catalogue was last told."""

    since = True

    def __call__(self, execute, sql, params, many, context):
        if not sql.lstrip().upper().startswith(READING):
            self.since = True
        return execute(sql, params, many, context)


READING = ("SELECT", "SAVEPOINT", "RELEASE", "EXPLAIN", "DECLARE", "FETCH")
written = Written()


@pytest.fixture(autouse=True)
def _writing_is_seen(request):
    # What fills other databases for several tests ran before; the real content was told of.
    written.since = "atlas" not in request.fixturenames
    with connection.execute_wrapper(written):
        yield


class TellingClient(Client):
    """Tests write into tables by hand. Before it asks, this browser tells the catalogue that
    something changed, which the desk and the loader do for themselves. At the desk it presses
    on where a page asks once more before a deed; such pages have tests of their own."""

    tells = True
    presses_on = True

    def post(self, *args, **options):
        answer = super().post(*args, **options)
        if not self.presses_on:
            return answer
        self.presses_on = False
        try:
            follow = {"follow": options.get("follow", False)}
            return pressed_on(self, answer, **follow)
        finally:
            self.presses_on = True

    def request(self, **request):
        if self.tells and written.since:
            catalogue.stamp_anew()
            written.since = False
        response = super().request(**request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not request["PATH_INFO"].startswith("/admin/"):  # its texts have lines
            response.content = as_read(response.content)
        return response


BLOCKS = rb"h[1-6]|p|li|ul|ol|dl|dt|dd|table|thead|tbody|tr|th|td|div|section"
INSIDE = re.compile(rb"(<(?:%s)(?: [^<>]*)?>) | (</(?:%s)>)" % (BLOCKS, BLOCKS))


def as_read(page):
    """A page as a browser reads it: white space is one space, and none where a tag or a block
    begins or ends. How templates are laid out is no business of tests."""
    page = re.sub(rb"\s+", b" ", page)
    page = re.sub(rb"<[^<>]+>", lambda tag: tag[0].replace(b" >", b">"), page)
    return INSIDE.sub(rb"\1\2", page)


@pytest.fixture
def client(db):
    return TellingClient()


@pytest.fixture
def visitor():
    """A browser that tells nothing: it sees what a reader sees."""
    return Client()


@pytest.fixture
def site(make_case, make_place, make_contribution, make_letter):
    """One of each kind of page."""
    titles = {"title_en": "A case", "title_es": "Un caso"}
    case = make_case(
        "Un cas", slug="a-case", places=[make_place("Lima")], groups=["all"], **titles
    )
    make_case("Son voisin", slug="another-case")
    titles = {"title_en": "A paper", "title_es": "Un documento"}
    make_contribution("A paper", slug="a-paper", **titles).cases.add(case)
    city = Organisation.objects.create(slug="a-city", name="A city", kind="local-government")
    case.case_organisations.create(organisation=city, role=Role.LEAD)
    Release.objects.create(
        number=1, as_of=today(), size=1, case_count=1,
        changes={"added": ["a-case"], "withdrawn": [], "corrected": {}},
    )  # fmt: skip
    Selection.objects.create(code="abcdefgh", made_at=timezone.now())
    make_letter(code="abcdefgh", case=case)


@pytest.fixture
def editor(db):
    """May do all at the desk."""
    return User.objects.create_superuser("edith", password="a-password-for-edith")


@pytest.fixture
def desk(client, editor):
    """The editor's browser, signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def queries_of(client):
    """queries_of("/fr/cases/") is how many queries a page takes, once the index is made."""

    def count(address):
        client.get(address)
        client.tells = False
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        client.tells = True
        return len(queries)

    return count
