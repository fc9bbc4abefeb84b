"""What changed in files and at the desk is told before anything is written, and nobody's work
is undone."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from cases.models import Case, Country, Group, Organisation, Place, Theme
from contributions.models import Contribution
from editorial.joining import Joining
from editorial.models import FormerSlug, Merging, Tombstone
from editorial.publication import State
from infrastructures.models import Lever

from .conftest import BOGOTA, ODISHA, WATER
from .test_loading import change, counts, load, slug_of

CASE = slug_of(BOGOTA)


@pytest.fixture
def loaded(db, folder):
    load(folder=folder)
    return folder


def plan(folder, **options):
    """(what the plan says, its exit code)."""
    said = io.StringIO()
    try:
        call_command("load_content", plan=True, folder=folder, stdout=said, **options)
    except SystemExit as end:
        return said.getvalue(), end.code
    return said.getvalue(), 0


def at_desk(**values):
    Case.objects.filter(slug=CASE).update(**values)


def bogota():
    return Case.objects.get(slug=CASE)


def test_without_a_change_the_plan_is_empty_and_ends_with_zero(loaded):
    assert plan(loaded) == ("", 0)


def test_a_plan_names_what_changed_and_writes_nothing(loaded):
    change(loaded / BOGOTA, "start_year: 2020", "start_year: 2021")
    before = counts()

    said, code = plan(loaded)

    assert f"changed in the file: 1\n  case {CASE}: start_year\n" in said
    assert code == 2
    assert (bogota().start_year, counts()) == (2020, before)


def test_a_plan_finds_the_faults_of_the_files(loaded):
    change(loaded / BOGOTA, "- bogota\n", "- no-such-place\n")

    with pytest.raises(CommandError, match="line .*no place “no-such-place”"):
        plan(loaded)


def test_an_edit_of_the_desk_is_left_and_told(loaded):
    at_desk(title_fr="Corrigé au bureau")

    said, code = plan(loaded)

    assert f"changed at the desk, the desk’s is kept: 1\n  case {CASE}: title\n" in said
    assert code == 0
    load(folder=loaded, update=True)
    assert bogota().title_fr == "Corrigé au bureau"


def test_a_start_reads_what_one_side_changed_and_leaves_what_both_did(loaded):
    at_desk(title_fr="Corrigé au bureau")
    change(loaded / BOGOTA, "start_year: 2020", "start_year: 2021")
    change(loaded / ODISHA, "operation: ongoing", "operation: completed")

    said = load(folder=loaded)

    assert f"choose a side with --take: 1\n  case {CASE}: title, start_year\n" in said
    assert (bogota().title_fr, bogota().start_year) == ("Corrigé au bureau", 2020)
    assert Case.objects.get(slug=slug_of(ODISHA)).operation == "completed"
    assert "--take" in load(folder=loaded)  # and again at the next start


def test_a_conflict_is_refused_until_a_side_is_chosen(loaded):
    at_desk(title_fr="Corrigé au bureau")
    change(loaded / BOGOTA, "start_year: 2020", "start_year: 2021")
    change(loaded / ODISHA, "operation: ongoing", "operation: completed")

    with pytest.raises(CommandError, match=f"Nothing was written.*{CASE}"):
        load(folder=loaded, update=True)

    assert Case.objects.get(slug=slug_of(ODISHA)).operation == "ongoing"
    assert plan(loaded)[1] == 2


@pytest.mark.parametrize(
    ("take", "kept"),
    [
        (["files"], 2021), (["files", CASE], 2021),
        (["desk"], 2020), (["desk", CASE], 2020),
    ],
)  # fmt: skip
def test_the_side_that_is_chosen_is_kept_and_not_asked_again(loaded, take, kept):
    at_desk(title_fr="Corrigé au bureau")
    change(loaded / BOGOTA, "start_year: 2020", "start_year: 2021")

    load(folder=loaded, take=take)

    assert bogota().start_year == kept
    assert (bogota().title_fr == "Corrigé au bureau") == (kept == 2020)
    load(folder=loaded, update=True)
    assert bogota().start_year == kept


@pytest.mark.parametrize("take", [["mine"], ["files", "no-such-slug"]])
def test_a_side_or_a_slug_that_is_not_there_is_refused(loaded, take):
    with pytest.raises(CommandError):
        load(folder=loaded, take=take)


def test_what_the_desk_deleted_is_not_brought_back_unless_told(loaded):
    bogota().delete()

    assert "withdrawn at the desk, not brought back: 1" in load(folder=loaded, update=True)
    assert not Case.objects.filter(slug=CASE).exists()

    load(folder=loaded, take=["files", CASE])
    assert bogota().is_published
    assert not Tombstone.objects.filter(slug=CASE).exists()


def test_what_the_desk_archived_stays_archived_unless_told(loaded):
    bogota().archive()
    change(loaded / BOGOTA, "start_year: 2020", "start_year: 2021")

    load(folder=loaded, update=True)
    assert (bogota().state, bogota().start_year) == (State.ARCHIVED, 2020)

    load(folder=loaded, take=["files", CASE])
    assert (bogota().state, bogota().start_year) == (State.PUBLISHED, 2021)


def test_a_contribution_goes_on_without_a_case_that_the_desk_deleted(loaded):
    Case.objects.get(slug=slug_of(ODISHA)).delete()
    change(loaded / WATER, "D’après la synthèse", "Selon la synthèse")

    load(folder=loaded, update=True)

    told = Contribution.objects.get(slug=slug_of(WATER))
    assert "Selon la synthèse" in told.abstract_fr
    assert not told.cases.exists()


def test_a_draft_that_the_desk_tied_to_a_contribution_stays_tied(loaded, make_case):
    told = Contribution.objects.get(slug=slug_of(WATER))
    told.cases.add(make_case("Mine", slug="mine", state=State.DRAFT, levers=["coordination"]))
    assert plan(loaded) == ("", 0)
    change(loaded / WATER, "D’après la synthèse", "Selon la synthèse")

    load(folder=loaded, take=["files", slug_of(WATER)])

    assert told.cases.filter(slug="mine").exists()


def test_what_the_desk_renamed_is_not_doubled(loaded):
    at_desk(slug="bogota-renamed")
    FormerSlug.objects.renamed("case", CASE, "bogota-renamed")

    said = load(folder=loaded, update=True)

    assert f"case {CASE} → bogota-renamed" in said
    assert Case.objects.count() == 2


def test_a_file_that_is_renamed_renames_the_case_and_remembers(loaded):
    key = bogota().pk
    change(loaded / BOGOTA, f"slug: {CASE}\n", f"slug: new-name\nformer_slugs: [{CASE}]\n")
    (loaded / BOGOTA).rename(loaded / "cases" / "new-name.yaml")
    # Which others call by its new name.

    load(folder=loaded, update=True)

    assert Case.objects.get(pk=key).slug == "new-name"
    assert FormerSlug.objects.now("case", CASE) == "new-name"
    assert plan(loaded) == ("", 0)


def test_two_that_claim_each_other_s_slug_are_refused(loaded):
    change(loaded / BOGOTA, "title:\n", f"former_slugs: [{slug_of(ODISHA)}]\ntitle:\n")
    change(loaded / ODISHA, "title:\n", f"former_slugs: [{CASE}]\ntitle:\n")

    with pytest.raises(CommandError, match="is, or was, the slug of"):
        load(folder=loaded, update=True)


def test_a_file_with_the_former_slug_of_another_file_is_refused(loaded):
    at_desk(slug="bogota-renamed")
    FormerSlug.objects.renamed("case", CASE, "bogota-renamed")
    text = (loaded / BOGOTA).read_text().replace(f"slug: {CASE}\n", "slug: bogota-renamed\n", 1)
    (loaded / "cases" / "bogota-renamed.yaml").write_text(text)

    with pytest.raises(CommandError, match="was the slug of “bogota-renamed”"):
        load(folder=loaded, update=True)


def test_a_lever_that_a_file_renames_is_the_same_lever_and_remembered(loaded, tmp_path):
    lever = Lever.objects.get(slug="coordination")
    now = "    - slug: coordination\n"
    change(loaded / "functions.yaml", now, now.replace("coor", "co-or"))
    renamed = (loaded / "functions.yaml").read_text()
    renamed = renamed.replace(
        "slug: co-ordination\n", "slug: co-ordination\n      former_slugs: [coordination]\n"
    )
    for path in loaded.rglob("*.yaml"):
        path.write_text(path.read_text().replace("coordination", "co-ordination"))
    (loaded / "functions.yaml").write_text(renamed)

    load(folder=loaded, update=True)

    lever.refresh_from_db()
    assert lever.slug == "co-ordination"
    assert FormerSlug.objects.now("lever", "coordination") == "co-ordination"
    call_command("dump_content", tmp_path / "out", stdout=io.StringIO())
    dumped = (tmp_path / "out" / "functions.yaml").read_text()
    assert "former_slugs:\n        - coordination\n" in dumped
    assert plan(loaded) == ("", 0)


@pytest.fixture
def merged(loaded, tmp_path):
    """The files of another desk, where “food” and “care-services” became one."""
    with transaction.atomic():
        names = ["food", "care-services"]
        Joining(*(Theme.objects.get(slug=name) for name in names)).carry_out()
        call_command("dump_content", tmp_path / "merged", stdout=io.StringIO())
        transaction.set_rollback(True)
    return tmp_path / "merged"


def test_a_merge_that_files_tell_is_made_here_too(merged):
    Case.objects.get(slug=slug_of(ODISHA)).themes.add(Theme.objects.get(slug="food"))
    care, number = Theme.objects.get(slug="care-services"), Theme.objects.count()

    load(folder=merged, update=True)

    assert Theme.objects.count() == number - 1
    assert not Theme.objects.filter(slug="food").exists()
    assert FormerSlug.objects.now("theme", "food") == "care-services"
    odisha = Case.objects.get(slug=slug_of(ODISHA))
    assert care in odisha.themes.all()
    assert Merging.objects.get().kind == "theme"


def test_a_merge_that_files_tell_is_done_once(merged):
    load(folder=merged, update=True)

    assert plan(merged) == ("", 0)
    load(folder=merged, update=True)

    assert Merging.objects.count() == 1


def test_a_file_cannot_make_one_case_of_two(loaded):
    (loaded / ODISHA).unlink()
    change(loaded / BOGOTA, "title:\n", f"former_slugs: [{slug_of(ODISHA)}]\ntitle:\n")

    with pytest.raises(CommandError, match="still another case"):
        load(folder=loaded, update=True)

    assert Case.objects.count() == 2


def test_what_is_gone_from_the_files_stays_at_the_desk_unless_told(loaded):
    (loaded / BOGOTA).unlink()

    assert "gone from the files, still at the desk: 1" in load(folder=loaded, update=True)
    assert bogota().is_published

    load(folder=loaded, take=["files", CASE])
    assert bogota().state == State.ARCHIVED


def test_a_vocabulary_obeys_the_same_rules(loaded):
    Place.objects.filter(slug="bogota").update(name_fr="Bogotà")
    Theme.objects.filter(slug="water").update(slug="waters")
    FormerSlug.objects.renamed("theme", "water", "waters")
    change(loaded / "places.yaml", "fr: Accra", "fr: Accra la belle")

    load(folder=loaded)

    assert Place.objects.get(slug="bogota").name_fr == "Bogotà"
    assert Place.objects.get(slug="accra").name_fr == "Accra la belle"
    assert not Theme.objects.filter(slug="water").exists()


def test_a_new_case_of_a_pull_is_read_at_the_next_start(loaded):
    words = (loaded / BOGOTA).read_text()
    (loaded / "cases" / "one-more.yaml").write_text(
        words.replace(f"slug: {CASE}", "slug: one-more")
    )

    load(folder=loaded)

    assert Case.objects.get(slug="one-more").is_published


def test_what_is_edited_while_files_are_read_is_not_overwritten(loaded, monkeypatch):
    from editorial import loading

    change(loaded / BOGOTA, "start_year: 2020", "start_year: 2021")
    make_room = loading.make_room

    def meanwhile(kind, lines):
        at_desk(title_fr="Corrigé au bureau")
        make_room(kind, lines)

    monkeypatch.setattr(loading, "make_room", meanwhile)
    with pytest.raises(CommandError, match="meanwhile"):
        load(folder=loaded, update=True)

    assert bogota().start_year == 2020


def renamed_at_desk(model, name):
    """A thing that the case has, with another name at the desk."""
    row = model.objects.get(**{model.KNOWN_BY: name})
    new = "XB" if len(name) == 2 else f"{name}-2"
    model.objects.filter(pk=row.pk).update(**{model.KNOWN_BY: new})
    FormerSlug.objects.renamed(model._meta.model_name, name, new)


NAMED = [
    (Theme, "care-services"), (Group, "caregivers"), (Place, "bogota"),
    (Organisation, "bloomberg-philanthropies"), (Lever, "direct-provision"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "name"), NAMED)
def test_a_new_name_at_the_desk_is_no_edit_of_what_has_it(loaded, model, name):
    renamed_at_desk(model, name)

    said, _code = plan(loaded)

    assert f"case {CASE}" not in said
    assert "choose a side" not in said


@pytest.mark.parametrize(("model", "name"), NAMED)
def test_a_file_that_knows_a_thing_by_its_former_name_is_read(loaded, model, name):
    renamed_at_desk(model, name)
    change(loaded / BOGOTA, "start_year: 2020", "start_year: 2021")
    ties = ties_of(bogota())

    said = load(folder=loaded)

    assert f"changed in the file: 1\n  case {CASE}: start_year\n" in said
    assert bogota().start_year == 2021
    assert ties_of(bogota()) == ties
    assert f"case {CASE}" not in plan(loaded)[0]


def test_a_new_code_of_a_country_is_no_edit_of_its_places(loaded):
    renamed_at_desk(Country, "CO")

    assert "place bogota" not in plan(loaded)[0]


def ties_of(case):
    rows = [case.themes, case.groups, case.places, case.organisations, case.levers]
    return [sorted(row.pk for row in each.all()) for each in rows]


def test_what_became_one_at_the_desk_is_one_in_an_old_file(loaded):
    change(loaded / BOGOTA, "  - care-services\n", "  - care-services\n  - food\n")
    load(folder=loaded, update=True)
    names = ["food", "care-services"]
    Joining(*(Theme.objects.get(slug=name) for name in names)).carry_out()
    assert "choose a side" not in plan(loaded)[0]
    change(loaded / BOGOTA, "start_year: 2020", "start_year: 2021")

    load(folder=loaded, update=True)

    assert bogota().start_year == 2021
    slugs = bogota().themes.values_list("slug", flat=True)
    assert "care-services" in slugs
    assert "food" not in slugs
    assert "theme food → care-services" in load(folder=loaded, update=True)


def test_what_became_one_at_the_desk_is_not_parted_by_a_file(loaded):
    Joining(*(Theme.objects.get(slug=name) for name in ["food", "care-services"])).carry_out()
    change(loaded / "themes.yaml", "en: Food\n", "en: Foods\n")

    with pytest.raises(CommandError, match="food → care-services: they are parted at the desk"):
        load(folder=loaded, take=["files", "food"])

    load(folder=loaded)
    assert not Theme.objects.filter(slug="food").exists()
