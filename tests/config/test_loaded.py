"""What a process has loaded is left alone by the collector of rubbish, once."""

from itertools import count

import pytest

from config import loaded


@pytest.fixture
def asked(monkeypatch):
    """What the collector was asked for, in a process that has made no page."""
    done = []
    monkeypatch.setattr(loaded, "_made", count(1))
    monkeypatch.setattr(loaded.gc, "collect", lambda: done.append("collect"))
    monkeypatch.setattr(loaded.gc, "freeze", lambda: done.append("freeze"))
    return done


@pytest.mark.django_db
def test_after_the_first_pages_what_is_no_rubbish_is_left_alone(visitor, asked):
    for number in range(loaded.PAGES - 1):
        visitor.get(f"/fr/about/?{number}")
    assert asked == []

    visitor.get("/fr/about/")

    assert asked == ["collect", "freeze"]


@pytest.mark.django_db
def test_it_is_done_once(visitor, asked):
    for number in range(3 * loaded.PAGES):
        visitor.get(f"/fr/about/?{number}")

    assert asked == ["collect", "freeze"]
