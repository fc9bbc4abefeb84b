"""Editors who write at once wait for one another; in the end all is as if made anew."""

import random
import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from cases.models import Case, Place, Source
from editorial import catalogue
from infrastructures.models import Lever
from search.indexing import is_counted, stale
from search.kinds import kinds

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS, DEEDS = 6, 8


def rename_case(chance, number):
    case = chance.choice(Case.objects.order_by("pk"))
    case.title_fr = f"Une crèche {number}"
    case.save(update_fields=["title_fr"])
    return case


def add_source(chance, number):
    case = chance.choice(Case.objects.order_by("pk"))
    Source.objects.create(
        case=case, position=number, title=f"Rapport {number}", publisher="Lima",
        language="fr", kind="official",
    )  # fmt: skip
    return case


def rename_place(chance, number):
    place = chance.choice(Place.objects.order_by("pk"))
    place.name_fr = f"Lima {number}"
    place.save()
    return place


def rename_lever(chance, number):
    lever = chance.choice(Lever.objects.order_by("pk"))
    lever.short_name_fr = f"Levier {number}"
    lever.save()
    return lever


def move(chance, number):
    case = chance.choice(Case.objects.order_by("pk"))
    state = chance.choice(["draft", "published"])
    Case._base_manager.filter(pk=case.pk).update(state=state)
    return case


def writer(seed, barrier, errors):
    chance, numbers = random.Random(seed), iter(range(1000 + seed * 100, 10_000))
    try:
        for _ in range(DEEDS):
            deed = chance.choice([rename_case, add_source, rename_place, rename_lever, move])
            barrier.wait(20)
            with transaction.atomic():
                row = deed(chance, next(numbers))
                catalogue.changed(row)
    except Exception as error:  # noqa: BLE001 (the test tells it)
        errors.append(error)
        barrier.abort()
    finally:
        connection.close()


@pytest.fixture
def few(make_case, make_place):
    for number in range(3):
        make_case(f"Cas {number}", places=[make_place(f"Lima {number}")], levers=["a", "b"])
    call_command("rebuild_search", verbosity=0)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_whoever_writes_at_once_no_one_fails_and_nothing_is_lost(few, seed):
    # SQLite has one writer at a time, and its memory no second connection.
    at_once = 3 if connection.vendor == "postgresql" else 1
    barrier, errors = threading.Barrier(at_once), []
    if at_once == 1:
        writer(seed, barrier, errors)
    else:
        threads = [
            threading.Thread(target=writer, args=(seed * 10 + n, barrier, errors))
            for n in range(at_once)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)

    assert errors == []
    assert {kind.name: stale(kind) for kind in kinds.values() if stale(kind)} == {}
    assert is_counted()
