"""``load_content`` fills the atlas from files, by key, all or nothing."""

from io import StringIO
from pathlib import Path

import feedparser
import pytest
import yaml
from django.apps import apps
from django.core.management import CommandError, call_command

from cases import content
from cases.models import (
    Case,
    CaseLever,
    CaseOrganisation,
    CasePlace,
    Place,
    Region,
    Result,
    Source,
)
from contributions.models import Authorship, Contribution
from editorial import catalogue
from editorial.publication import State
from infrastructures.models import Function, Lever, Recommendation
from languages.content import read
from search.indexing import is_stale
from search.kinds import kinds
from search.models import Document

from .conftest import BOGOTA, ODISHA, WATER
from .files import CASES, CONTRIBUTIONS


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


def test_the_whole_content_is_loaded_published_and_only_once(db):
    load()

    assert Case.objects.published().count() == Case.objects.count() == CASES
    assert (
        Contribution.objects.published().count()
        == Contribution.objects.count()
        == CONTRIBUTIONS
    )
    assert [Function.objects.count(), Lever.objects.count()] == [3, 9]
    assert Recommendation.objects.count() == 5
    by_lever = [lever.cases.published().count() for lever in Lever.objects.all()]
    assert by_lever == [17, 7, 10, 22, 10, 10, 19, 28, 11]
    named = [lever.case_levers.filter(basis="cited").count() for lever in Lever.objects.all()]
    assert named == [7, 4, 5, 13, 2, 4, 6, 10, 8]
    before = counts()

    said = load(update=True)

    assert counts() == before
    assert "0 rows differed" in said


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
    assert Case.objects.get(slug=slug_of(BOGOTA)).title_fr == "Corrigé au bureau"

    load(folder=folder, take=["files", slug_of(BOGOTA)])
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
    assert again.published_on == case.published_on
    assert again.pk == case.pk


def test_what_the_desk_archives_meanwhile_stays_archived(db, folder, monkeypatch):
    load(folder=folder)
    change(folder / BOGOTA, "start_year: 2020", "start_year: 2021")
    stored = content.CASE.shape.store

    def slowly(case, document):
        Case.objects.get(pk=case.pk).archive()
        return stored(case, {**document, "groups": []})

    monkeypatch.setattr(content.CASE.shape, "store", slowly)
    load(folder=folder, update=True)

    case = Case.objects.get(slug=slug_of(BOGOTA))
    assert (case.state, case.start_year) == (State.ARCHIVED, 2021)


def test_an_update_makes_anew_what_older_code_made(db, folder):
    load(folder=folder)
    Document.objects.update(version="older")
    drawn = Place.objects.get(slug="bogota").locator
    Place.objects.update(locator="older")

    load(folder=folder, update=True)

    assert not any(map(is_stale, kinds.values()))
    assert Place.objects.get(slug="bogota").locator == drawn


def test_words_that_were_there_before_the_first_case_follow_the_files(client, db, folder):
    load(folder=folder)
    Case.objects.all().delete()
    Lever.objects.update(name_fr="Zygomorphe")
    call_command("rebuild_search", verbosity=0)

    load(folder=folder)

    assert "Zygomorphe" not in client.get("/fr/search/?q=zygomorphe").text.partition("<main")[2]


def test_an_update_leaves_room_for_what_the_desk_added(db, folder):
    load(folder=folder)
    last = Recommendation.objects.count()
    Recommendation.objects.create(slug="mine", position=last + 1, title_fr="Mine", body_fr="…")
    for _time in range(3):
        entries = list(reversed(read(folder / "recommendations.yaml")))
        (folder / "recommendations.yaml").write_text(yaml.safe_dump(entries), encoding="utf-8")
        load(folder=folder, update=True)

    assert Recommendation.objects.get(slug="mine").position > last


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


def dates():
    """{slug: when it was last changed} of cases and contributions."""
    return {
        slug: date
        for model in (Case, Contribution)
        for slug, date in model.objects.values_list("slug", "updated_at")
    }


def rows():
    """The keys of all rows that belong to a case or to a contribution."""
    ties = [CasePlace, CaseLever, CaseOrganisation, Source, Result, Authorship]
    return [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in ties]


def test_an_update_with_the_same_files_writes_nothing(db, folder):
    load(folder=folder)
    before = dates(), rows(), catalogue.stamp()

    load(folder=folder, update=True)

    assert (dates(), rows(), catalogue.stamp()) == before


# What differs, in a file of a case or of a contribution.
CHANGES = {
    "a sentence": (BOGOTA, "sans être payées", "sans salaire"),
    "a fact": (BOGOTA, "start_year: 2020", "start_year: 2021"),
    "a place less": (BOGOTA, "places:\n  - bogota", "places: []"),
    "a rationale": (BOGOTA, "La Ville réunit", "La Ville rassemble"),
    "a group less": (BOGOTA, "  - women-and-girls\n", ""),
    "a source": (BOGOTA, "publisher: Secretaría Distrital", "publisher: Secretaria Distrital"),
    "a result": (BOGOTA, "la Ville dit avoir servi", "la Ville a servi"),
    "a sentence of a contribution": (WATER, "D’après la synthèse", "Selon la synthèse"),
    "an author": (WATER, "authors: []", "authors: [Ada Lovelace]"),
    "a lever less": (WATER, "  - co-creation-spaces\n", ""),
    "a case less": (WATER, "cases:\n  - odisha-sanitation-self-help-groups", "cases: []"),
}


