"""Releases and selections: kept as they were, and what changed since is told."""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections import Counter

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.test import Client

from cases.models import Case, CaseTheme, Theme
from editorial.models import FormerSlug
from open_data import releasing
from open_data.formats.objects import encoded
from open_data.models import Frozen, Record, Release, Selection
from open_data.records import checksum_of
from open_data.releasing import NothingChanged, folder, make_release
from open_data.throttles import SelectionThrottle


@pytest.fixture(autouse=True)
def _no_limit(settings, tmp_path):
    settings.RELEASES_DIR = tmp_path
    cache.clear()


@pytest.fixture
def three(make_case):
    return [make_case(f"Cas {slug}", slug=slug, levers=["one"]) for slug in "abc"]


# --- releases -----------------------------------------------------------------------------


def test_a_release_is_numbered_and_its_file_has_its_checksum(client, three):
    release = make_release()

    data = b"".join(client.get("/fr/data/releases/1/atlas-release.zip").streaming_content)
    assert (release.number, release.case_count, release.size) == (1, 3, len(data))
    assert hashlib.sha256(data).hexdigest() == release.checksum
    opened = zipfile.ZipFile(io.BytesIO(data))
    assert json.loads(opened.read("datapackage.json"))["version"] == "1.0.0"
    assert "version 1" in opened.read("methods-fr.txt").decode()


def test_a_release_that_cannot_be_written_leaves_nothing(three, monkeypatch):
    def broken(*_about):
        yield "README.md", iter([b"begun"])
        raise OSError("no space left")

    monkeypatch.setattr(releasing, "files", broken)

    with pytest.raises(OSError, match="no space"):
        make_release()

    assert list(folder().iterdir()) == []
    assert not Release.objects.exists()


def test_a_release_that_cannot_be_kept_leaves_no_file(three, monkeypatch):
    def refused(release):
        raise IntegrityError("another has its number")

    monkeypatch.setattr(Release, "save", refused)

    with pytest.raises(IntegrityError):
        make_release()

    assert list(folder().iterdir()) == []


def test_what_never_changes_is_not_sent_twice(client, three):
    make_release()
    selection = client.post("/en/selections/new/?lever=one")["Location"]
    frozen = [
        "/fr/data/releases/1/atlas-release.zip",
        f"{selection}selection.json",
        f"{selection}selection.csv",
    ]

    for address in frozen:
        first = client.get(address)
        assert (first.status_code, len(first.getvalue()) > 0) == (200, True)
        assert first["Access-Control-Allow-Origin"] == "*"
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_a_release_tells_what_changed_since_the_last(three, make_case):
    make_release()
    a, b, _c = three
    a.title_en = "A title"
    a.save()
    a.sources.create(
        position=2, title="More", publisher="A city", language="en", kind="official"
    )
    b.archive()
    make_case(slug="d")

    assert make_release().changes == {
        "added": ["d"],
        "withdrawn": ["b"],
        "corrected": {"a": ["title_en", "sources"]},
    }


def test_a_case_that_was_renamed_is_neither_new_nor_withdrawn(client, keep, three):
    make_release()
    address = keep("lever=one")
    Case.objects.filter(slug="a").update(slug="another")
    FormerSlug.objects.renamed("case", "a", "another")

    release = make_release()

    assert release.changes == {
        "added": [],
        "withdrawn": [],
        "corrected": {"another": ["slug"]},
        "renamed": {"another": "a"},
    }
    page = client.get("/en/data/releases/2/").text
    assert "<del>a</del> <ins>another</ins>" in page
    since = client.get(address).context["since"]
    assert [(slug, title) for slug, title, _told in since["corrected"]] == [
        ("another", "Cas a")
    ]
    assert [since[what] for what in ("withdrawn", "new", "left")] == [[], [], []]


def test_a_withdrawn_case_is_told_by_the_title_it_had(client, three):
    make_release()
    three[1].archive(reason={"en": "Told twice."})
    make_release()

    page = client.get("/en/data/releases/2/").text

    assert '<a href="/en/cases/b/" lang="fr">Cas b</a>' in page


