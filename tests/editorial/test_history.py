"""What the desk keeps of what a thing said, and how it is told: who, when, why, what."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case, Country, Group, Organisation, Region, Theme
from contributions.models import Author, Contribution
from editorial import revisions
from editorial.days import undated
from editorial.joining import Joining
from editorial.models import FormerSlug, Tombstone, User
from editorial.publication import State
from editorial.revisions import Deed, Revision
from editorial.working_copies import publish_copy
from infrastructures.models import Function, Idea, Lever, Recommendation

from .forms import form_of


def way(thing, view, *more):
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{view}"
    return reverse(name, args=[thing.pk, *more])


def save(desk, thing, **typed):
    """What an editor changes in the form of a thing."""
    address = way(thing, "change")
    response = desk.post(address, form_of(desk.get(address)) | typed)
    assert response.status_code == 302, response.text
    thing.refresh_from_db()


def deeds(thing):
    return [one.deed for one in reversed(Revision.objects.of(thing))]


def said(thing):
    """What the revisions of a thing say, the oldest first."""
    return [one.document for one in reversed(Revision.objects.of(thing))]


# --- what is kept -----------------------------------------------------------------------


def test_a_first_change_keeps_what_stood_there_before_it(desk, editor, make_case):
    case = make_case(summary_fr="Avant.")

    save(desk, case, summary_fr="Après.", _reason="  Une erreur. ")

    before, after = reversed(Revision.objects.of(case))
    assert (before.deed, before.document["summary"]["fr"]) == (Deed.FOUND, "Avant.")
    assert (after.deed, after.document["summary"]["fr"]) == (Deed.CHANGED, "Après.")
    assert (after.made_by, after.reason, after.keys) == (editor, "Une erreur.", ["summary"])
    assert (after.number, after.state) == (2, State.PUBLISHED)


def test_no_change_is_no_revision(desk, make_case):
    case = make_case()

    save(desk, case, _reason="Rien.")
    revisions.record(case, Deed.CHANGED)
    revisions.record(case, Deed.CHANGED)

    assert Revision.objects.of(case).count() == 1


def test_a_thing_that_is_added_has_its_first_revision(desk):
    form = form_of(desk.get("/admin/cases/group/add/"))

    desk.post("/admin/cases/group/add/", form | {"name_fr": "Enfants"})

    assert deeds(Group.objects.get()) == [Deed.ADDED]


def test_each_deed_of_publication_is_kept(make_case, editor):
    case = make_case(state=State.DRAFT)

    case.submit(by=editor)
    case.publish(by=editor, why="Relu.")
    case.archive(by=editor)
    case.reopen(by=editor)

    told = [(one.deed, one.state, one.reason) for one in reversed(Revision.objects.of(case))]
    assert told == [
        ("submitted", "in-review", ""), ("published", "published", "Relu."),
        ("withdrawn", "archived", ""), ("reopened", "draft", ""),
    ]  # fmt: skip


def test_a_new_slug_keeps_the_history(desk):
    theme = Theme.objects.create(slug="water", name="water", label_fr="Eau")

    save(desk, theme, slug="eau")
    save(desk, theme, label_fr="L’eau")

    assert deeds(theme) == [Deed.FOUND, Deed.RENAMED, Deed.CHANGED]
    assert [one.slug for one in Revision.objects.of(theme)] == ["eau", "eau", "water"]


def test_what_a_deleted_thing_said_is_kept_and_what_named_it(desk, make_case):
    case = make_case(groups=["children"])
    group = case.groups.get()

    deleted(desk, group, _reason="Doublon.")

    kept = Revision.objects.get(kind="group")
    assert (kept.deed, kept.reason, kept.slug) == (Deed.DELETED, "Doublon.", "children")
    assert kept.ties == {"case.groups": [case.slug]}
    assert deeds(case) == [Deed.FOUND, Deed.CHANGED]
    assert [document["groups"] for document in said(case)] == [["children"], []]


def test_things_deleted_in_the_list_are_kept_too(desk):
    for slug in ("a", "b"):
        Group.objects.create(slug=slug, name_fr=slug)
    keys = list(Group.objects.values_list("pk", flat=True))

    desk.post("/admin/cases/group/", {
        "action": "delete_selected", "_selected_action": keys, "post": "yes",
    })  # fmt: skip

    assert not Group.objects.exists()
    assert set(Revision.objects.values_list("slug", "deed")) == {
        ("a", Deed.DELETED), ("b", Deed.DELETED),
    }  # fmt: skip


def test_a_lever_has_a_history_of_its_own_beside_its_function(desk, make_lever):
    lever = make_lever()

    save(desk, lever, short_name_fr="Autre nom", summary_fr="Un.", description_fr="Deux.")

    assert deeds(lever) == [Deed.FOUND, Deed.CHANGED]
    assert deeds(lever.function) == []


def test_the_history_goes_with_a_dump(desk, make_case):
    case = make_case()
    save(desk, case, summary_fr="Après.")
    dump = serializers.serialize("json", Revision.objects.all())
    kept = list(Revision.objects.values("identity", "number", "document", "deed", "keys"))
    Revision.objects.all().delete()

    for one in serializers.deserialize("json", dump):
        one.save()

    assert (
        list(Revision.objects.values("identity", "number", "document", "deed", "keys")) == kept
    )


def test_a_save_costs_few_queries_more_for_its_history(desk, make_case, monkeypatch):
    case = make_case()
    save(desk, case, summary_fr="Un.")

    def counted(summary):
        typed = form_of(desk.get(way(case, "change"))) | {"summary_fr": summary}
        with CaptureQueriesContext(connection) as queries:
            assert desk.post(way(case, "change"), typed).status_code == 302
        return len(queries)

    with_history = counted("Deux.")
    monkeypatch.setattr(revisions, "has_history", lambda thing: False)
    assert with_history - counted("Trois.") <= 25


# --- how it is told ---------------------------------------------------------------------


def test_every_kind_has_its_history_at_the_desk(desk, site, make_lever):
    Theme.objects.create(slug="t", name="t", label_fr="T")
    Recommendation.objects.create(slug="r", position=1, title_fr="R", body_fr="R")
    Idea.objects.create(slug="i", position=1, title_fr="I", body_fr="I")
    models = [Case, Contribution, Function, Lever, Recommendation, Idea, Theme, Group,
              Organisation, Author, Region, Country]  # fmt: skip
    for model in models:
        thing = model._default_manager.first()
        revisions.record(thing, Deed.FOUND)
        for view in ("history", "compare"):
            assert desk.get(way(thing, view)).status_code == 200, model
        for view in ("version", "take_back"):
            assert desk.get(way(thing, view, 1)).status_code == 200, model


def test_the_history_says_who_when_why_and_what(desk, make_case):
    case = make_case(summary_fr="Avant.")
    save(desk, case, summary_fr="Après.", _reason="Une <b>erreur</b>.")

    page = desk.get(way(case, "history")).text

    assert "edith" in page
    assert "Une &lt;b&gt;erreur&lt;/b&gt;." in page
    assert "Résumé" in page
    assert "Modifié" in page


def test_the_history_is_in_the_language_of_the_desk(desk, make_case):
    case = make_case()
    save(desk, case, summary_fr="Après.")
    desk.cookies["django_language"] = "es"

    page = desk.get(way(case, "history")).text

    assert "Resumen" in page
    assert "Modificado" in page


def test_two_versions_are_compared_word_by_word(desk, make_case):
    case = make_case(summary_fr="La crèche ouvre à midi.")
    save(desk, case, summary_fr="La crèche ferme à midi.")
    save(desk, case, summary_fr="La crèche ferme à minuit.")

    last, both = (desk.get(way(case, "compare") + query).text for query in ("", "?from=1&to=3"))

    assert "minuit" in last
    assert "ouvre" not in last
    assert all(word in both for word in ("ouvre", "ferme", "midi", "minuit"))


@pytest.mark.parametrize(
    "query", ["?from=1&to=9", "?from=x", "?to=-1", "?from=0&to=0", "?to=99999999999999999999"]
)
def test_a_version_that_is_not_there_is_not_found(desk, make_case, query):
    case = make_case()
    save(desk, case, summary_fr="Après.")

    response = desk.get(way(case, "compare") + query)

    assert response.status_code == 404


def test_a_long_history_is_in_pages(desk, make_case):
    case = make_case()
    for _time in range(30):
        revisions.record(case, Deed.SUBMITTED)

    pages = [desk.get(way(case, "history") + f"?p={n}").text for n in (1, 2)]

    assert [page.count('name="from"') for page in pages] == [25, 5]


def test_what_was_done_before_there_was_a_history_is_still_told(desk, editor, make_case):
    case = make_case()
    LogEntry.objects.create(
        user=editor, content_type=ContentType.objects.get_for_model(Case), object_id=case.pk,
        object_repr="x", action_flag=CHANGE, change_message="Publier",
        action_time="2026-01-01T00:00Z",
    )  # fmt: skip
    save(desk, case, summary_fr="Après.")

    page = desk.get(way(case, "history")).text

    assert page.count("non gardée") == 1  # the entry of this save is its revision
    assert "Publier" in page


def test_who_may_not_look_is_refused(client, make_case):
    case = make_case()
    revisions.record(case, Deed.FOUND)
    client.force_login(User.objects.create_user("wanda", is_staff=True))

    for address in (way(case, "history"), way(case, "compare"), way(case, "version", 1),
                    way(case, "take_back", 1), "/admin/cases/case/deleted/"):  # fmt: skip
        assert client.get(address).status_code == 403, address


# --- taking back ------------------------------------------------------------------------


def publish_pending(thing):
    """What is published is taken back as a pending change: readers see it once published."""
    is_publishable = hasattr(thing, "replaces")
    for copy in type(thing)._base_manager.filter(replaces=thing) if is_publishable else ():
        publish_copy(copy)


def taken(desk, thing, number, **typed):
    address = way(thing, "take_back", number)
    seen = desk.get(address).context["seen"]
    page = desk.post(address, {"_seen": seen, **typed}, follow=True)
    publish_pending(thing)
    return page


def test_an_old_version_is_taken_back_and_that_too(desk, make_case, make_place):
    case = make_case(summary_fr="Avant.", places=[make_place("Lima")], themes=["water"])
    save(desk, case, summary_fr="Après.", themes=[], title_en="A title")
    one = said(case)[0]

    page = taken(desk, case, 1, _reason="C’était mieux.").text
    assert said(case)[-1] == one
    assert "attend comme modification" in page
    taken(desk, case, 2)

    assert deeds(case) == [Deed.FOUND, Deed.CHANGED, Deed.TAKEN_BACK, Deed.TAKEN_BACK]
    assert said(case)[-1]["summary"]["fr"] == "Après."
    assert Revision.objects.of(case).values_list("of_number", flat=True)[0] == 2
    assert "Après." in desk.get(case.get_absolute_url()).text


def test_the_page_shows_what_will_change_before_it_does(desk, make_case):
    case = make_case(summary_fr="La crèche ouvre.")
    save(desk, case, summary_fr="La crèche ferme.")

    page = desk.get(way(case, "take_back", 1)).text

    case.refresh_from_db()
    assert case.summary_fr == "La crèche ferme."
    assert "ouvre" in page
    assert "ferme" in page


def test_what_another_changed_meanwhile_is_shown_first(desk, make_case):
    case = make_case(summary_fr="Un.")
    save(desk, case, summary_fr="Deux.")
    seen = desk.get(way(case, "take_back", 1)).context["seen"]
    save(desk, case, summary_fr="Trois.")

    response = desk.post(way(case, "take_back", 1), {"_seen": seen, "_reason": "Mon motif."})

    case.refresh_from_db()
    assert (response.status_code, case.summary_fr) == (409, "Trois.")
    assert "Mon motif." in response.text


def test_the_address_stays_when_an_old_version_is_taken_back(desk):
    theme = Theme.objects.create(slug="water", name="water", label_fr="Eau")
    save(desk, theme, slug="eau", label_fr="L’eau")

    taken(desk, theme, 1)

    theme.refresh_from_db()
    assert (theme.slug, theme.label_fr) == ("eau", "Eau")
    assert FormerSlug.objects.now("theme", "water") == "eau"


def test_what_was_renamed_since_is_taken_by_its_present_name(desk, make_case):
    case = make_case(themes=["water"])
    save(desk, case, themes=[])
    theme = Theme.objects.get(slug="water")
    save(desk, theme, slug="eau")

    taken(desk, case, 1)

    assert list(case.themes.all()) == [theme]


def test_what_is_gone_is_said_and_the_rest_is_taken(desk, make_case, make_place):
    case = make_case(
        summary_fr="Avant.", groups=["children", "elders"], places=[make_place("Lima")],
        identification_note_fr="Le lieu n’est pas sûr.",
    )  # fmt: skip
    save(desk, case, summary_fr="Après.", **{"case_places-0-DELETE": "on"})
    Group.objects.get(slug="elders").delete()
    case.case_places.all().delete()
    make_place("Lima").delete()

    asked = desk.get(way(case, "take_back", 1)).text
    done = taken(desk, case, 1).text

    for page in (asked, done):
        assert "elders" in page
        assert "lima" in page
    case.refresh_from_db()
    assert case.summary_fr == "Avant."
    assert [group.slug for group in case.groups.all()] == ["children"]


def test_two_that_became_one_since_are_taken_back_as_one(desk, make_case):
    case = make_case("Un cas", state=State.DRAFT, summary_fr="Avant.")
    one, other = (
        Organisation.objects.create(slug=slug, name=slug, kind="local-government")
        for slug in ("one", "other")
    )
    for body in (one, other):
        case.case_organisations.create(organisation=body, role="partner")
    save(desk, case, summary_fr="Après.")
    Joining(gone=other, kept=one).carry_out()

    taken(desk, case, 1)

    assert list(case.organisations.all()) == [one]
    case.refresh_from_db()
    assert case.summary_fr == "Avant."


def test_a_version_that_would_break_a_promise_is_refused_in_words(desk, make_case, make_lever):
    case = make_case(levers=["one"])
    revisions.record_first(case)
    case.case_levers.update(lever=make_lever("two"))
    Lever.objects.get(slug="one").delete()

    response = taken(desk, case, 1)

    assert response.status_code == 409
    assert "errornote" in response.text
    assert case.case_levers.count() == 1


@pytest.mark.parametrize("rights", [[], ["view_case"]])
def test_who_may_not_change_takes_nothing_back(client, make_case, rights):
    case = make_case(summary_fr="Un.")
    revisions.record_first(case)
    Case.objects.filter(pk=case.pk).update(summary_fr="Deux.")
    reader = User.objects.create_user("wanda", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(reader)

    response = client.post(way(case, "take_back", 1), {"_seen": "x"})

    case.refresh_from_db()
    assert (response.status_code, case.summary_fr) == (403, "Deux.")


def test_a_vocabulary_is_taken_back_at_once_for_readers(desk, make_case):
    make_case(themes=["water"])
    theme = Theme.objects.get()
    save(desk, theme, label_fr="L’onde")

    taken(desk, theme, 1)

    assert "L’onde" not in desk.get("/fr/cases/").text


# --- restoring --------------------------------------------------------------------------


def deleted(desk, thing, **typed):
    """From the page that asks, as an editor sees it."""
    address = way(thing, "delete")
    asked = form_of(desk.get(address), "delete_form", publish=False)
    return desk.post(address, asked | typed)


def gone(desk, thing):
    """It is deleted at the desk; the address of the page that restores it."""
    deleted(desk, thing)
    kept = Revision.objects.filter(deed=Deed.DELETED).latest("pk")
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_restore"
    return reverse(name, args=[kept.pk])


def test_a_case_is_restored_with_its_address_its_rows_and_its_ties(
    desk, make_case, make_place, make_contribution
):
    case = make_case("Une crèche", slug="creche", places=[make_place()], groups=["children"])
    make_contribution(slug="paper").cases.add(case)
    address, document = gone(desk, case), Revision.objects.latest("pk").document
    document = Revision.objects.get(kind="case").document
    assert desk.get(case.get_absolute_url()).status_code == 410

    listed = desk.get("/admin/cases/case/deleted/").text
    shown = desk.get(address).text
    desk.post(address, {"_reason": "Par erreur."})

    back = Case.objects.get(slug="creche")
    assert "Une crèche" in listed
    assert "Une crèche" in shown
    assert (back.state, undated(said(back)[-1])) == (State.DRAFT, undated(document))
    assert deeds(back) == [Deed.DELETED, Deed.RESTORED]
    assert [one.slug for one in back.contributions.all()] == ["paper"]
    assert desk.get("/admin/cases/case/deleted/").text.count("<time") == 0
    assert desk.get(address).status_code == 404
    # Its tombstone stands until it is published again.
    assert desk.get(case.get_absolute_url()).status_code == 410
    back.submit()
    back.publish()
    assert desk.get(case.get_absolute_url()).status_code == 200
    assert "creche" in desk.get("/fr/cases/?q=crèche").text


def test_an_entry_of_a_vocabulary_is_restored_for_readers_at_once(desk, make_case):
    case = make_case(groups=["children"])
    address = gone(desk, case.groups.get())
    assert "children" not in desk.get(case.get_absolute_url()).text

    desk.post(address)

    assert "children" in desk.get(case.get_absolute_url()).text
    assert deeds(case) == [Deed.FOUND, Deed.CHANGED, Deed.CHANGED]


def test_a_slug_that_is_taken_meanwhile_is_said_in_words(desk, make_case):
    case = make_case("La première", slug="creche")
    address = gone(desk, case)
    make_case("La seconde", slug="creche")

    for response in (desk.get(address), desk.post(address)):
        assert "La seconde" in response.text
    assert response.status_code == 409
    assert Case.objects.get().title_fr == "La seconde"


def test_what_named_it_and_is_gone_too_is_said(desk, make_case):
    case = make_case("Une", slug="une", groups=["children"])
    address = gone(desk, case.groups.get())
    Case.objects.all().delete()

    page = desk.post(address, follow=True).text

    assert "une" in page
    assert Group.objects.exists()


def test_a_place_in_the_order_that_is_taken_is_not_asked_for(desk):
    for number in (1, 2):
        Recommendation.objects.create(
            slug=f"r{number}", position=number, title_fr=f"R{number}", body_fr="R"
        )
    address = gone(desk, Recommendation.objects.get(slug="r1"))
    Recommendation.objects.filter(slug="r2").update(position=1)

    desk.post(address)

    assert list(Recommendation.objects.values_list("slug", "position")) == [
        ("r2", 1),
        ("r1", 2),
    ]


def test_the_list_leads_to_what_was_deleted(desk):
    assert 'href="/admin/cases/theme/deleted/"' in desk.get("/admin/cases/theme/").text


def test_who_may_not_add_restores_nothing(client, desk, make_case):
    address = gone(desk, make_case(slug="creche"))
    reader = User.objects.create_user("wanda", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_case"))
    client.force_login(reader)

    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 403
    assert not Case.objects.exists()


def test_a_tombstone_has_the_history_of_django_and_nothing_deleted(desk, make_case):
    make_case("Un cas", slug="a-case").archive()
    stone = Tombstone.objects.get()
    address = f"/admin/editorial/tombstone/{stone.pk}/"
    form = form_of(desk.get(f"{address}change/")) | {"reason_fr": ["Parce que."]}
    desk.post(f"{address}change/", form)

    history = desk.get(f"{address}history/")

    assert (history.status_code, "edith" in history.text) == (200, True)
    assert "/deleted/" not in desk.get("/admin/editorial/tombstone/").text
    assert desk.get("/admin/editorial/tombstone/deleted/", follow=True).status_code in (
        200,
        404,
    )
