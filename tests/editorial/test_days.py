"""The days of a document: when the public first read it, and last read another thing."""

import datetime

import pytest
from django.utils import timezone

from editorial.publication import State

from .forms import form_of

D1, D2, D3 = (datetime.date(2027, 3, day) for day in (1, 8, 15))


@pytest.fixture
def on(monkeypatch):
    """on(day): it is that day from now on."""

    def go(day):
        noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
        monkeypatch.setattr(timezone, "now", lambda: noon)

    return go


@pytest.fixture
def send(client, editor):
    """send(case, title_fr="…"): its form at the desk, with these texts typed into it."""

    def typed_in(thing, forged=None, **typed):
        room = thing._meta.app_label
        address = f"/admin/{room}/{thing._meta.model_name}/{thing.pk}/change/"
        client.force_login(editor)  # a session does not last from one day to the next
        form = form_of(client.get(address))
        assert set(typed) <= set(form)
        answer = client.post(address, form | typed | (forged or {}))
        assert answer.status_code == 302, answer.context["errors"]

    return typed_in


@pytest.fixture
def save(send):
    """The same, and the days that the document has then."""

    def sent(thing, *forged, **typed):
        send(thing, *forged, **typed)
        return days(thing)

    return sent


@pytest.fixture
def published(on, make_case):
    on(D1)
    case = make_case("Un cas", state=State.IN_REVIEW, slug="a-case")
    case.publish()
    return case


def days(thing):
    rows = type(thing).objects.filter(pk=thing.pk)
    return rows.values_list("published_on", "revised_on").get()


def test_a_draft_has_none_however_often_it_is_saved(on, save, make_case):
    on(D1)
    case = make_case("Un cas", state=State.DRAFT)

    assert save(case, title_fr="Un autre cas") == (None, None)


def test_publishing_dates_it_once(published):
    assert days(published) == (D1, D1)


def test_a_change_of_what_is_published_is_dated(on, save, published):
    on(D2)

    assert save(published, title_fr="Un autre titre") == (D1, D2)


def test_so_is_a_change_of_what_belongs_to_it(on, save, published):
    on(D2)

    assert save(published, **{"case_levers-0-rationale_fr": "La ville le fait."}) == (D1, D2)


def test_a_save_that_changes_nothing_moves_nothing(on, save, published):
    on(D2)

    assert save(published) == (D1, D1)


def test_nor_does_one_whose_document_says_the_same(on, save, published, make_lever):
    """Results are told in their order; what number a row has is no part of what it says."""
    source = published.sources.get()
    published.results.create(source=source, position=1, statement_fr="Dix places.")
    on(D2)

    assert save(published, **{"results-0-position": "7"}) == (D1, D1)


def test_what_comes_back_unchanged_keeps_its_days(on, published):
    for day in (D2, D3):
        on(day)
        published.archive()
        published.reopen()
        published.submit()
        published.publish()

    assert days(published) == (D1, D1)


def test_nor_is_what_comes_back_changed_where_its_document_says_the_same(on, save, published):
    published.results.create(
        source=published.sources.get(), position=1, statement_fr="Dix places."
    )
    on(D2)
    published.archive()
    published.reopen()

    assert save(published, **{"results-0-position": "7"}) == (D1, D1)


def test_what_comes_back_changed_is_revised_when_it_is_seen_again(on, save, published):
    on(D2)
    published.archive()
    published.reopen()
    assert save(published, title_fr="Un autre titre") == (D1, None)

    on(D3)
    published.submit()
    published.publish()

    assert days(published) == (D1, D3)


def test_a_clock_that_goes_back_takes_no_day_back(on, save, published):
    on(D2)
    save(published, title_fr="Un autre titre")
    on(D1 - datetime.timedelta(days=300))

    assert save(published, title_fr="Encore un autre") == (D1, D2)


def test_a_contribution_has_days_too(on, save, make_contribution):
    on(D1)
    paper = make_contribution("A paper", abstract_fr="Ce qu’il dit.")
    on(D2)

    assert save(paper, title_fr="Un article") == (D1, D2)


def test_a_word_of_the_vocabulary_dates_no_case(on, send, published, make_place):
    published.case_places.create(place=make_place("Lima"))
    on(D2)
    send(make_place("Lima"), name_fr="La ville des rois")

    assert days(published) == (D1, D1)


def test_readers_see_the_day_of_the_revision(on, save, client, published):
    on(D2)
    save(published, in_short_fr="En bref.")
    on(D3)
    client.logout()

    page = client.get("/fr/cases/a-case/").text
    assert '<time datetime="2027-03-08">8 mars 2027</time>' in page
    assert '<meta name="DC.date" content="2027-03-08">' in page
    assert '"datePublished": "2027-03-01"' in page
    assert '"dateModified": "2027-03-08"' in page
    ris = client.get("/fr/cases/a-case/reference.ris").getvalue().decode()
    assert "DA  - 2027/03/08" in ris
    maps = b"".join(client.get("/sitemap-fr-1.xml").streaming_content).decode()
    assert "<lastmod>2027-03-08</lastmod>" in maps
    feed = client.get("/fr/cases/feed.atom").text
    assert "<published>2027-03-01T00:00:00+00:00</published>" in feed
    assert "<updated>2027-03-08T00:00:00+00:00</updated>" in feed
    files = client.get("/fr/cases/export.csv")
    assert 'filename="atlas-fr-2027-03-08.csv"' in files["Content-Disposition"]


def test_no_day_is_typed_or_posted(on, save, published):
    on(D2)
    forged = {"published_on": "1999-01-01", "revised_on": "1999-01-01"}

    assert save(published, forged, title_fr="Un autre titre") == (D1, D2)
