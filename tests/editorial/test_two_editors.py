"""Two editors write in one thing: each word of both is kept, or asked about."""

from urllib.parse import urlencode

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from cases.models import Case, Organisation, Result, Source, Theme

from .forms import add_row, form_of


def address_of(thing):
    return reverse(
        f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk]
    )


@pytest.fixture
def opened(desk):
    """opened(case): its form, as a browser would send it."""
    return lambda thing: form_of(desk.get(address_of(thing)))


@pytest.fixture
def saved(desk):
    """saved(case, form, summary_fr="…"): the answer to it with this typed."""

    def save(thing, form, **typed):
        typed = {name.replace("__", "-"): [value] for name, value in typed.items()}
        return desk.post(address_of(thing), {**form, **typed})

    return save


def test_a_save_that_changes_nothing_writes_nothing(make_case, make_place, opened, saved):
    case = make_case(places=[make_place()], groups=["all"], themes=["care"],
                     approach_fr="- un\n- deux")  # fmt: skip
    Result.objects.create(case=case, source=case.sources.get(), statement_fr="Un résultat.")
    before = Case.objects.filter(pk=case.pk).values().get()

    assert saved(case, opened(case)).status_code == 302

    assert Case.objects.filter(pk=case.pk).values().get() == before
    assert not LogEntry.objects.exists()


def test_changes_to_different_fields_are_both_kept_and_said(make_case, opened, saved, desk):
    case = make_case(in_short_fr="Un.", in_short_en="One.")
    mine, theirs = opened(case), opened(case)

    saved(case, theirs, in_short_en="Theirs.")
    answer = saved(case, mine, in_short_fr="Mien.")

    case.refresh_from_db()
    assert answer.status_code == 302
    assert (case.in_short_fr, case.in_short_en) == ("Mien.", "Theirs.")
    assert "en bref (en)" in desk.get(address_of(case)).text.lower()


def test_the_same_field_is_asked_and_nothing_is_saved(make_case, opened, saved):
    case = make_case(summary_fr="Au début il y avait une crèche.")
    mine, theirs = opened(case), opened(case)

    saved(case, theirs, summary_fr="Au début il y avait deux crèches.")
    answer = saved(case, mine, summary_fr="Au début il y avait une école.", title_en="School")

    case.refresh_from_db()
    assert answer.status_code == 409
    assert case.summary_fr == "Au début il y avait deux crèches."
    for words in ["deux crèches", "école", "School"]:
        assert words in answer.text


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("mine", "Mien."), ("theirs", "Leur."), ("both", "Mien et leur.")],
)
def test_either_can_be_taken_and_all_else_that_was_typed_goes_on(
    make_case, opened, saved, choice, kept
):
    case = make_case(summary_fr="Un.")
    mine, theirs = opened(case), opened(case)
    saved(case, theirs, summary_fr="Leur.")
    asked = form_of(saved(case, mine, summary_fr="Mien.", title_en="School"), only="")
    asked |= {"_take:summary_fr": [choice], "_both:summary_fr": ["Mien et leur."]}

    assert saved(case, asked).status_code == 302

    case.refresh_from_db()
    assert (case.summary_fr, case.title_en) == (kept, "School")


def test_a_third_save_meanwhile_is_asked_again(make_case, opened, saved):
    case = make_case(summary_fr="Un.")
    mine, theirs = opened(case), opened(case)
    saved(case, theirs, summary_fr="Leur.")
    asked = form_of(saved(case, mine, summary_fr="Mien."), only="")
    saved(case, opened(case), summary_fr="Encore.")

    assert saved(case, asked).status_code == 409


