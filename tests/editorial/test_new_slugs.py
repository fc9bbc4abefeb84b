"""What the desk says of a new slug: what it does to addresses, and whose it was."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.models import Case, Region, Theme
from editorial.identity import identity
from editorial.models import FormerSlug
from editorial.publication import State
from tests.editorial.forms import form_of

KEPT = "all old addresses and questions lead on"


@pytest.fixture(autouse=True)
def in_english(desk):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


def change(thing):
    opts = thing._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[thing.pk])


@pytest.fixture
def water(db):
    """A theme that was called “eau” once."""
    theme = Theme.objects.create(slug="water", name="water", label_fr="Eau & vie")
    FormerSlug.objects.renamed("theme", "eau", "water")
    return theme


def send(desk, thing, **typed):
    address = change(thing)
    form = form_of(desk.get(address)) | {name: [text] for name, text in typed.items()}
    return desk.post(address, form, follow=True)


def test_the_form_of_what_is_published_says_what_a_new_slug_does(desk, make_case, water):
    assert KEPT in desk.get(change(make_case())).text
    assert KEPT in desk.get(change(water)).text
    assert KEPT not in desk.get(change(make_case(state=State.DRAFT))).text
    assert KEPT not in desk.get(reverse("admin:cases_theme_add")).text


def test_a_new_slug_is_confirmed_in_words(desk, water):
    page = send(desk, water, slug="waters")

    assert "“water” leads to “waters” from now on" in page.text


@pytest.mark.parametrize("slug", ["eau", "Eau", "EAU"])
def test_a_former_slug_is_given_to_no_other_and_says_whose_it_was(desk, water, slug):
    other = Theme.objects.create(slug="air", name="air", label_fr="Air")

    page = send(desk, other, slug=slug)

    assert Theme.objects.get(pk=other.pk).slug == "air"
    assert f'was the address of <a href="{change(water)}">Eau &amp; vie</a>' in page.text


def test_a_new_thing_gets_no_former_slug_typed_or_made(desk, water):
    address = reverse("admin:cases_theme_add")
    form = form_of(desk.get(address)) | {"name": ["o"], "label_fr": ["L’eau"], "slug": ["eau"]}
    assert "was the address of" in desk.post(address, form).text

    form = form_of(desk.get(address)) | {"name": ["Eau"], "label_fr": ["Potable"], "slug": [""]}
    assert desk.post(address, form).status_code == 302
    assert set(Theme.objects.values_list("slug", flat=True)) == {"water", "eau-2"}


def test_the_former_slug_of_what_is_gone_is_not_given_again(desk, water):
    water.delete()
    address = reverse("admin:cases_theme_add")
    form = form_of(desk.get(address)) | {"name": ["o"], "label_fr": ["O"], "slug": ["eau"]}

    assert "“eau” was the address of something that is gone" in desk.post(address, form).text


def test_a_thing_takes_its_own_former_slug_back(desk, water):
    send(desk, water, slug="eau")

    assert Theme.objects.get().slug == "eau"
    assert FormerSlug.objects.now("theme", "water") == "eau"


def test_a_code_is_a_name_too(desk):
    region = Region.objects.create(code="019", level=1, name_fr="Amériques")

    send(desk, region, code="020")

    assert FormerSlug.objects.now("region", "019") == "020"


def test_a_slug_that_another_had_is_refused_by_the_table_of_names(water):
    with pytest.raises(ValidationError):
        FormerSlug.objects.renamed("theme", "air", "eau")


def test_a_renaming_that_another_made_meanwhile_is_seen(desk, water, monkeypatch):
    """Between the check of the form and the save another thing gave the slug up."""
    other = Theme.objects.create(slug="air", name="air", label_fr="Air")
    monkeypatch.setattr("editorial.slugs.KeptAddress.clean", lambda form: form.cleaned_data)
    monkeypatch.setattr(type(FormerSlug.objects.all()), "renamed", lambda *arguments: None)

    page = send(desk, other, slug="eau")

    assert Theme.objects.get(pk=other.pk).slug == "air"
    assert "was the address of" in page.text


NAMES = ["a", "b", "c", "d"]
RENAMINGS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=12)


class TestRenamings(TestCase):
    @settings(max_examples=200, deadline=None)
    @given(RENAMINGS)
    def test_every_name_a_thing_ever_had_leads_to_it_in_one_step(self, steps):
        """Two things, a and b, renamed at random: twice, back, in circles, swapped."""
        now = {"one": "a", "two": "b"}
        had = {thing: [name] for thing, name in now.items()}
        first = {thing: identity("case", name) for thing, name in now.items()}
        for old, new in steps:
            thing = next((one for one, name in now.items() if name == old), None)
            others = [name for one, names in had.items() if one != thing for name in names]
            if thing is None or old == new:
                continue
            if new in others:
                self.refused(old, new, is_present=new in now.values())
                continue
            FormerSlug.objects.renamed("case", old, new)
            now[thing] = new
            had[thing].append(new)
        for thing, names in had.items():
            for name in names:
                assert FormerSlug.objects.now("case", name) in (now[thing], None)
            assert identity("case", now[thing]) == first[thing]

    def refused(self, old, new, is_present):
        if not is_present:  # the table of cases refuses the others
            with pytest.raises(ValidationError):
                FormerSlug.objects.renamed("case", old, new)


def test_documents_that_name_what_has_names_make_no_chain(db):
    FormerSlug.objects.renamed("case", "a", "b")

    FormerSlug.objects.remember("case", "c", ["b"])

    assert FormerSlug.objects.now("case", "a") == "c"
    assert not Case.objects.exists()


@pytest.mark.parametrize("is_reopened", [True, False])
def test_both_addresses_of_what_is_withdrawn_and_renamed_say_so(
    desk, visitor, make_case, is_reopened
):
    case = make_case("Un cas", slug="before")
    case.archive(reason={"en": "It was told twice."})
    if is_reopened:
        case.reopen()

    send(desk, case, slug="after")

    for slug in ("before", "after"):
        gone = visitor.get(f"/en/cases/{slug}/", follow=True)
        assert (gone.status_code, "It was told twice." in gone.text) == (410, True)
