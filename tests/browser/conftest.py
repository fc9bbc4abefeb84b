"""The real server with the real content, and a real browser in front of it."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import sync_playwright
from psycopg import sql

from tests.chromium import CHROMIUM

ROOT = Path(__file__).resolve().parents[2]
COLLECTED = ROOT / ".local" / "static" / "staticfiles.json"
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EDITOR = {"username": "edith", "password": "a-password-for-edith"}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no chromium on this machine"))


# --- the pages --------------------------------------------------------------------------


class Kind(NamedTuple):
    """A kind of public page, and one address of it in each language."""

    name: str
    path: str
    status: int = 200

    def address(self, language):
        return f"/{language}/{self.path}"


KINDS = [
    Kind("home", ""),
    Kind("list", "cases/"),
    Kind("list-with-choices", "cases/?function=social&region=019&from=1990&sort=title"),
    Kind("list-searched", "cases/?q=agua&page=1"),
    Kind("list-refused", "cases/?lever=nonsense&group=caregivers&from=2020&to=1990", 400),
    Kind("search", "search/?q=agua"),
    Kind("list-without-answer", "cases/?q=xyzzyxyzzy"),
    Kind("map", "cases/map/"),
    Kind("map-of-a-region", "cases/map/?zoom=150&function=social"),
    Kind("map-refused", "cases/map/?zoom=nowhere", 400),
    Kind(
        "side-by-side",
        "cases/compare/?case=bogota-manzanas-del-cuidado&case=iztapalapa-utopias",
    ),
    Kind("side-by-side-of-one", "cases/compare/?case=iztapalapa-utopias", 400),
    Kind("results", "cases/results/"),
    Kind("results-of-a-cell", "cases/results/?lever=support-systems&area=learning"),
    Kind("list-near-a-town", "cases/?near=3657509-guayaquil&group=caregivers"),
    Kind("towns-of-a-name", "cases/near/?town=san+jose"),
    Kind("no-such-town", "cases/near/?town=xyzzyxyzzy", 404),
    Kind("note", "cases/note/?case=bogota-manzanas-del-cuidado&case=iztapalapa-utopias"),
    Kind("note-of-many", "cases/note/?function=social"),
    Kind("note-refused", "cases/note/?case=nowhere", 400),
    Kind("rich-case", "cases/bogota-manzanas-del-cuidado/"),
    Kind("poor-case", "cases/gayaza-sustainable-microgardens/"),
    Kind("function", "functions/physical/"),
    Kind("lever", "levers/direct-provision/"),
    Kind("frame", "infrastructures-of-care/"),
    Kind("recommendations", "recommendations/"),
    Kind("region", "regions/019/"),
    Kind("about", "about/"),
    Kind("accessibility", "accessibility/"),
    Kind("contributions", "contributions/"),
    Kind("contributions-refused", "contributions/?lever=nonsense", 400),
    Kind("stages", "contributions/stages/"),
    Kind("contribution", "contributions/stage-2-synthesis/"),
    Kind("take-away", "data/?function=social"),
    Kind("reliability", "data/reliability/"),
    Kind("codebook", "data/codebook/"),
    Kind("coded-values", "data/codebook/values/"),
    Kind("api", "data/api/"),
    Kind("releases", "data/releases/"),
    Kind("release", "data/releases/1/"),
    Kind("keep-a-selection", "selections/new/?lever=coordination"),
    Kind("proposal", "letters/proposal/?lever=coordination&region=009"),
    Kind("remark", "letters/case/bogota-manzanas-del-cuidado/?read=1795000000"),
    Kind("letter-about-nonsense", "letters/remark/?lever=nonsense", 400),
    Kind("unknown-format", "cases/export.docx", 404),
    Kind("not-found", "nowhere/", 404),
]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name)
def kind(request):
    return request.param


# --- the server -------------------------------------------------------------------------


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """(folder, environment) of a site with its content in a database of its own."""
    folder = tmp_path_factory.mktemp("site")
    with database(folder) as database_url, free_port() as port:
        environment = {
            **os.environ,
            "SITE_URL": f"http://127.0.0.1:{port}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY": "7Hq2-vXw9LzPm4RtYb8NcJd5HsGf3AeUi6OxTqW1ZrVyKjBnMhCgSaDpEl0uFk",
            "DATABASE_URL": database_url,
            "RELEASES_DIR": str(folder / "releases"),
            "LOG_LEVEL": "ERROR",
            "QUESTION_RATE": "10000/minute",
            "STRANGERS_SHARE": "100",
            "SECOND_FACTOR": "nobody",  # test_entrance.py sets one up by itself
            **{f"DJANGO_SUPERUSER_{name.upper()}": value for name, value in EDITOR.items()},
            "DJANGO_SUPERUSER_EMAIL": "edith@example.org",
        }
        manage(environment, "migrate", "--verbosity", "0")
        manage(environment, "load_content")
        manage(environment, "createsuperuser", "--noinput")
        if not_collected():
            manage(environment, "collectstatic", "--no-input", "--verbosity", "0")
        yield folder, environment


@pytest.fixture(scope="session")
def site(made):
    """The address of the site as it runs in production."""
    folder, environment = made
    address = environment["SITE_URL"]
    with served(environment, urlsplit(address).port, folder / "server.log"):
        yield address


@contextlib.contextmanager
def database(folder):
    """The address of a new database, on the server that the environment names if it is real."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite:///{folder / 'atlas.sqlite3'}"
        return
    name = f"browser_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlsplit(given)._replace(path=f"/{name}").geturl()
    finally:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        with psycopg.connect(given, autocommit=True) as server:
            server.execute(drop)