@pytest.mark.parametrize("seal", [None, "", "forged:abc", "x" * 40])
def test_a_version_that_is_missing_or_forged_is_told_and_loses_nothing(
    make_case, opened, saved, seal
):
    case = make_case(summary_fr="Un.")
    form = opened(case) | {"summary_fr": ["Mien."]}
    form = {name: value for name, value in form.items() if name != "_base"}
    form |= {} if seal is None else {"_base": [seal]}

    answer = saved(case, form)

    assert answer.status_code == 400
    assert "Mien." in answer.text
    assert Case.objects.get().summary_fr == "Un."
    assert saved(case, form_of(answer, only="")).status_code == 302
    assert Case.objects.get().summary_fr == "Mien."


def test_a_version_of_another_thing_is_none(make_case, opened, saved):
    case, other = make_case(), make_case()
    form = opened(case) | {"_base": opened(other)["_base"], "title_en": ["Mine"]}

    assert saved(case, form).status_code == 400


def test_a_row_that_another_deleted_is_no_dead_end(make_case, opened, saved):
    case = make_case()
    more = Source.objects.create(
        case=case, position=2, title="Two", publisher="x", language="en", kind="ngo"
    )
    mine = opened(case)
    more.delete()

    assert saved(case, mine, title_en="Mine").status_code == 302
    assert (case.sources.count(), Case.objects.get().title_en) == (1, "Mine")


def test_a_row_that_another_deleted_and_i_wrote_in_is_asked(make_case, opened, saved):
    case = make_case()
    more = Source.objects.create(
        case=case, position=2, title="Two", publisher="x", language="en", kind="ngo"
    )
    mine = opened(case)
    more.delete()

    answer = saved(case, mine, sources__1__title="Two, mended")
    asked = form_of(answer, only="")

    assert answer.status_code == 409
    assert saved(case, asked).status_code == 302
    assert case.sources.filter(title="Two, mended").count() == 1


def test_rows_that_each_added_are_both_kept(make_case, make_lever, opened, saved):
    case = make_case()
    one, two = make_lever("one"), make_lever("two")
    mine, theirs = opened(case), opened(case)
    add_row(theirs, "case_levers", lever=one.pk, basis="cited", rationale_fr="Le leur.")
    add_row(mine, "case_levers", lever=two.pk, basis="cited", rationale_fr="Le mien.")

    saved(case, theirs)
    assert saved(case, mine).status_code == 302

    assert case.case_levers.count() == 3


def test_the_same_row_that_both_added_is_asked(make_case, make_lever, opened, saved):
    case, one = make_case(), make_lever("one")
    mine, theirs = opened(case), opened(case)
    add_row(theirs, "case_levers", lever=one.pk, basis="cited", rationale_fr="Le leur.")
    add_row(mine, "case_levers", lever=one.pk, basis="cited", rationale_fr="Le mien.")
    saved(case, theirs)

    answer = saved(case, mine)

    assert answer.status_code == 409
    assert saved(case, form_of(answer, only="")).status_code == 302
    assert case.case_levers.get(lever=one).rationale_fr == "Le mien."


def test_tags_and_relations_are_part_of_the_version(make_case, opened, saved):
    case = make_case(themes=["care"], groups=["all"])
    mine = opened(case)
    case.themes.clear()

    assert saved(case, mine, title_en="Mine").status_code == 302
    assert not case.themes.exists()


def test_of_themes_what_either_added_or_took_away_counts(make_case, opened, saved):
    case = make_case(themes=["care"])
    make_case(themes=["water", "food"])
    by_slug = {theme.slug: str(theme.pk) for theme in Theme.objects.all()}
    mine, theirs = opened(case), opened(case)

    saved(case, {**theirs, "themes": [by_slug["care"], by_slug["water"]]})
    answer = saved(case, {**mine, "themes": [by_slug["food"]]})

    assert answer.status_code == 302
    assert set(case.themes.values_list("slug", flat=True)) == {"water", "food"}