def test_what_a_page_of_a_release_has_no_room_for_is_in_a_file(client, three, make_case):
    make_release()
    for number in range(120):
        make_case(f"Nouveau {number}", slug=f"new-{number:03}")
    three[0].title_en = "=A formula"
    three[0].save()
    three[1].archive(reason={"en": "Told twice."})
    make_release()

    page = client.get("/en/data/releases/2/").text
    lines = b"".join(client.get("/en/data/releases/2/changes.csv").streaming_content)
    rows = list(csv.DictReader(io.StringIO(lines.decode("utf-8-sig"))))

    assert "and 20 others" in page
    assert "/en/data/releases/2/changes.csv" in page
    assert Counter(row["change"] for row in rows) == {
        "added": 120, "corrected": 1, "withdrawn": 1,
    }  # fmt: skip
    assert rows[120] == {
        "change": "corrected",
        "case": "a",
        "case_before": "a",
        "title": "'=A formula",
        "columns": "title_en",
    }
    assert (rows[121]["case"], rows[121]["title"]) == ("b", "Cas b")


def test_saving_again_without_a_change_is_no_correction(three):
    make_release()
    for case in three:
        case.save()

    with pytest.raises(NothingChanged):
        make_release()


def test_the_page_of_a_release_lists_its_changes(client, three):
    make_release()
    three[0].title_fr = "Autrement"
    three[0].save()
    make_release()

    page = client.get("/en/data/releases/2/").text

    assert "Corrected (1)" in page
    assert "title_fr" not in page
    assert "<summary>Title (French)</summary>" in page
    assert "<del>Cas a</del> <ins>Autrement</ins>" in page
    assert Release.objects.get(number=2).checksum in page
    assert '"@type": "Dataset"' in page
    assert "Atlas of Care: cases (release 2) [Data set]" in page.replace("<i>", "").replace(
        "</i>", ""
    )
    assert '"@type": "DataCatalog"' in client.get("/en/data/releases/").text


def test_what_is_frozen_can_be_neither_changed_nor_deleted(three):
    release = make_release()

    for refused in [
        release.save,
        release.delete,
        Release.objects.all().delete,
        lambda: Record.objects.update(slug="x"),
        Record.objects.first().delete,
    ]:
        with pytest.raises(Frozen):
            refused()
    assert (folder() / release.file_name).stat().st_mode & 0o222 == 0


def test_the_command_makes_releases_and_checks_their_files(three, capsys):
    call_command("make_release", "--without-edition")
    call_command("make_release", "--without-edition")
    call_command("make_release", "--check")

    said = capsys.readouterr().out
    assert "Release 1: 3 cases, 3 added" in said
    assert "Nothing changed since the last release" in said
    assert "1 releases, each as it was." in said
    (folder() / "atlas-release-1.zip").unlink()
    with pytest.raises(CommandError, match="Not as they were, or not there: 1"):
        call_command("make_release", "--check")


def test_data_is_told_as_search_engines_for_data_ask(client, make_case):
    make_case(slug="a", levers=["one"])
    make_release()
    selection = client.post("/en/selections/new/?lever=one")["Location"]

    (catalogue,) = linked_data(client.get("/en/data/releases/").text)
    (case,) = linked_data(client.get("/en/cases/a/").text)
    for address in ["/en/data/releases/1/", selection]:
        page = client.get(address).text
        assert '<meta name="citation_author" content="Editors of the Atlas of Care">' in page
        assert '<meta name="DC.type" content="Dataset">' in page
        (told,) = linked_data(page)
        assert told["@type"] == "Dataset"
        assert 50 <= len(told["description"]) <= 5000
        (creator,) = told["creator"]
        assert creator == {"@type": "Organization", "name": "Editors of the Atlas of Care"}
        assert told["identifier"] == told["url"]
        assert told["inLanguage"] == ["fr", "en", "es"]
        assert told["includedInDataCatalog"]["@id"] == case["isPartOf"]["@id"]
        assert all(told.values())
    assert catalogue["@id"] == case["isPartOf"]["@id"]
    assert [dataset["version"] for dataset in catalogue["dataset"]] == ["release 1"]


