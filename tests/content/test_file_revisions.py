"""What files change is in the history of each thing that they changed."""

from cases.models import Case
from editorial.identity import identity
from editorial.revisions import Deed, Revision
from infrastructures.models import Lever

from .conftest import BOGOTA
from .test_loading import change, load, slug_of


def test_each_thing_that_files_change_has_one_revision_more(db, folder):
    load(folder=folder)
    assert not Revision.objects.exists()  # it is kept when it is changed
    title = Case.objects.get(slug=slug_of(BOGOTA)).title_fr

    change(folder / BOGOTA, title, "Un autre titre")
    load(folder=folder, update=True)
    load(folder=folder, update=True)

    before, after = Revision.objects.order_by("number")
    assert (before.deed, before.document["title"]["fr"]) == (Deed.FOUND, title)
    assert (after.deed, after.document["title"]["fr"]) == (Deed.READ, "Un autre titre")
    assert (after.number, after.keys) == (2, ["title"])


def test_a_lever_that_its_file_changed_has_a_revision_and_its_function_has_none(db, folder):
    load(folder=folder)
    lever = Lever.objects.first()

    change(folder / "functions.yaml", lever.short_name_fr, "Un autre nom")
    load(folder=folder, update=True)

    assert set(Revision.objects.values_list("kind", flat=True)) == {"lever"}
    kept = Revision.objects.known_as(identity("lever", lever.slug))
    assert [one.deed for one in kept] == [Deed.READ, Deed.FOUND]


def test_a_case_that_files_rename_keeps_its_history(db, folder):
    load(folder=folder)
    path = folder / BOGOTA
    old = slug_of(BOGOTA)
    change(path, f"slug: {old}", f"slug: another\nformer_slugs: [{old}]")
    path.rename(path.with_name("another.yaml"))

    load(folder=folder, update=True)

    case = Case.objects.get(slug="another")
    assert [one.slug for one in Revision.objects.of(case)] == ["another", old]


def test_what_the_desk_deleted_and_files_bring_back_is_in_its_history(db, folder):
    load(folder=folder)
    case = Case.objects.get(slug=slug_of(BOGOTA))
    case.archive()

    load(folder=folder, take=["files", case.slug])

    deeds = [one.deed for one in Revision.objects.of(case)]
    assert deeds[-1] == Deed.WITHDRAWN
    assert Deed.PUBLISHED in deeds
