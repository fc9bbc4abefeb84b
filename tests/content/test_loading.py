"""``load_content`` fills the atlas from files, by key, all or nothing."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from cases.models import Case, CaseLever, Region
from contributions.models import Contribution
from editorial.publication import State
from infrastructures.models import Function, Lever, Recommendation
from languages.content import read

FIXTURES = settings.BASE_DIR / "fixtures"
BOGOTA = "cases/bogota-manzanas-del-cuidado.yaml"
ODISHA = "cases/odisha-sanitation-self-help-groups.yaml"
WATER = "contributions/gwopa-water-and-sanitation.yaml"


def load(**options):
    """What the command says."""
    said = StringIO()
    call_command("load_content", stdout=said, **options)
    return said.getvalue()


def counts():
    """How many rows every model has."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def slug_of(name):
    return Path(name).stem


def change(path, old, new):
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """The real vocabulary, places and organisations, with two cases and one contribution."""
    copy = tmp_path / "fixtures"
    shutil.copytree(FIXTURES, copy, ignore=shutil.ignore_patterns("cases", "contributions"))
    for name in [BOGOTA, ODISHA, WATER]:
        (copy / name).parent.mkdir(exist_ok=True)
        shutil.copy(FIXTURES / name, copy / name)
    return copy


def test_the_whole_content_is_loaded_published_and_only_once(db):
    load()

    assert Case.objects.published().count() == Case.objects.count() == 58
    assert Contribution.objects.published().count() == Contribution.objects.count() == 23
    assert [Function.objects.count(), Lever.objects.count()] == [3, 9]
    assert Recommendation.objects.count() == 5
    by_lever = [lever.cases.published().count() for lever in Lever.objects.all()]
    assert by_lever == [7, 4, 5, 13, 2, 4, 6, 10, 8]
    before = counts()

    load(update=True)

    assert counts() == before


def test_an_atlas_with_a_case_is_left_alone_and_told_so(folder, make_case):
    make_case("Mine")
    before = counts()

    said = load(folder=folder)

    assert "--update" in said
    assert counts() == before


def test_a_case_edited_at_the_desk_is_not_overwritten_unless_asked(db, folder):
    load(folder=folder)
    Case.objects.filter(slug=slug_of(BOGOTA)).update(title_fr="Corrigé au bureau")

    load(folder=folder)
    assert Case.objects.get(slug=slug_of(BOGOTA)).title_fr == "Corrigé au bureau"

    load(folder=folder, update=True)
    assert Case.objects.get(slug=slug_of(BOGOTA)).title_fr != "Corrigé au bureau"


def test_an_update_follows_the_files(db, folder):
    load(folder=folder)
    path = folder / BOGOTA
    change(path, "start_year: 2020", "start_year: 2021")

    load(folder=folder, update=True)

    assert Case.objects.get(slug=slug_of(BOGOTA)).start_year == 2021


def test_an_update_keeps_the_state_and_the_date_of_publication(db, folder):
    load(folder=folder)
    case = Case.objects.get(slug=slug_of(BOGOTA))
    case.archive()

    load(folder=folder, update=True)

    again = Case.objects.get(slug=slug_of(BOGOTA))
    assert again.state == State.ARCHIVED
    assert again.published_at == case.published_at
    assert again.pk == case.pk


def test_an_update_keeps_what_the_files_do_not_know(folder, make_case):
    load(folder=folder)
    make_case("Mine", slug="mine", levers=["coordination"])

    load(folder=folder, update=True)

    assert Case.objects.filter(slug="mine").exists()
    assert Case.objects.filter(slug=slug_of(BOGOTA)).exists()


@pytest.mark.parametrize("name", ["functions.yaml", "recommendations.yaml"])
def test_an_update_follows_a_new_order(db, folder, name):
    load(folder=folder)
    entries = list(reversed(read(folder / name)))
    (folder / name).write_text(yaml.safe_dump(entries), encoding="utf-8")

    load(folder=folder, update=True)

    model = {"functions.yaml": Function, "recommendations.yaml": Recommendation}[name]
    slugs = [entry["slug"] for entry in entries]
    assert list(model.objects.values_list("slug", flat=True)) == slugs


FAULTS = {
    "bad YAML": (BOGOTA, "title:", "title: ["),
    "an unknown lever": (BOGOTA, "direct-provision:", "no-such-lever:"),
    "an unknown place": (BOGOTA, "- bogota\n", "- no-such-place\n"),
    "an unknown group": (BOGOTA, "- caregivers\n", "- no-such-group\n"),
    "an unknown source": (BOGOTA, "source: 1\n", "source: 99\n"),
    "an unknown choice": (BOGOTA, "operation: ongoing", "operation: fine"),
    "an unknown case": (
        WATER, "- odisha-sanitation-self-help-groups", "- no-such-case",
    ),
    "a place in no country": ("places.yaml", "country: GH", "country: ZZ"),
    "bad YAML for levers": ("functions.yaml", "  levers:", "  levers: ["),
    "a recommendation of no lever": (
        "recommendations.yaml", "- institutionalisation", "- no-such-lever",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), FAULTS.values(), ids=FAULTS)
def test_a_file_with_a_fault_is_named_and_nothing_is_loaded(db, folder, name, old, new):
    change(folder / name, old, new)
    before = counts()

    with pytest.raises(CommandError, match=Path(name).name):
        load(folder=folder)

    assert counts() == before
    assert not Lever.objects.exists()


def test_a_fault_leaves_the_atlas_as_it_was(db, folder):
    load(folder=folder)
    before, ties = counts(), list(CaseLever.objects.values_list("pk", flat=True))
    change(folder / ODISHA, "levers:", "levers: [")

    with pytest.raises(CommandError):
        load(folder=folder, update=True)

    assert counts() == before
    assert list(CaseLever.objects.values_list("pk", flat=True)) == ties


def test_a_folder_without_content_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="cases"):
        load(folder=tmp_path)

    assert not Region.objects.exists()
