"""Whether a change of templates or styles leaves every public page as it was.

    git worktree add ../before main
    (cd ../before && PYTHONPATH=. python -P ../atlas/bench/same_pages.py save /tmp/before)
    PYTHONPATH=. python -P bench/same_pages.py save /tmp/after
    python -P bench/same_pages.py compare /tmp/before /tmp/after

``save`` writes all pages of the real content in three languages, and what Chromium makes of a
page of each kind: its text, its picture 1280 and 360 pixels wide. ``compare`` reads the pages
without white space, which a browser may show or not; text and pictures say whether it does.
"""

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

ORIGIN = "http://testserver"
WIDTHS = 1280, 360  # pixels
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
SPACE = re.compile(rb"\s+")
DOCTYPE = re.compile(rb"<!doctype html>", re.I)


def save(folder):
    folder.mkdir(parents=True)
    answers = pages()
    for address, (_status, body) in answers.items():
        (folder / f"{name(address)}.html").write_bytes(body)
    look(answers, folder)
    print(f"{len(answers)} pages in {folder}")


def pages():
    """{address: (status, bytes)} of every page in the sitemap, and of one page of each kind."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    subprocess.run([sys.executable, "-m", "django", "compile_translations"], check=True)
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    client = Client(raise_request_exception=False)
    answers = {}
    for address in addresses(client):
        response = client.get(address)
        answers[address] = response.status_code, response.getvalue()
    return answers


def addresses(client):
    files = located(client, "/sitemap.xml")
    known = [page for file in files for page in located(client, file)]
    return list(dict.fromkeys(known + of_each_kind()))


def located(client, address):
    text = client.get(address).getvalue().decode()
    return [urlsplit(location).path for location in LOCATION.findall(text)]


def of_each_kind():
    from tests.browser.conftest import KINDS

    return [kind.address(language) for kind in KINDS for language in ("fr", "en", "es")]


def name(address):
    return quote(address, safe="")


def look(answers, folder):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(reduced_motion="reduce")
        context.route("**/*", lambda route: give(route, answers))
        page = context.new_page()
        for address in of_each_kind():
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(ORIGIN + address)
                page.evaluate("document.fonts.ready.then(() => true)")
                page.screenshot(path=folder / f"{name(address)}.{width}.png", full_page=True)
            (folder / f"{name(address)}.txt").write_text(
                page.inner_text("body"), encoding="utf-8"
            )
        browser.close()


def give(route, answers):
    """A page that was made, or a file of ``static/``; nothing else is there."""
    url = urlsplit(route.request.url)
    address = url.path + (f"?{url.query}" if url.query else "")
    file = Path("static") / unquote(url.path).removeprefix("/static/")
    if address in answers:
        status, body = answers[address]
        route.fulfill(status=status, body=body, content_type="text/html; charset=utf-8")
    elif url.path.startswith("/static/") and file.is_file():
        route.fulfill(body=file.read_bytes(), content_type=TYPES.get(file.suffix))
    else:
        route.fulfill(status=404)


def compare(before, after):
    """What differs; and the bytes of the pages, raw and packed."""
    names = {path.name for folder in (before, after) for path in folder.iterdir()}
    differ = [file for file in sorted(names) if not same(before / file, after / file)]
    for file in differ:
        print("differs:", unquote(file))
    for folder in (before, after):
        bodies = [path.read_bytes() for path in folder.glob("*.html")]
        packed = sum(len(gzip.compress(body, 6)) for body in bodies)
        print(f"{folder}: {len(bodies)} pages, {sum(map(len, bodies))} bytes, {packed} packed")
    sys.exit(f"{len(differ)} of {len(names)} differ" if differ else 0)


def same(one, other):
    if not (one.exists() and other.exists()):
        return False
    if one.suffix == ".html":
        return bare(one.read_bytes()) == bare(other.read_bytes())
    return one.read_bytes() == other.read_bytes()


def bare(page):
    return SPACE.sub(b"", DOCTYPE.sub(b"<!doctype html>", page))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    saving = commands.add_parser("save")
    saving.add_argument("folder", type=Path)
    saving.set_defaults(run=save)
    comparing = commands.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    comparing.set_defaults(run=compare)
    arguments = vars(parser.parse_args())
    arguments.pop("run")(**arguments)


if __name__ == "__main__":
    main()
