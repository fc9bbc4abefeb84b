"""The files of releases in a bucket: a server of buckets on this machine, and a wire to it that
can be cut or held."""

import io
import logging
import zipfile
from contextlib import contextmanager

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.test import Client
from moto.server import ThreadedMotoServer

from config import bucket, health
from config.backups import making, restoring
from config.backups.archive import Archive
from config.database import FilesAway
from open_data import release_files
from open_data.models import Release
from open_data.releasing import folder, is_intact, make_release
from tests.faults.serving import Wire

NAME = "Éloïse Muñoz"
FILE = "/fr/data/releases/1/atlas-release.zip"
EDITION = "/fr/data/releases/1/atlas-edition.zip"


@pytest.fixture(scope="module")
def server():
    logging.getLogger("werkzeug").setLevel("ERROR")
    running = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    yield running.get_host_and_port()
    running.stop()


@pytest.fixture
def wire(server, settings, tmp_path):
    """All that the atlas and the bucket say to each other."""
    made = Wire(*server)
    settings.RELEASES_DIR = tmp_path
    point_at(settings, made.port, "atlas")
    yield made
    if made.listener:
        made.cut()


def point_at(settings, port, name):
    settings.RELEASES_URL = f"s3+http://key:s%2Fecret@127.0.0.1:{port}/{name}/releases"
    settings.STORAGES = settings.STORAGES | {"releases": {"BACKEND": "config.bucket.Bucket"}}
    storages["releases"].connection.create_bucket(Bucket=name)
    for kept in storages["releases"].bucket.objects.all():
        kept.delete()


@pytest.fixture
def release(wire, make_case):
    make_case(f"Avec {NAME}", slug="with-a-name")
    return make_release()


@pytest.fixture
def edition(release, tmp_path):
    """Its pages, in which the name stands too."""
    path = tmp_path / release.edition_name
    with zipfile.ZipFile(path, "w") as pages:
        pages.writestr("atlas/index.html", f"<p>{NAME}</p>")
    body = path.read_bytes()
    release_files.keep(path)
    path.unlink()
    return body


@pytest.fixture
def one_database(monkeypatch):
    """Databases are copied in tests of their own; here it is about the files beside them."""

    @contextmanager
    def copied(database, tell):
        database.write_bytes(b"a database")
        yield {}, [], {one.file_name: one.checksum for one in Release.objects.all()}

    monkeypatch.setattr(making, "copied", copied)


def held():
    return {kept.key for kept in storages["releases"].bucket.objects.all()}


def body_of(answer):
    return b"".join(answer.streaming_content)


def test_a_release_is_in_the_bucket_alone_and_is_read_from_there(release, client):
    answer = client.get(FILE)

    assert held() == {"releases/atlas-release-1.zip"}
    assert not any(folder().iterdir())
    assert is_intact(release)
    assert (answer.status_code, answer["ETag"]) == (200, f'"{release.checksum}"')
    assert answer["Content-Length"] == str(release.size)
    assert len(body_of(answer)) == release.size
    assert client.get(FILE, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_the_edition_of_a_release_is_read_from_there_too(release, edition, client):
    answer = client.get(EDITION)

    assert body_of(answer) == edition
    assert client.get(EDITION, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert "atlas-edition.zip" in client.get("/fr/data/releases/1/").text


def test_a_file_that_is_lost_is_told_by_its_checksum(release, client):
    release_files.remove(release.file_name)

    answer = client.get(FILE)

    assert (answer.status_code, release.checksum in answer.text) == (404, True)
    assert client.get(EDITION).status_code == 404
    with pytest.raises(CommandError, match="not there: 1"):
        call_command("make_release", check=True)


def test_a_name_is_taken_out_of_what_the_bucket_has(release, edition):
    call_command("redact", NAME, stdout=io.StringIO())

    with (
        release_files.opened(release.file_name) as file,
        zipfile.ZipFile(file) as archive,
    ):
        told = [archive.read(one).decode() for one in archive.namelist()]
    assert not any("Muñoz" in text for text in told)
    assert held() == {"releases/atlas-release-1.zip"}
    assert is_intact(Release.objects.get())


def test_a_name_that_cannot_be_taken_out_everywhere_is_left_everywhere(
    release, edition, monkeypatch
):
    def refuses(*_arguments):
        raise FilesAway("the bucket")

    monkeypatch.setattr(bucket.Bucket, "delete", refuses)
    with pytest.raises(OSError, match="does not answer"):
        call_command("redact", NAME)

    assert is_intact(Release.objects.get())
    assert Release.objects.get().redacted_at is None
    assert len(held()) == 2


def test_a_back_up_brings_the_files_from_one_bucket_to_another(
    release, edition, one_database, server, settings, tmp_path
):
    archive = tmp_path / "made.zip"
    making.make(archive, lambda *_: None)
    point_at(settings, server[1], "another")
    assert held() == set()

    with Archive(archive) as opened:
        restoring.refuse_other_releases(opened)
        restoring.put_releases(opened)

    assert held() == {"releases/atlas-release-1.zip", "releases/atlas-edition-1.zip"}
    assert is_intact(release)


# --- it is away ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "ne répond pas"), ("en", "does not answer"), ("es", "no responde")],
)
def test_a_bucket_that_is_away_is_told_in_the_language_of_the_reader(
    release, edition, wire, language, words
):
    reader = Client(raise_request_exception=False)
    wire.cut()

    for address in (FILE, EDITION):
        answer = reader.get(address.replace("/fr/", f"/{language}/"))
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        assert f'lang="{language}"' in answer.text
        assert words in answer.text

    wire.mend()
    assert body_of(reader.get(FILE))


def test_the_page_of_a_release_is_read_meanwhile_without_its_edition(
    release, edition, wire, client
):
    wire.cut()

    answer = client.get("/fr/data/releases/1/")

    assert answer.status_code == 200
    assert release.checksum in answer.text
    assert "atlas-edition.zip" not in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_a_bucket_that_hangs_is_not_waited_for(release, wire, monkeypatch, settings):
    monkeypatch.setattr(bucket, "SECONDS", 0.3)
    point_at(settings, wire.port, "atlas")
    wire.hold()

    assert Client(raise_request_exception=False).get(FILE).status_code == 503


def test_nothing_is_left_of_a_release_that_could_not_be_kept(wire, make_case):
    make_case()
    wire.cut()

    with pytest.raises(FilesAway):
        make_release()

    assert not Release.objects.exists()
    assert not any(folder().iterdir())
    wire.mend()
    assert held() == set()
    assert is_intact(make_release())


def test_a_back_up_without_its_files_is_refused_and_names_no_key(
    release, one_database, wire, tmp_path
):
    wire.cut()

    with pytest.raises(CommandError, match="No back-up was made") as refused:
        call_command("backup", tmp_path / "backups", stdout=io.StringIO())

    assert "/atlas/releases" in str(refused.value)
    assert "ecret" not in str(refused.value)
    assert not any((tmp_path / "backups").iterdir())


def test_machines_go_on_and_say_so(release, wire):
    health.looked_for.cache_clear()
    wire.cut()

    told = health.readiness()

    assert told["ready"]
    assert told["notes"] == ["release: RELEASES_URL does not answer"]
    health.looked_for.cache_clear()


def test_a_bucket_that_is_not_there_takes_no_release(wire, make_case):
    make_case()
    wire_bucket = storages["releases"].bucket
    wire_bucket.delete()

    with pytest.raises(FilesAway):
        make_release()

    assert not Release.objects.exists()
