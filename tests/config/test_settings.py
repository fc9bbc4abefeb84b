"""The settings as a deployment meets them: a process, its environment, what it prints."""

import ast
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from tests.both_databases import PRODUCTION

NONSENSE = {
    "DEBUG": "maybe",
    "SITE_URL": "ftp://x/y",
    "LOG_FORMAT": "xml",
    "LOG_LEVEL": "LOUD",
    "CONTACT_EMAIL": "nobody",
    "EMAIL_URL": "pigeon://x",
    "EMAIL_FROM": "nobody",
    "SENDER_DAYS": "0",
    "HSTS_SECONDS": "-1",
    "API_RATE": "many/year",
    "PROXY_COUNT": "-1",
    "RELEASES_DIR": "a/relative/path",
    "RELEASES_URL": "s3://key@objects.example.org/bucket",
    "DATABASE_URL": "mysql://x",
    "DATABASE_SECONDS": "-1",
    "SLOW_MS": "never",
    "METRICS_TOKEN": "short",
    "CACHE_URL": "memcached://x",
    "CDN_SECONDS": "soon",
    "PAGE_MEMORY_MB": "much",
    "FOUR_EYES": "perhaps",
    "SECOND_FACTOR": "some",
    "QUESTION_RATE": "many",
    "STRANGERS_SHARE": "0",
    "HARVEST_RATE": "1/year",
    "SESSION_HOURS": "0",
    "JOURNAL_DAYS": "0",
    "OIDC_URL": "nowhere",
    "OIDC_CLIENT": " atlas",
    "OIDC_SECRET": "two\nlines",
    "OIDC_NAME": "Bogotá ",
}


def manage(*arguments, **environment):
    """The end of ``manage.py …`` in this environment and no other."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_all_wrong_values_are_refused_in_one_report():
    ended = manage("check", **NONSENSE)

    assert ended.returncode != 0
    assert "Traceback" not in ended.stderr
    for name in [*NONSENSE, "SECRET_KEY"]:
        assert re.search(rf"^  {name}: .+", ended.stderr, re.MULTILINE), ended.stderr


@pytest.mark.parametrize("name", NONSENSE)
def test_one_wrong_value_is_refused_and_no_other_is_named(name):
    ended = manage("check", **PRODUCTION | {name: NONSENSE[name]})

    assert ended.returncode != 0
    assert "Traceback" not in ended.stderr
    assert re.findall(r"^  ([A-Z_]+): ", ended.stderr, re.MULTILINE) == [name]


@pytest.mark.parametrize("key", ["", "short"])
def test_a_key_too_easy_to_guess_is_refused_and_not_printed(key):
    ended = manage("check", **PRODUCTION | {"SECRET_KEY": key})

    assert ended.returncode != 0
    assert "  SECRET_KEY: " in ended.stderr
    assert "short" not in ended.stderr


@pytest.mark.parametrize("address", ["https://", "https://x.org/path", "x.org", ""])
def test_a_site_address_without_scheme_or_with_a_path_is_refused(address):
    ended = manage("check", **PRODUCTION | {"SITE_URL": address})

    assert ended.returncode != 0
    assert "  SITE_URL: " in ended.stderr


def test_a_key_is_all_that_must_be_given():
    ended = manage("check", SECRET_KEY=PRODUCTION["SECRET_KEY"])

    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("command", [["migrate"], ["load_content"], ["createsuperuser"]])
def test_a_database_that_does_not_answer_takes_one_line_without_the_password(command):
    unreachable = "postgresql://atlas:hunter2@127.0.0.1:1/atlas"

    ended = manage(*command, **PRODUCTION, DATABASE_URL=unreachable)

    assert ended.returncode != 0
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert "127.0.0.1:1/atlas" in ended.stderr
    assert "hunter2" not in ended.stdout + ended.stderr


def variables():
    """The names of the environment that the settings read."""
    tree = ast.parse((settings.BASE_DIR / "config" / "settings.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
    }


def test_the_readme_has_a_row_for_every_variable():
    readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| *`([A-Z_]+)`", readme, re.MULTILINE))

    assert variables() == {*NONSENSE, "SECRET_KEY"}
    assert variables() <= rows


def test_an_address_in_https_satisfies_the_check_for_deployment():
    ended = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize(("scheme", "secure"), [("https", True), ("http", False)])
def test_an_address_in_https_turns_on_secure_cookies(scheme, secure):
    site = {"SITE_URL": f"{scheme}://atlas.example.org"}

    said = manage("diffsettings", "--all", **PRODUCTION | site).stdout

    for name in ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]:
        assert re.search(rf"^\W*{name} = {secure}$", said, re.MULTILINE), name


def test_only_the_host_of_the_site_is_answered_in_https():
    said = manage("diffsettings", **PRODUCTION).stdout

    assert "ALLOWED_HOSTS = ['atlas.example.org']" in said
    assert "DEBUG = True" not in said


@pytest.mark.parametrize("url", ["smtp://", "submission://user@", "smtp:", "", "smtp://h:port"])
def test_a_mail_server_without_a_name_is_refused(url):
    ended = manage("check", **PRODUCTION | {"EMAIL_URL": url})

    assert ended.returncode != 0
    assert "Traceback" not in ended.stderr
    assert "  EMAIL_URL: " in ended.stderr


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("console://", ("console", "", 0, "", "", False, False)),
        ("smtp://h", ("smtp", "h", 25, "", "", False, False)),
        ("submission://u:p%40s@h", ("smtp", "h", 587, "u", "p@s", True, False)),
        ("submissions://u:p@h:4650", ("smtp", "h", 4650, "u", "p", False, True)),
    ],
)
def test_mails_leave_as_their_address_says(url, told):
    asked = (
        "from django.conf import settings as s; print((s.EMAIL_BACKEND.split('.')[-2],"
        " s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_HOST_PASSWORD,"
        " s.EMAIL_USE_TLS, s.EMAIL_USE_SSL))"
    )

    ended = manage("shell", "--no-imports", "-c", asked, **PRODUCTION | {"EMAIL_URL": url})

    assert ast.literal_eval(ended.stdout) == told