def test_the_vocabulary_has_the_same_rule(db, opened, saved):
    city = Organisation.objects.create(slug="a-city", name="City", kind="ngo")
    mine, theirs = opened(city), opened(city)
    saved(city, theirs, acronym="AC", name="Leur")

    assert saved(city, mine, website="https://example.org/", name="City").status_code == 302
    city.refresh_from_db()
    assert (city.acronym, city.website, city.name) == ("AC", "https://example.org/", "Leur")
    assert saved(city, theirs, name="Encore").status_code == 409


@pytest.mark.parametrize(
    ("field", "words"),
    [("summary_fr", "résumé en français"), ("sources", "au moins une source"),
     ("levers", "au moins un levier")],
)  # fmt: skip
def test_what_is_published_cannot_be_emptied(make_case, opened, saved, field, words):
    case = make_case()
    emptied = {
        "summary_fr": {"summary_fr": " \u200b "},
        "sources": {"sources__0__DELETE": "on"},
        "levers": {"case_levers__0__DELETE": "on"},
    }[field]

    answer = saved(case, opened(case), title_en="Typed", **emptied)

    assert answer.status_code == 200
    assert words in answer.text
    assert "Typed" in answer.text
    assert not Case.objects.get().missing_for_publication()


def test_a_published_contribution_keeps_somebody_who_signs(make_contribution, opened, saved):
    paper = make_contribution()

    answer = saved(paper, opened(paper), authorships__0__DELETE="on")

    assert "signée d’une personne ou d’une" in answer.text
    assert paper.authorships.exists()


def test_what_another_deleted_meanwhile_gives_the_text_back(make_case, opened, desk):
    case = make_case()
    form = opened(case) | {"summary_fr": ["Un long travail."]}
    Case.objects.get().delete()

    answer = desk.post(address_of(case), form)

    assert answer.status_code == 409
    assert "Un long travail." in answer.text


@pytest.mark.parametrize("name", ["City Hall", "CITY  hall", "Cíty-Hall"])
def test_an_entry_that_is_there_already_is_refused_with_a_link(desk, name):
    city = Organisation.objects.create(slug="a-city", name="City Hall", kind="ngo")

    answer = desk.post("/admin/cases/organisation/add/", {"name": name, "kind": "ngo"})

    assert f'<a href="{address_of(city)}">City Hall</a>' in answer.text
    assert Organisation.objects.count() == 1


def test_a_constraint_of_the_table_is_told_in_words(make_case, opened, saved):
    case = make_case()

    answer = saved(case, opened(case), start_year="20", summary_fr="Gardé.")

    assert answer.status_code == 400
    assert "1800" in answer.text
    assert "Gardé." in answer.text


@pytest.mark.parametrize("number", ["9" * 5000, "٣", "-1", "1.5"])
def test_a_row_of_no_such_number_is_left_out(make_case, opened, desk, number):
    case = make_case(in_short_fr="Un.")
    typed = opened(case) | {"in_short_fr": "Deux.", f"sources-{number}-title": "Z"}

    answer = sent_whole(desk, case, typed)

    case.refresh_from_db()
    assert (answer.status_code, case.in_short_fr) == (302, "Deux.")
    assert not case.sources.filter(title="Z").exists()


def sent_whole(desk, thing, typed):
    """As a browser sends a form without files, which has no longest name."""
    kind = "application/x-www-form-urlencoded"
    return desk.post(address_of(thing), urlencode(typed, doseq=True), content_type=kind)


@pytest.mark.parametrize("name", ["sources-0-position", "results-0-source"])
def test_a_number_beyond_all_bounds_is_refused_in_the_form(make_case, opened, desk, name):
    case = make_case(in_short_fr="Un.")
    Result.objects.create(case=case, source=case.sources.get(), statement_fr="Un résultat.")
    number = "9" * 5000
    typed = opened(case) | {name: f"sources-{number}" if "source" in name[7:] else number}

    answer = sent_whole(desk, case, typed | {"in_short_fr": "Deux."})

    assert answer.status_code == 400
    assert "Deux." in answer.text
