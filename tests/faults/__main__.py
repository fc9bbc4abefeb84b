"""Kill a process while it writes, again and again, and look whether anything is by halves.

    python -m tests.faults --rounds 100                       on SQLite, in a file of its own
    python -m tests.faults --rounds 100 --database postgres://…/an_empty_database

Each round a fresh process does deeds of ``deeds.py`` as a worker of the server would, one
after the other, and is killed (SIGKILL) at a random moment; then ``wholeness.py`` looks.
Where the machine is slow, ``--longest 60`` lets more be done between two kills.
"""

import argparse
import os
import random
import select
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

LONGEST = 8  # seconds that a worker lives once it has begun: some deeds are done, one is cut


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--database", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=LONGEST, help="seconds that one lives")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        os.environ["DATABASE_URL"] = asked.database or f"sqlite:///{folder}/atlas.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        begin()
        sys.exit(run(asked.rounds, random.Random(asked.seed), Path(folder), asked.longest))


def begin():
    import django

    django.setup()
    from django.core.management import call_command

    from editorial.models import User

    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    User.objects.create_superuser("edith", password="a-password-for-edith")


def run(rounds, chance, folder, longest=LONGEST):
    """How many rounds left something broken."""
    from .wholeness import faults, told

    cut, broken, before = Counter(), 0, told()
    for number in range(1, rounds + 1):
        deed = killed(chance, folder, longest)
        cut[deed] += 1
        after, found = told(), faults()
        if after[0] != before[0] and after[1] == before[1]:
            found.append("the catalogue was not told")
        before = after
        for words in found:
            say(f"round {number}, {deed}: {words}")
        broken += bool(found)
        if number % 10 == 0:
            say(f"{number} rounds, {broken} broken")
    within = sum(count for deed, count in cut.items() if deed)
    say(f"{rounds} rounds, {within} killed within a deed {dict(cut)}, {broken} broken")
    say(f"done between kills: {done()}")
    return broken


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def done():
    """What the atlas has of the deeds, so that nobody believes a run that did nothing."""
    from cases.models import Case
    from editorial.models import Merging
    from editorial.revisions import Deed, Revision
    from open_data.models import Release

    from .deeds import MARK

    return {
        "cases saved": Case.objects.filter(title_en__startswith=MARK).count(),
        "cases taken back": Case.objects.exclude(state="published").count(),
        "merged": Merging.objects.count(),
        "parted again": Merging.objects.exclude(undone_at=None).count(),
        "restored": Revision.objects.filter(deed=Deed.RESTORED).count(),
        "releases": Release.objects.count(),
    }


def killed(chance, folder, longest):
    """The deed within which a worker was killed; empty if it was between two."""
    from django.db import connections

    connections.close_all()  # what is open belongs to one process
    seed, life = chance.randrange(10**9), chance.uniform(0, longest)
    ours, theirs = os.pipe()
    worker = os.fork()
    if not worker:
        os.close(ours)
        work(random.Random(seed), folder, theirs)
    os.close(theirs)
    select.select([ours], [], [], 60)  # it has begun
    time.sleep(life)
    os.kill(worker, signal.SIGKILL)
    _pid, status = os.waitpid(worker, 0)
    assert os.WIFSIGNALED(status), "the worker ended by itself"
    with os.fdopen(ours) as said:
        return said.read().split("\n")[-1]


def work(chance, folder, said):
    """Deeds without end. Each is named when it begins, and the line ended when it is done."""
    from django.test import Client

    from editorial.models import User

    from .deeds import DEEDS, OFTEN

    try:
        desk = Client()
        desk.force_login(User.objects.get())
        while True:
            name = chance.choice([*DEEDS, *OFTEN, *OFTEN])
            os.write(said, name.encode())
            DEEDS[name](desk, chance, folder)
            os.write(said, b"\n")
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
