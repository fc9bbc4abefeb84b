"""Every kind of thing, by every way that leads to it: an old name leads to the present one."""

import sys

import pytest
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils.translation import override

from cases.facets import FACETS
from cases.models import Case, Country, Group, Organisation, Region, Theme
from contributions.models import Author, Contribution
from editorial.models import FormerSlug
from infrastructures.models import Function, Lever, Recommendation
from open_data.renamed import KINDS, NAMED_BY

# Each kind: its model, the name of what the fixture makes, and its new name.
THINGS = {
    "case": (Case, "a-case", "b-case"),
    "contribution": (Contribution, "a-paper", "b-paper"),
    "organisation": (Organisation, "a-city", "b-city"),
    "author": (Author, "ada-byron", "ada-lovelace"),
    "place": (Case.places.field.related_model, "lima", "lima-city"),
    "region": (Region, "005", "006"),
    "country": (Country, "PE", "PX"),
    "lever": (Lever, "a-lever", "b-lever"),
    "function": (Function, None, "b-function"),
    "recommendation": (Recommendation, "advice", "counsel"),
    "theme": (Theme, "water", "waters"),
    "group": (Group, "all", "everybody"),
}
# What an address has besides the name of its thing.
MORE = {"extension": "ris"}
FACETED = [facet.name for facet in FACETS if getattr(facet, "rows", "")]
WAYS = {
    "list": "/en/cases/", "map": "/en/cases/map/", "matrix": "/en/cases/matrix/",
    "data": "/en/data/", "file": "/en/cases/export.csv", "zip": "/en/data/package.zip",
    "table": "/en/cases/matrix.csv", "feed": "/en/cases/feed.atom", "api": "/api/v1/cases/",
    "api rows": "/api/v1/sources/", "search": "/en/search/", "keep": "/en/selections/new/",
    "a case of the answer": "/en/cases/a-case/",
}  # fmt: skip


