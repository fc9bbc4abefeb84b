"""A person's name is taken out of everything that is kept, and it is said where it stood."""

import io
import json
import zipfile

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.test import Client

from cases.models import Case, Organisation, Source
from contributions.models import Author
from editorial.models import FormerSlug, Redaction, Tombstone
from editorial.redaction import Name
from open_data.models import Record, Release, Selection
from open_data.releasing import folder, is_intact, make_release

NAME = "Éloïse Muñoz"


@pytest.mark.parametrize(
    "text",
    ["Éloïse Muñoz", "ELOISE MUNOZ", "éloïse\nmuñoz", "Éloïse\u00a0Muñoz", "eloise-munoz",
     "Muñoz, Éloïse", "Muñoz, É.", "Éloïse  **Muñoz**", "E\u0301loïse Mun\u0303oz",
     "Éloïse\\nMuñoz", "(Éloïse Muñoz)", "Élo\u00adïse Muñoz", "x?by=eloise_munoz&y",
     '{"family": "Muñoz", "given": "Éloïse"}', "MUÑOZ Éloïse"],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(text):
    name = Name(NAME)

    said, times = name.taken_from(text)

    assert times == 1
    assert not name.stands_in(said)
    assert "oz" not in said


@pytest.mark.parametrize(
    "text", ["Éloïse Muñozet", "Héloïse Muñoz", "Éloïse et Muñoz", "Muñoz"]
)
def test_another_name_is_left(text):
    assert Name(NAME).taken_from(text) == (text, 0)


def test_what_stands_around_it_is_left_as_it_is():
    said, _times = Name(NAME, text="X").taken_from("« Œuvre ﬁne » d’ÉLOÏSE MUÑOZ, straße ½")

    assert said == "« Œuvre ﬁne » d’X, straße ½"


@pytest.fixture
def named(make_case, make_contribution, editor, django_capture_on_commit_callbacks):
    """A name in every kind of place."""
    case = make_case("Avec Éloïse\nMuñoz", slug="case-eloise-munoz")
    Source.objects.update(publisher="Muñoz, Éloïse", url="https://example.org/eloise-munoz")
    paper = make_contribution("Un texte", author="Éloïse Muñoz")
    paper.cases.add(case)
    Author.objects.update(slug="eloise-munoz", family_name="Muñoz")
    Organisation.objects.create(slug="atelier-eloise-munoz", name="Atelier Éloïse Muñoz",
                                kind="ngo")  # fmt: skip
    FormerSlug.objects.create(kind="author", slug="e-munoz", now="eloise-munoz")
    Tombstone.objects.raise_for([make_case("Livre d’Éloïse Muñoz", slug="gone")])
    LogEntry.objects.create(
        user=editor, content_type=ContentType.objects.get_for_model(Case), object_id=case.pk,
        object_repr="Éloïse Muñoz", action_flag=CHANGE,
        change_message=json.dumps([{"changed": {"fields": ["Éloïse Muñoz"]}}]),
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        release = make_release()
    Client().post("/fr/selections/new/?q=Eloise+Munoz")
    return release


def redact(*names, **options):
    said = io.StringIO()
    call_command("redact", *(names or [NAME]), stdout=said, **options)
    return said.getvalue()


def kept():
    """All that the database and the files of releases say."""
    said = io.StringIO()
    call_command("dumpdata", stdout=said)
    yield from (json.dumps(row, ensure_ascii=False) for row in json.loads(said.getvalue()))
    for release in Release.objects.all():
        with zipfile.ZipFile(folder() / release.file_name) as archive:
            for member in archive.namelist():
                yield member + archive.read(member).decode()


def test_nothing_that_is_kept_has_the_name_afterwards(named):
    assert sum(Name(NAME).stands_in(text) for text in kept()) > 10

    said = redact(reason="Elle l’a demandé.")

    assert [text for text in kept() if Name(NAME).stands_in(text)] == []
    assert not any("muñoz" in text.casefold() for text in kept())
    for place in ("cases.Case.title_fr: 2", "contributions.Author.slug: 1", "admin.LogEntry",
                  "open_data.Record.body", "open_data.Selection.question: 1",
                  "editorial.Tombstone.title_fr: 1", "atlas-release-1.zip",
                  "search.Document"):  # fmt: skip
        assert place in said
    (row,) = Redaction.objects.all()
    assert row.found["cases.Case.title_fr"] == 2
    assert redact() == "The name stands nowhere.\n"


def test_a_release_says_what_was_done_to_it_and_keeps_its_first_checksum(named, client):
    before = named.checksum

    redact(reason="Elle l’a demandé.")

    release = Release.objects.get()
    assert release.first_checksum == before
    assert release.checksum != before
    assert is_intact(release)
    page = client.get("/en/data/releases/1/").text
    assert before in page
    assert release.checksum in page
    assert "a name or a text was taken out of this file" in page
    assert "Elle l’a demandé." in page
    file = client.get("/en/data/releases/1/atlas-release.zip")
    assert len(b"".join(file.streaming_content)) == release.size
    file.close()


def test_nothing_else_seems_corrected_and_pages_answer(named, client):
    redact()

    case = Case.objects.get(slug__startswith="case-redacted")
    selection = Selection.objects.get()
    since = client.get(selection.get_absolute_url()).context["since"]
    assert since["withdrawn"] == []
    assert not list(since["corrected"])
    assert client.get(case.get_absolute_url()).status_code == 200
    author = Author.objects.get()
    author.full_clean()
    assert client.get(author.get_absolute_url()).status_code == 200
    assert Record.objects.count() == Record.objects.values("checksum").distinct().count()


def test_a_dry_run_says_the_same_and_changes_nothing(named):
    before = list(kept())

    said = redact(dry_run=True)

    assert "cases.Case.title_fr: 2" in said
    assert said.endswith("Nothing was changed.\n")
    assert list(kept()) == before
    assert not Redaction.objects.exists()


@pytest.mark.parametrize(
    ("names", "options"),
    [(["…"], {}), ([""], {}), ([NAME], {"text": "Mme Eloïse Munoz"}),
     ([NAME], {"reason": "Éloïse Muñoz l’a demandé"})],
)  # fmt: skip
def test_what_would_take_nothing_or_write_it_again_is_refused(db, names, options):
    with pytest.raises(CommandError):
        redact(*names, **options)


def test_other_forms_of_the_name_may_be_given(make_case):
    make_case("La veuve Durand-Lacaze")

    redact(NAME, "Durand-Lacaze", text="une personne")

    assert Case.objects.get().title_fr == "La veuve une personne"


def test_the_edition_of_a_release_goes_and_it_is_said_that_the_name_stood_there(named, capsys):
    release = Release.objects.first()
    with zipfile.ZipFile(folder() / release.edition_name, "w") as edition:
        edition.writestr("atlas/fr/index.html", "<p>Éloïse Muñoz</p>")

    call_command("redact", NAME, "--dry-run")
    assert (folder() / release.edition_name).exists()

    call_command("redact", NAME)

    assert release.edition_name in capsys.readouterr().out
    assert not (folder() / release.edition_name).exists()


def zip_of(name, text):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr(name, text)
    return body.getvalue()


@pytest.mark.parametrize(
    ("member", "body"),
    [
        ("fr/index.html", "<p>Éloïse&nbsp;<b>Muñoz</b></p>"),
        ("fr/index.html", '<p title="&Eacute;lo&#xEF;se Mu&#241;oz">Un texte</p>'),
        ("fr/cases/export.csv", "case,author\nun-cas,Éloïse Muñoz\n"),
        ("fr/cases/a/reference.ris", "AU  - Muñoz, Éloïse\n"),
        ("fr/data/releases/1/atlas-release.zip", zip_of("cases.csv", "Éloïse Muñoz")),
        ("fr/data/package.zip", zip_of("one.zip", zip_of("cases.json", "Éloïse Muñoz"))),
    ],
)
def test_an_edition_goes_wherever_the_name_stands_in_it(make_case, member, body):
    make_case("Un cas")
    edition = folder() / make_release().edition_name
    with zipfile.ZipFile(edition, "w") as archive:
        archive.writestr("atlas/index.html", "<p>Rien</p>")
        archive.writestr("atlas/static/sign.png", bytes(range(256)))
        archive.writestr(f"atlas/{member}", body)

    redact()

    assert not edition.exists()


def test_an_edition_without_the_name_stays(named):
    edition = folder() / Release.objects.first().edition_name
    edition.write_bytes(zip_of("atlas/fr/index.html", "<p>Rien</p>"))

    redact()

    assert edition.exists()