@pytest.mark.parametrize(("name", "old", "new"), CHANGES.values(), ids=CHANGES)
def test_an_update_dates_what_differs_and_nothing_else(db, folder, name, old, new):
    load(folder=folder)
    before, stamp = dates(), catalogue.stamp()
    change(folder / name, old, new)

    load(folder=folder, update=True)

    after = dates()
    assert {slug for slug in after if after[slug] != before[slug]} == {slug_of(name)}
    assert catalogue.stamp() != stamp


def test_an_update_is_found_by_search(client, db, folder):
    load(folder=folder)
    change(folder / BOGOTA, "sans être payées", "sans rétribution")
    change(folder / "groups.yaml", "proches aidants,", "accompagnatrices,")

    load(folder=folder, update=True)

    for words in ("rétribution", "accompagnatrices"):
        assert "Manzanas" in client.get(f"/fr/cases/?q={words}").text


def test_a_new_label_changes_the_atlas_but_dates_no_case(db, folder):
    load(folder=folder)
    before, stamp = dates(), catalogue.stamp()
    change(folder / "places.yaml", "fr: Bogota\n", "fr: Bogota la grande\n")

    load(folder=folder, update=True)

    assert dates() == before
    assert catalogue.stamp() != stamp


def test_a_feed_calls_only_the_changed_case_corrected(client, db, folder):
    load(folder=folder)
    change(folder / BOGOTA, "sans être payées", "sans salaire")
    change(folder / BOGOTA, "revised_on: 2026-11-24", "revised_on: 2026-12-01")

    load(folder=folder, update=True)

    feed = feedparser.parse(client.get("/en/cases/feed.atom").content)
    told = {entry.link.split("/")[-2]: entry.tags[0].term for entry in feed.entries}
    assert told == {slug_of(BOGOTA): "Corrected", slug_of(ODISHA): "New"}


FAULTS = {
    "bad YAML": (BOGOTA, "title:", "title: ["),
    "an unknown lever": (BOGOTA, "lever: direct-provision", "lever: no-such-lever"),
    "a lever twice": (BOGOTA, "lever: institutionalisation", "lever: direct-provision"),
    "an unknown basis": (BOGOTA, "    basis: cited\n", "    basis: seen\n"),
    "a lever seen in no source": (
        BOGOTA, "    sources:\n      - 1\n", "    sources: []\n",
    ),
    "an amount without a currency": (BOGOTA, "    currency: USD\n", ""),
    "a currency that is none": (BOGOTA, "currency: USD", "currency: dollars"),
    "years the wrong way round": (BOGOTA, "year_to: 2022", "year_to: 2021"),
    "an unknown evidence": (BOGOTA, "evidence: evaluated", "evidence: strong"),
    "an evidence without a source": (
        BOGOTA, "    source: 4\n    kind: outcome\n", "    kind: outcome\n",
    ),
    "an unknown role": (BOGOTA, "  - provides\n", "  - rules\n"),
    "none beside another": (BOGOTA, "  - provides\n", "  - none-seen\n"),
    "a contact without a day": (BOGOTA, "    seen_on: 2026-11-01\n", ""),
    "a population without a year": ("places.yaml", "  population_year: 2026\n", ""),
    "a population of no source": (
        "places.yaml", "  population_source: GeoNames (CC BY 4.0), as held in 2026\n", "",
    ),
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


# What is said of each, behind the name of the file and the line.
PLACED = {
    "an amount without a currency": r"line \d+: costs → 1 → currency: this is missing",
    "years the wrong way round": r"line \d+: costs → 1 → year_to: La dernière année précède",
    "a lever twice": r"line \d+: levers → 3: this stands twice",
    "an evidence without a source": r"line \d+: results → 4 → source: this is missing",
    "a population without a year": r"line \d+: 1 → population_year: .* son année et sa source",
    "a population of no source": r"line \d+: 1 → population_year: .* son année et sa source",
}


@pytest.mark.parametrize("fault", PLACED)
def test_a_fault_of_the_coding_is_told_with_its_place_in_the_file(db, folder, fault):
    name, old, new = FAULTS[fault]
    change(folder / name, old, new)

    with pytest.raises(CommandError, match=f"{Path(name).name}, {PLACED[fault]}"):
        load(folder=folder)


UPDATES = {
    "years the wrong way round": (BOGOTA, "year_to: 2022", "year_to: 2021", "précède"),
    "an amount below zero": (BOGOTA, "amount: 1000000", "amount: -1", "inférieur à zéro"),
    "an end before the start": (BOGOTA, "end_year: null", "end_year: 1990", "de fin"),
    "no number": (BOGOTA, "amount: 1000000", "amount: .nan", "this is none"),
    "no end of numbers": (BOGOTA, "amount: 1000000", "amount: .inf", "this is none"),
}


@pytest.mark.parametrize(("name", "old", "new", "said"), UPDATES.values(), ids=UPDATES)
def test_a_changed_file_with_a_fault_is_told_of_that_fault(db, folder, name, old, new, said):
    load(folder=folder)
    change(folder / name, old, new)

    with pytest.raises(CommandError, match=said):
        load(folder=folder, update=True)


def test_a_file_of_an_older_form_is_read_and_said_to_be_old(db, folder):
    path = folder / BOGOTA
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    case["levers"] = {row["lever"]: row["rationale"] for row in case["levers"]}
    case["groups"] = ["all-residents", *case["groups"]]
    del case["open_to_all"]
    path.write_text(yaml.safe_dump(case, allow_unicode=True), encoding="utf-8")

    said = load(folder=folder)

    assert said.count(f"{Path(BOGOTA).name}: an old form") == 2
    case = Case.objects.get(slug=slug_of(BOGOTA))
    assert case.open_to_all == "anyone"
    assert {row.basis for row in case.case_levers.all()} == {"cited"}
    assert "all-residents" not in case.groups.values_list("slug", flat=True)


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
