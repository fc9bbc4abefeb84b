"""A text that may not be shown any more is taken out of records and releases."""

import io
import zipfile

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from cases.models import Case, Source
from editorial.models import Redaction
from editorial.redaction import Passage
from open_data.models import Record, Release
from open_data.releasing import folder, is_intact, make_release

TEXT = "La soupe est servie à midi, dans la cour de l’école."


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("la soupe est\nservie à midi dans la cour de l'école\n", encoding="utf-8")
    return path


@pytest.fixture
def released(make_case, django_capture_on_commit_callbacks):
    case = make_case(context_fr=f"Avant. {TEXT} Après.", approach_fr=f"« {TEXT} »")
    Source.objects.update(title=TEXT)
    with django_capture_on_commit_callbacks(execute=True):
        return make_release(), case


def redact(*paths, **options):
    said = io.StringIO()
    call_command("redact", passages=list(paths), stdout=said, **options)
    return said.getvalue()


def in_file(release):
    with zipfile.ZipFile(folder() / release.file_name) as archive:
        return "".join(archive.read(member).decode() for member in archive.namelist())


def test_it_is_gone_and_what_stood_around_it_is_left(released, file):
    release, case = released
    assert "servie à midi" in in_file(release)

    said = redact(file, reason="Droit d’auteur.")

    case.refresh_from_db()
    assert case.context_fr == "Avant. […] Après."
    assert "cases.Case.context_fr: 1" in said
    assert "open_data.Record.body" in said
    assert release.file_name in said
    assert "servie" not in str(list(Record.objects.values_list("body", flat=True)))
    now = Release.objects.get()
    assert "servie" not in in_file(now)
    assert is_intact(now)
    assert now.first_checksum == release.checksum
    assert now.redacted_for == "Droit d’auteur."
    assert Redaction.objects.get().reason == "Droit d’auteur."
    assert redact(file, reason="x") == "The text stands nowhere.\n"


def test_a_dry_run_says_where_and_changes_nothing(released, file):
    said = redact(file, dry_run=True)

    assert "cases.Case.context_fr: 1" in said
    assert said.endswith("Nothing was changed.\n")
    assert TEXT in Case.objects.get().context_fr


def test_readers_are_told_on_the_page_of_the_release(released, file, client):
    redact(file, reason="Droit d’auteur.")

    page = client.get("/en/data/releases/1/").text
    assert "was taken out of this file" in page
    assert "Droit d’auteur." in page


def test_what_would_take_too_much_or_cannot_be_read_is_refused(db, tmp_path, file):
    few, other = tmp_path / "few.txt", tmp_path / "latin.txt"
    few.write_text("à midi", encoding="utf-8")
    other.write_bytes("midi à la cour de l'école".encode("latin-1"))
    for paths, options in [
        ([few], {"reason": "x"}), ([other], {"reason": "x"}), ([tmp_path / "none"], {}),
        ([file], {}), ([], {}), ([file], {"reason": TEXT}),
    ]:  # fmt: skip
        with pytest.raises(CommandError):
            redact(*paths, **options)


@given(parts=st.lists(st.sampled_from([" ", "\n", ", ", "\u00a0", "\\n", " – "]), min_size=4,
                      max_size=4), upper=st.booleans())  # fmt: skip
def test_it_is_found_however_its_words_are_parted(parts, upper):
    words = ["quatre", "mots", "et", "un", "dernier"]
    text = "".join(word + part for word, part in zip(words, [*parts, ""], strict=True))

    said, times = Passage(" ".join(words), text="X").taken_from(
        f"Ici {text.upper() if upper else text} là"
    )

    if upper and any("\\N" in part.upper() and part == "\\n" for part in parts):
        return  # JSON writes its breaks small
    assert (said, times) == ("Ici X là", 1)