def named(patterns, spaces=()):
    """(name, parts) of each address that names a thing."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            if entry.app_name != "admin":
                below = [*spaces, entry.namespace] if entry.namespace else spaces
                yield from named(entry.url_patterns, below)
        elif entry.name and (parts := entry.pattern.regex.groupindex.keys() & set(NAMED_BY)):
            yield ":".join([*spaces, entry.name]), parts


ADDRESSES = dict(named(get_resolver().url_patterns))
# Codes that no thing is called by.
UNNAMED = {"selection", "open_data:selection", "open_data:selection_json",
           "open_data:selection_csv", "sitemap", "letters:sent", "translations:pair",
           "translations:skip", "guide:chapter"}  # fmt: skip


@pytest.fixture
def things(site, make_contribution):
    """One of each kind, tied to the case: {kind: its name}."""
    case = Case.objects.get(slug="a-case")
    theme = Theme.objects.create(slug="water", name="water", label_fr="Eau")
    case.themes.add(theme)
    advice = Recommendation.objects.create(slug="advice", position=1, title_fr="Avis")
    case.recommendations.add(advice)
    return {
        kind: name or Function.objects.get().slug for kind, (_model, name, _) in THINGS.items()
    }


def rename(kind, old, new):
    model = THINGS[kind][0]
    model.objects.filter(**{model.KNOWN_BY: old}).update(**{model.KNOWN_BY: new})
    FormerSlug.objects.renamed(kind, old, new)


def test_every_address_that_names_a_thing_is_in_the_table():
    assert ADDRESSES.keys() - UNNAMED == KINDS.keys()
    assert set(KINDS.values()) == THINGS.keys()


def address_of(view, name):
    (part,) = ADDRESSES[view]
    pattern = {part: name}
    try:
        return reverse(view, kwargs=pattern)
    except NoReverseMatch:  # this one has a format too
        return reverse(view, kwargs=pattern | MORE)


@pytest.mark.parametrize("language", ["fr", "en", "es"])
@pytest.mark.parametrize("view", sorted(KINDS))
def test_an_old_address_leads_to_the_present_one(things, client, view, language):
    kind = KINDS[view]
    old, new = things[kind], THINGS[kind][2]
    with override(language):
        before, after = (address_of(view, name) for name in (old, new))
    assert client.get(before).status_code == 200
    rename(kind, old, new)

    answer = client.get(f"{before}?language={language}")

    assert (answer.status_code, answer["Location"]) == (301, f"{after}?language={language}")
    assert answer["Cache-Control"].split(", ").count("no-cache") == 1
    assert client.get(answer["Location"]).status_code == 200


def test_there_and_back_no_address_goes_in_a_circle(things, client):
    rename("case", "a-case", "b-case")
    rename("case", "b-case", "a-case")

    assert client.get("/en/cases/a-case/").status_code == 200
    assert client.get("/en/cases/b-case/")["Location"] == "/en/cases/a-case/"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", FACETED)
def test_a_question_with_an_old_value_goes_on_working(things, client, kind, way):
    old, new = things[kind], THINGS[kind][2]
    rename(kind, old, new)

    answers = [client.get(f"{WAYS[way]}?{kind}={name}") for name in (old, new)]

    assert [answer.status_code for answer in answers] == [200, 200]
    if not answers[0].streaming and "html" in answers[0]["Content-Type"]:
        page = answers[0].text
        assert f"{kind}={new}" in page
        assert f"{kind}={old}&" not in page
        assert f'{kind}={old}"' not in page


def test_both_names_of_a_value_are_one_value(things, client):
    rename("theme", "water", "waters")

    page = client.get("/en/cases/?theme=water&theme=waters")

    assert page.context["question"].chosen["theme"] == ["waters"]


@pytest.mark.parametrize("value", ["\0", "x" * 5000, "eau potable", "wäter", "nothing"])
def test_what_never_was_a_value_is_refused_as_before(things, client, value):
    assert client.get("/en/cases/", {"theme": value}).status_code == 400


def test_a_selection_kept_under_an_old_name_says_its_question_anew(things, client):
    kept = client.post("/en/selections/new/?theme=water")
    rename("theme", "water", "waters")

    page = client.get(kept["Location"])

    assert page.status_code == 200
    assert [slug for slug, *_ in page.context["since"]["left"]] == []


def test_a_known_question_costs_what_it_did_and_an_old_one_a_query_more(things, queries_of):
    rename("theme", "water", "waters")

    new, old = (queries_of(f"/en/cases/?theme={name}") for name in ("waters", "water"))

    assert old == new + 1


def ids_of(client, question="", language="en"):
    feedparser = pytest.importorskip("feedparser")
    told = feedparser.parse(client.get(f"/{language}/cases/feed.atom{question}").content)
    return told.feed.id, [entry.id for entry in told.entries]


def test_no_new_name_host_or_language_makes_an_entry_new(things, client, settings):
    feed, entries = ids_of(client, "?theme=water")
    for kind in ("case", "theme"):
        rename(kind, things[kind], THINGS[kind][2])
    settings.SITE_URL = "https://elsewhere.example"

    assert ids_of(client, "?theme=water") == ids_of(client, "?theme=waters") == (feed, entries)
    assert ids_of(client, "?theme=waters&page=1") == (feed, entries)
    french, same = ids_of(client, "?theme=waters", "fr")
    assert same == entries
    assert french != feed
    assert ids_of(client)[0] != feed
    assert entries[0].startswith("urn:uuid:")


def test_what_was_renamed_and_withdrawn_is_gone_under_both_names(things, client):
    rename("case", "a-case", "b-case")
    Case.objects.get(slug="b-case").delete()

    for address in ("/fr/cases/a-case/", "/api/v1/cases/a-case/"):
        answer = client.get(address, follow=True)
        assert (len(answer.redirect_chain), answer.status_code) == (1, 410)


def test_a_recommendation_is_found_where_its_old_name_points(things, client):
    rename("recommendation", "advice", "counsel")

    page = client.get("/en/recommendations/").text

    assert 'id="counsel"' in page
    assert 'id="advice"' in page


def test_a_text_that_links_a_case_by_its_old_name_leads_to_it(things, client):
    Lever.objects.update(practice_fr="- Voir [Lima](case:a-case).")
    rename("case", "a-case", "b-case")

    assert 'href="/fr/cases/b-case/"' in client.get("/fr/levers/a-lever/").text


COLUMNS = ("page", "file", "API", "picture", "filter", "feed")
COLUMN_OF_ROOM = {"api": "API", "social": "picture"}


def column_of(view):
    room, _colon, name = view.partition(":")
    return "file" if name.endswith("_reference") else COLUMN_OF_ROOM.get(room, "page")


def answers_under_the_old_name(client, kind, old, new):
    """{column: {what is answered}} of a thing that was renamed: 301 where an address leads on,
    200 where a question goes on working."""
    found = {column: set() for column in COLUMNS}
    for view in [view for view, its in KINDS.items() if its == kind]:
        answer = client.get(address_of(view, old))
        is_right = answer.get("Location") == address_of(view, new)
        found[column_of(view)].add(str(answer.status_code) if is_right else "lost")
    for way in ("list", "file", "api", "feed") if kind in FACETED else ():
        column = {"list": "filter", "api": "API"}.get(way, way)
        answer = client.get(f"{WAYS[way]}?{kind}={old}")
        found[column].add(f"{answer.status_code}?")
    return found


@pytest.mark.parametrize("kind", THINGS)
def test_every_old_name_leads_on_by_every_way(things, client, kind):
    """With ``pytest -s``: a line of the table of kinds and ways; ``?`` is a question."""
    old, new = things[kind], THINGS[kind][2]
    rename(kind, old, new)

    found = answers_under_the_old_name(client, kind, old, new)

    told = [f"{column} {' '.join(sorted(found[column])) or '–'}" for column in COLUMNS]
    sys.stdout.write(f"\n| {kind:14} | {' | '.join(told)} |")
    assert set().union(*found.values()) <= {"301", "200?"}
    assert any(found.values())