def linked_data(page):
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return [json.loads(block) for block in blocks]


def test_a_release_that_does_not_exist_or_has_lost_its_file(client, three):
    assert client.get("/fr/data/releases/1/").status_code == 404
    assert client.get("/fr/data/releases/1/atlas-release.zip").status_code == 404
    make_release()
    (folder() / "atlas-release-1.zip").unlink()
    assert client.get("/fr/data/releases/1/atlas-release.zip").status_code == 404


# --- selections ---------------------------------------------------------------------------


@pytest.fixture
def keep(client):
    """keep("lever=one") is the address of the selection."""

    def post(query):
        response = client.post(f"/en/selections/new/?{query}")
        assert response.status_code == 302
        return response["Location"]

    return post


def test_a_selection_keeps_the_question_the_list_and_the_release(client, keep, three):
    make_release()

    page = client.get(keep("sort=title&lever=one"))

    selection = Selection.objects.get()
    assert (selection.question, selection.release.number) == ("lever=one", 1)
    assert f"/s/{selection.code}/" in page.text
    assert "after release 1" in page.text
    assert page.text.count('<li><a href="/en/cases/') >= 3
    assert "Nothing: the question has the same answer, word for word." in page.text


def test_the_page_of_a_selection_is_made_for_a_reader(client, keep, three):
    page = client.get(keep("case=c&case=a"))

    assert [card.slug for card in page.context["cards"]] == ["c", "a"]
    for name in ["/cases/note/", "/cases/compare/", "/cases/map/", "/cases/note.docx",
                 "/cases/export.xlsx"]:  # fmt: skip
        assert f'href="/en{name}?case=c&amp;case=a"' in page.text
    assert 'class="world"' in page.text


def test_a_selection_of_a_case_that_was_withdrawn_has_no_card_of_it(client, keep, three):
    address = keep("case=b&case=c")
    three[1].archive(reason={"en": "It was told twice."})

    page = client.get(address)

    assert [card.slug for card in page.context["cards"]] == ["c"]
    assert "It was told twice." in page.text


def test_links_to_more_cases_than_can_be_named_say_that_they_ask_anew(client, keep, make_case):
    for number in range(31):
        make_case(f"Cas {number}", slug=f"n-{number}", levers=["many"])
    address = keep("lever=many")

    text = client.get(address).text

    assert text.count("The same question today:") == 2  # in the head; beside the files
    assert 'href="/en/cases/note/?lever=many" rel="nofollow"' in text
    assert 'href="#as-it-was"' in text


def test_links_that_name_the_cases_do_not_say_that_they_ask_anew(client, keep, three):
    assert "The same question today:" not in client.get(keep("lever=one")).text


def test_where_all_were_withdrawn_the_links_ask_the_question_of_today(client, keep, three):
    address = keep("lever=one")
    for case in three:
        case.archive(reason={"en": "It was told twice."})

    text = client.get(address).text

    assert "The same question today:" in text
    assert 'href="/en/cases/?lever=one"' in text


def test_a_question_that_cannot_be_asked_today_is_led_to_by_no_link(client, keep, make_case):
    for number in range(31):
        make_case(f"Cas {number}", slug=f"n-{number}", themes=["food"])
    address = keep("theme=food")
    CaseTheme.objects.all().delete()
    Theme.objects.all().delete()

    text = client.get(address).text

    assert "/en/cases/note/?theme=food" not in text
    assert "/en/cases/export.xlsx?theme=food" not in text
    assert "/en/cases/map/?theme=food" not in text
    assert text.count('<li><a href="/en/cases/n-') == 31  # as it was


def test_the_same_answer_kept_twice_is_one_selection(keep, three):
    assert keep("lever=one") == keep("lever=one&sort=start")
    three[0].title_fr = "Autrement"
    three[0].save()
    keep("lever=one")

    assert Selection.objects.count() == 2


def test_the_short_address_leads_to_the_language_of_the_reader(client, keep, three):
    code = keep("").split("/")[-2]

    for language in ["fr", "es"]:
        response = client.get(f"/s/{code}/", headers={"accept-language": language})
        assert response["Location"] == f"/{language}/selections/{code}/"
    assert len(code) == 8