@contextlib.contextmanager
def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    yield port


def manage(environment, *arguments):
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"manage.py {arguments[0]}:\n{done.stdout}{done.stderr}"


def not_collected():
    """Whether a file of static/ is newer than what was collected."""
    if not COLLECTED.exists():
        return True
    files = [path for path in (ROOT / "static").rglob("*") if path.is_file()]
    return max(path.stat().st_mtime for path in files) > COLLECTED.stat().st_mtime


@contextlib.contextmanager
def served(environment, port, log):
    command = [Path(sys.executable).parent / "gunicorn", "config.wsgi"]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4"]
    command += ["--no-control-socket", "--log-level", "warning"]
    with log.open("w") as output:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    try:
        wait_until_it_answers(server, f"http://127.0.0.1:{port}/fr/about/", log)
        yield
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_until_it_answers(server, address, log):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(address, timeout=10).close()
            return
        time.sleep(0.1)
    pytest.fail(f"The server does not answer:\n{log.read_text()}")


# --- the browser ------------------------------------------------------------------------


@pytest.fixture(scope="package")
def chromium():
    """For this folder only: while Playwright's loop runs, Django refuses the database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


class Troubles(list):
    """What a reader must never meet, gathered from every page of a context."""

    def __init__(self, context, site, refusals):
        super().__init__()
        self.site, self.refusals, self.refused = site, refusals, set()
        context.set_default_timeout(15_000)
        context.on("request", self.of_request)
        context.on("response", self.of_response)
        context.on("console", self.of_console)
        context.on("weberror", lambda error: self.append(f"page error: {error.error}"))

    def of_request(self, request):
        if not request.url.startswith((f"{self.site}/", "data:", "about:")):
            self.append(f"request to another host: {request.url}")

    def of_response(self, response):
        of_a_page = response.request.is_navigation_request()
        in_place = response.request.resource_type == "fetch"
        if (of_a_page or in_place) and 400 <= response.status < 500:
            self.refused.add(response.url)

    def of_console(self, message):
        if message.type != "error":
            return
        of_the_page_itself = (
            message.text.startswith("Failed to load resource")
            and message.location["url"] in self.refused
        )
        if not (self.refusals and of_the_page_itself):
            self.append(f"console: {message.text} ({message.location['url']})")


@pytest.fixture
def browse(chromium, site):
    """browse("/fr/", width=360, …) opens a new visitor's page; troubles fail the test.

    ``refusals=True``: the test visits a page that answers 400 or 404, and Chromium's own
    line about that page is no trouble.
    """
    visits = []

    def open_page(address="", *, width=1280, refusals=False, **options):
        options.setdefault("locale", "fr-FR")
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": 800},
            reduced_motion="reduce",
            **options,
        )
        visits.append((context, Troubles(context, site, refusals)))
        page = context.new_page()
        if address:
            page.goto(address)
        return page

    yield open_page
    for context, _troubles in visits:
        context.close()
    assert [trouble for _context, troubles in visits for trouble in troubles] == []


@pytest.fixture
def visit(browse, kind):
    """visit("fr", width=360, …) opens the page of this kind, and sees that its status fits."""

    def open_page(language, **options):
        page = browse(refusals=kind.status >= 400, **options)
        response = page.goto(kind.address(language))
        assert response.status == kind.status
        return page

    return open_page


def sign_in(page, name=EDITOR["username"], password=EDITOR["password"]):
    page.goto("/admin/")
    page.fill("#id_username", name)
    page.fill("#id_password", password)
    page.click("#login-form [type=submit]")
    page.wait_for_selector("#user-tools")
    page.wait_for_load_state()


@pytest.fixture(scope="package")
def session(chromium, site):
    """The cookies of the editor, who signed in once."""
    context = chromium.new_context(base_url=site, locale="fr-FR")
    sign_in(context.new_page())
    cookies = context.storage_state()
    context.close()
    return cookies


@pytest.fixture
def desk(browse, session):
    """desk("/admin/cases/case/", …) opens a page of the admin as the editor."""

    def open_page(address="/admin/", **options):
        return browse(address, storage_state=session, **options)

    return open_page


# --- films ------------------------------------------------------------------------------


@pytest.fixture
def scene(request):
    """scene(page, "conflict") keeps a picture in the folder ``FILM``, where somebody wants to
    look at the film: ``FILM_WIDTH`` pixels wide, in ``FILM_SCHEME`` (light or dark);
    or what its address shows in ``FILM_LANGUAGE``, read once more."""
    folder, number = os.environ.get("FILM"), 0

    def keep(page, name):
        nonlocal number
        number += 1
        if not folder:
            return
        if language := os.environ.get("FILM_LANGUAGE"):
            state = page.context.storage_state()
            context = page.context.browser.new_context(storage_state=state)
            told = {"name": "django_language", "value": language, "url": page.url}
            context.add_cookies([told])
            address, page = page.url, context.new_page()
            page.goto(address)
        size = page.viewport_size
        if width := os.environ.get("FILM_WIDTH"):
            page.set_viewport_size({"width": int(width), "height": 800})
        if scheme := os.environ.get("FILM_SCHEME"):
            page.emulate_media(color_scheme=scheme)
        film = request.node.name.removeprefix("test_")
        page.screenshot(path=Path(folder) / f"{film}-{number:02}-{name}.png", full_page=True)
        page.set_viewport_size(size)
        if language:
            page.context.close()

    return keep
