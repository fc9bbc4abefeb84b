"""Two things become one, in one act that can be undone."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.models import Case, CaseOrganisation, Group, Organisation, Place, Role, Theme
from config.content import KINDS
from contributions.models import Author, Authorship, Contribution
from editorial.identity import identity
from editorial.joining import Joining, Refused
from editorial.models import FormerSlug, Merging, User
from editorial.parting import Parting

from .forms import form_of


@pytest.fixture(autouse=True)
def in_english(desk):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


def merge_page(thing):
    opts = thing._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_merge", args=[thing.pk])


def merge(desk, gone, kept, **more):
    page = desk.get(merge_page(gone), {"into": kept.pk})
    form = form_of(page, only="") if page.status_code == 200 else {}
    sent = {"into": kept.pk, "seen": form.get("seen", [""])[0]} | more
    return desk.post(merge_page(gone), sent, follow=True)


def undo(desk):
    return desk.post(
        reverse("admin:editorial_merging_undo", args=[Merging.objects.first().pk]), follow=True
    )


def documents():
    return {(kind.name, row.pk): said for kind in KINDS for row, said in kind.documents()}


def pair_of(kind, make_place):
    """(gone, kept) of a kind."""
    return {
        "theme": lambda: [
            Theme.objects.create(slug=slug, name=slug, label_fr=slug.title())
            for slug in ("eaux", "water")
        ],
        "group": lambda: [
            Group.objects.create(slug=slug, name_fr=slug.title())
            for slug in ("kids", "children")
        ],
        "organisation": lambda: [
            Organisation.objects.create(slug=slug, name=slug, kind="ngo")
            for slug in ("un", "uno")
        ],
        "place": lambda: [make_place("Lima Metropolitana"), make_place("Lima")],
        "author": lambda: [
            Author.objects.create(slug=slug, name=slug.title()) for slug in ("ada", "ada-b")
        ],
    }[kind]()


def tied(kind, thing, make_case, make_contribution):
    """A case, or a contribution, that is tied to a thing."""
    if kind == "author":
        contribution = make_contribution()
        contribution.authorships.all().delete()
        return Authorship.objects.create(contribution=contribution, author=thing).contribution
    case = make_case(places=[thing] if kind == "place" else [])
    if kind in ("theme", "group"):
        getattr(case, f"{kind}s").add(thing)
    elif kind == "organisation":
        CaseOrganisation.objects.create(case=case, organisation=thing, role=Role.LEAD)
    return case


ALL_KINDS = ["theme", "group", "organisation", "place", "author"]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_what_was_tied_to_one_is_tied_to_the_other_and_back(
    desk, client, make_case, make_contribution, make_place, kind
):
    gone, kept = pair_of(kind, make_place)
    tied(kind, gone, make_case, make_contribution)
    both = tied(kind, gone, make_case, make_contribution)
    if kind == "author":
        Authorship.objects.create(contribution=both, author=kept, position=2)
    elif kind == "organisation":
        CaseOrganisation.objects.create(
            case=both, organisation=kept, role=Role.LEAD, position=2
        )
    elif kind == "place":
        both.case_places.create(place=kept, position=2)
    else:
        getattr(both, f"{kind}s").add(kept)
    before, slug = documents(), gone.slug

    told = desk.get(merge_page(gone), {"into": kept.pk}).text
    page = merge(desk, gone, kept)

    assert page.redirect_chain[-1][1] == 302
    assert "<td>1</td>" in told
    assert not type(gone).objects.filter(slug=slug).exists()
    assert FormerSlug.objects.now(kind, slug) == kept.slug
    assert documents().keys() == before.keys() - {(kind, gone.pk)}
    if kind in ("theme", "group"):
        assert client.get(f"/en/cases/?{kind}={slug}").context["question"].count == 2

    undo(desk)

    assert documents() == before
    assert FormerSlug.objects.now(kind, slug) is None


def test_names_are_kept_as_alternative_names_and_the_rest_is_told(desk):
    gone = Group.objects.create(slug="kids", name_fr="Gamins", alternative_names_fr="mômes")
    kept = Group.objects.create(
        slug="children", name_fr="Enfants", alternative_names_fr="petits, Momes"
    )

    told = desk.get(merge_page(gone), {"into": kept.pk})
    merge(desk, gone, kept)

    kept.refresh_from_db()
    assert kept.alternative_names_fr == "petits, Momes, Gamins"
    assert "petits, Momes, Gamins" in told.text
    assert not told.context["lost"]


def test_what_is_not_kept_is_told(desk):
    gone = Organisation.objects.create(
        slug="a", name="UN-Habitat", kind="ngo", website="https://example.org/"
    )
    kept = Organisation.objects.create(slug="b", name="ONU-Habitat", kind="ngo")

    told = desk.get(merge_page(gone), {"into": kept.pk})

    assert [words for _label, words in told.context["lost"]] == [
        "UN-Habitat", "https://example.org/",
    ]  # fmt: skip


def test_a_tie_that_is_there_already_keeps_the_first_place(desk, make_contribution):
    first, second, third, twin = (
        Author.objects.create(slug=slug, name=slug) for slug in ("ann", "bob", "cid", "ann-b")
    )
    contribution = make_contribution()
    contribution.authorships.all().delete()
    for position, author in enumerate([first, second, twin, third], start=1):
        Authorship.objects.create(contribution=contribution, author=author, position=position)

    merge(desk, first, twin)

    told = contribution.authorships.values_list("author__slug", "position")
    assert list(told) == [("ann-b", 1), ("bob", 2), ("cid", 3)]


def test_the_one_that_stays_keeps_its_number(db):
    kept = Theme.objects.create(slug="water", name="water")
    older = Theme.objects.create(slug="sea", name="sea")
    FormerSlug.objects.renamed("theme", "ocean", "sea")
    before, other = identity("theme", "water"), identity("theme", "sea")

    merging = Joining(older, kept).carry_out()

    assert identity("theme", "water") == before
    assert FormerSlug.objects.now("theme", "ocean") == "water"
    Parting(merging).carry_out()
    assert identity("theme", "sea") == other
    assert FormerSlug.objects.by_thing("theme") == {"sea": ["ocean"]}


@pytest.fixture
def themes(db, make_place):
    return pair_of("theme", make_place)


def test_a_thing_is_not_merged_with_itself(desk, themes):
    page = merge(desk, themes[0], themes[0])

    assert page.status_code == 400
    assert "cannot be merged with itself" in page.text
    assert Theme.objects.count() == 2


@pytest.mark.parametrize(
    ("into", "status"), [("999999", 404), ("nonsense", 400), ("", 400), ("\0", 400),
                         ("9" * 40, 404)],
)  # fmt: skip
def test_another_that_is_none_is_refused_in_words(desk, themes, into, status):
    page = desk.post(merge_page(themes[0]), {"into": into, "seen": ""})

    assert page.status_code == status
    assert page.context["form"].errors["into"]


def test_what_vanished_is_not_found(desk, themes):
    address = merge_page(themes[0])
    themes[0].delete()

    assert desk.get(address).status_code == 404
    assert desk.post(address, {"into": themes[1].pk}).status_code == 404


def test_what_changed_since_it_was_shown_is_shown_once_more(desk, themes, make_case):
    gone, kept = themes
    seen = form_of(desk.get(merge_page(gone), {"into": kept.pk}), only="")["seen"][0]
    make_case().themes.add(gone)

    page = desk.post(merge_page(gone), {"into": kept.pk, "seen": seen})

    assert page.status_code == 409
    assert "Something changed since this was shown" in page.text
    assert Theme.objects.count() == 2


def test_a_whole_is_not_merged_into_its_part(db, make_place):
    make_place("Lima")
    below = Place.objects.get().country.region

    with pytest.raises(Refused):
        Joining(below.parent, below).check()


@pytest.mark.parametrize("deeds", [[], ["view"], ["view", "change"], ["view", "delete"]])
def test_who_may_not_both_change_and_delete_may_not_merge(client, themes, deeds):
    user = User.objects.create_user("nadia", is_staff=True)
    codes = [f"{deed}_theme" for deed in deeds]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(user)

    for ask in (client.get, client.post):
        assert ask(merge_page(themes[0]), {"into": themes[1].pk}).status_code == 403
    assert Theme.objects.count() == 2


def test_who_may_not_add_may_not_undo(client, themes):
    merging = Joining(*themes).carry_out()
    client.force_login(User.objects.create_user("nadia", is_staff=True))

    address = reverse("admin:editorial_merging_undo", args=[merging.pk])

    assert client.post(address).status_code == 403
    assert Theme.objects.count() == 1


def test_a_merging_is_undone_once(desk, themes):
    merge(desk, *themes)
    undo(desk)

    assert undo(desk).status_code == 409
    assert Theme.objects.count() == 2


def test_what_was_touched_since_is_left_and_told(desk, themes, make_case):
    gone, kept = themes
    taken_off, deleted, left = (make_case(themes=[]) for _ in range(3))
    for case in (taken_off, deleted, left):
        case.themes.add(gone)
    merge(desk, gone, kept)
    taken_off.themes.clear()
    deleted.delete()

    page = undo(desk)

    told = [str(message) for message in page.context["messages"]]
    assert any(f"The tie to “{taken_off}” was changed since" in words for words in told)
    assert "What a tie belonged to is gone." in told
    assert [theme.slug for theme in left.themes.all()] == [gone.slug]
    assert not taken_off.themes.exists()


def test_a_name_that_another_took_since_is_refused_in_words(desk, themes):
    gone, kept = themes
    merge(desk, gone, kept)
    Theme.objects.create(slug="other", name=gone.name)

    page = undo(desk)

    assert page.status_code == 409
    assert "errornote" in page.text


def test_of_two_mergings_in_a_row_the_last_is_undone_first(desk, themes):
    last = Theme.objects.create(slug="sea", name="sea")
    first = Joining(*themes).carry_out()
    Joining(themes[1], last).carry_out()

    with pytest.raises(Refused):
        Parting(first).carry_out()

    Parting(Merging.objects.first()).carry_out()
    Parting(first).carry_out()
    assert Theme.objects.count() == 3
    assert not FormerSlug.objects.exists()


def test_the_list_leads_to_the_page_of_the_one_that_is_ticked(desk, themes):
    address = reverse("admin:cases_theme_changelist")
    form = form_of(desk.get(address), only="changelist-form")
    one = form | {"action": ["merge_into"], "_selected_action": [str(themes[0].pk)]}
    both = one | {"_selected_action": [str(theme.pk) for theme in themes]}

    assert desk.post(address, one)["Location"] == merge_page(themes[0])
    assert "one at a time" in desk.post(address, both, follow=True).text


def test_readers_find_what_moved_and_no_longer_what_went(visitor, themes, make_case):
    gone, kept = themes
    Theme.objects.filter(pk=gone.pk).update(label_fr="Assainissement")
    gone.refresh_from_db()
    make_case("Un cas").themes.add(gone)
    stamped = visitor.get("/fr/cases/")["ETag"]

    Joining(gone, kept).carry_out()

    assert visitor.get("/fr/cases/")["ETag"] != stamped
    assert visitor.get(f"/fr/cases/?theme={kept.slug}").context["question"].count == 1
    assert visitor.get("/fr/cases/?q=assainissement").context["question"].count == 1


TIES = st.lists(
    st.tuples(
        st.sampled_from([0, 1, 2]), st.sampled_from([0, 1, 2, 3]), st.sampled_from(Role.values)
    ),
    unique=True,
)


class TestMergings(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(ties=TIES)
    def test_merged_and_undone_all_documents_are_as_they_were(self, ties):
        cases = [Case.objects.create(slug=f"c{n}", title_fr=f"C{n}") for n in range(3)]
        papers = [
            Contribution.objects.create(
                slug=f"p{n}", original_title="P", title_fr="P", language="en"
            )
            for n in range(3)
        ]
        them = [
            Organisation.objects.create(slug=f"o{n}", name=f"O{n}", kind="ngo")
            for n in range(4)
        ]
        for position, (case, one, role) in enumerate(ties, start=1):
            CaseOrganisation.objects.create(
                case=cases[case], organisation=them[one], role=role, position=position
            )
            if not papers[case].organisations.filter(pk=them[one].pk).exists():
                papers[case].contribution_organisations.create(
                    organisation=them[one], position=position
                )
        before = documents()

        merging = Joining(them[0], them[1]).carry_out()
        assert not CaseOrganisation.objects.filter(organisation=them[0].pk).exists()
        _back, problems = Parting(merging).carry_out()

        assert documents() == before
        assert problems == []
