"""``dump_content`` writes the desk as documents: the way back to ``fixtures/``."""

import io
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from cases.models import Case, Organisation
from contributions.models import Contribution
from editorial.publication import State

FIXTURES = settings.BASE_DIR / "fixtures"
ACCRA = "cases/accra-makola-market-creche.yaml"


def dump(folder, **options):
    said = io.StringIO()
    call_command("dump_content", folder, stdout=said, **options)
    return said.getvalue()


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in (".yaml", ".csv")
    }


def test_every_file_of_the_content_is_written_as_it_was_to_the_byte(atlas, tmp_path):
    dump(tmp_path / "out")

    assert contents(tmp_path / "out") == contents(FIXTURES)


def test_a_second_time_there_is_nothing_to_write(atlas, tmp_path):
    dump(tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}

    assert dump(tmp_path / "out").startswith("0 files written, 0 removed")
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")} == before


def test_an_edit_is_in_its_file_and_in_no_other(atlas, tmp_path):
    dump(tmp_path / "out")
    before = contents(tmp_path / "out")
    for title in ("Une crèche", "Une crèche au marché"):
        Case.objects.filter(slug="accra-makola-market-creche").update(title_fr=title)
        assert dump(tmp_path / "out").startswith("1 files written")

    after = contents(tmp_path / "out")
    assert {path for path in after if after[path] != before[path]} == {ACCRA}
    assert "fr: Une crèche au marché\n" in after[ACCRA].decode()


def test_what_is_withdrawn_or_deleted_has_no_file_any_more(atlas, tmp_path):
    dump(tmp_path / "out")
    Case.objects.get(slug="accra-makola-market-creche").archive()
    Case.objects.get(slug="brest-ekoumene").delete()

    assert "2 removed" in dump(tmp_path / "out")

    assert not (tmp_path / "out" / ACCRA).exists()
    synthesis = (tmp_path / "out" / "contributions" / "stage-2-synthesis.yaml").read_text()
    assert "accra" not in synthesis
    assert "brest-ekoumene" not in synthesis


def test_drafts_are_written_when_asked_and_say_that_they_are(atlas, make_case, tmp_path):
    draft = make_case(
        "Un brouillon", slug="a-draft", state=State.DRAFT, levers=["direct-provision"]
    )
    Contribution.objects.get(slug="care-and-youth").cases.add(draft)

    dump(tmp_path / "public")
    dump(tmp_path / "all", drafts=True)

    public, whole = contents(tmp_path / "public"), contents(tmp_path / "all")
    assert "cases/a-draft.yaml" not in public
    assert b"a-draft" not in b"".join(public.values())
    assert whole["cases/a-draft.yaml"].startswith(b"slug: a-draft\nstate: draft\n")
    assert b"- a-draft\n" in whole["contributions/care-and-youth.yaml"]


@pytest.mark.parametrize("name", ["letter.txt", "cases/photo.jpg", "mine/cases.yaml", ".git/x"])
def test_a_folder_that_holds_other_things_is_left_alone(atlas, tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")

    with pytest.raises(CommandError, match="no document of the atlas"):
        dump(tmp_path)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / name]


def test_what_somebody_wrote_into_a_file_is_not_written_over_unless_told(atlas, tmp_path):
    out = shutil.copytree(FIXTURES, tmp_path / "out")
    words = (out / ACCRA).read_text().replace("operation: unknown", "operation: ongoing")
    (out / ACCRA).write_text(words)

    with pytest.raises(CommandError, match="accra-makola-market-creche"):
        dump(out)
    assert (out / ACCRA).read_text() == words

    dump(out, over=True)
    assert contents(out) == contents(FIXTURES)


def test_a_new_file_that_nobody_read_is_not_removed(atlas, tmp_path):
    out = shutil.copytree(FIXTURES, tmp_path / "out")
    new = out / "cases" / "new.yaml"
    new.write_text((out / ACCRA).read_text().replace("accra-makola-market-creche", "new"))

    with pytest.raises(CommandError, match="case new"):
        dump(out)

    assert new.exists()


def test_a_run_that_was_killed_leaves_whole_files_and_the_next_ends_it(
    atlas, tmp_path, monkeypatch
):
    out = tmp_path / "out"
    dump(out)
    before = contents(out)
    Case.objects.update(original_name="Autre nom")
    Organisation.objects.create(slug="zz", name="Zz", kind="ngo")
    replace, moved = Path.replace, []

    def killed(path, target):
        if len(moved) == 20:
            raise KeyboardInterrupt
        moved.append(str(target.relative_to(out)))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        dump(out)
    half = contents(out)
    assert {path for path in half if half[path] != before[path]} == set(moved)
    assert "- slug: zz\n" in half["organisations.yaml"].decode()  # what others refer to first

    monkeypatch.undo()
    dump(out)
    assert not list(out.rglob("*.beside"))
    assert contents(out).keys() == before.keys()
    for path in out.glob("cases/*.yaml"):
        assert "\noriginal_name: Autre nom\n" in path.read_text()