def test_a_selection_says_what_changed_since(client, keep, three, make_case, make_lever):
    address = keep("lever=one")
    a, b, c = three
    a.title_fr = "Autrement"
    a.save()
    b.archive(reason={"en": "It was told twice."})
    c.levers.clear()
    make_case("Nouveau", slug="d", levers=["one"])

    page = client.get(address)

    since = page.context["since"]
    assert [(slug, title) for slug, title, _told in since["corrected"]] == [
        ("a", "Cas a"),
        ("c", "Cas c"),
    ]
    assert [[change.label for change in told] for *_case, told in since["corrected"]] == [
        ["Title (French)"],
        ["Levers"],
    ]
    assert "title_fr" not in page.text
    assert "<del>Cas a</del> <ins>Autrement</ins>" in page.text
    assert "<del>one</del>" in page.text
    assert [(slug, title) for slug, title, _stone in since["withdrawn"]] == [("b", "Cas b")]
    assert since["left"] == [("c", "Cas c")]
    assert [slug for slug, _title in since["new"]] == ["d"]
    assert "It was told twice." in page.text
    assert "Cas a" in page.text  # as it was
    assert "Cas b" in page.text


def test_a_record_is_taken_away_in_the_order_it_was_signed_in(client, keep, three):
    address = keep("lever=one")

    told = json.loads(client.get(f"{address}selection.json").content)

    signs = {record.slug: (record.checksum, record.schema) for record in Record.objects.all()}
    assert len(told["cases"]) == len(signs) == len(three)
    for body in told["cases"]:
        checksum, schema = signs[body["cases"][0]["slug"]]
        assert checksum_of(encoded(body), schema) == checksum


def test_what_was_kept_can_be_taken_away_as_it_was(client, keep, three):
    address = keep("lever=one")
    three[0].title_fr = "Autrement"
    three[0].save()
    three[1].delete()

    told = client.get(f"{address}selection.json").json()
    table = client.get(f"{address}selection.csv").text

    assert [case["cases"][0]["title_fr"] for case in told["cases"]] == [
        "Cas a", "Cas b", "Cas c",
    ]  # fmt: skip
    assert table.startswith("\ufeffslug,title_fr,")
    assert table.count("\n") == 4


def test_a_value_that_left_the_atlas_does_not_break_a_selection(client, keep, make_case):
    address = keep_with_theme(keep, make_case)

    page = client.get(address)

    assert page.status_code == 200
    assert page.context["since"]["new"] == []


def keep_with_theme(keep, make_case):
    case = make_case(slug="a", themes=["food"])
    address = keep("theme=food")
    theme = case.themes.get()
    case.case_themes.all().delete()
    theme.delete()
    return address


def test_nothing_is_kept_of_an_answer_without_cases(client, three):
    response = client.post("/en/selections/new/?q=nowheretobefound")

    assert response.status_code == 409
    assert "there is nothing to keep" in response.text
    assert not Selection.objects.exists()


def test_keeping_is_asked_for_and_limited(client, three, monkeypatch):
    assert "Keep 3 cases" in client.get("/en/selections/new/?lever=one").text
    assert not Selection.objects.exists()

    monkeypatch.setattr(SelectionThrottle, "rate", "1/hour")
    assert client.post("/en/selections/new/?lever=one").status_code == 302
    response = client.post("/en/selections/new/?lever=one")
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0


def test_keeping_leaves_no_cookie_with_the_reader(three):
    strict = Client(enforce_csrf_checks=True)

    assert not strict.get("/en/selections/new/?lever=one").cookies
    response = strict.post("/en/selections/new/?lever=one")
    assert (response.status_code, dict(response.cookies)) == (302, {})


def test_a_selection_that_does_not_exist_or_a_bad_question(client, db):
    assert client.get("/fr/selections/nothere1/").status_code == 404
    assert client.get("/s/nothere1/").status_code == 404
    assert client.get("/fr/selections/nothere1/selection.json").status_code == 404
    assert client.post("/fr/selections/new/?lever=nonsense").status_code == 400
