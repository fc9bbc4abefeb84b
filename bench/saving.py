"""What it costs to open a case at the desk and to save one changed text, beside another tree.

    git worktree add ../before COMMIT
    python -m bench.saving ../before          queries and milliseconds of CPU of both, the ratio

Each tree reads its own content into a database in memory, by its own .venv where it has one.
The two take turns, each in a process of its own. A save waits where the desk knows of changes
that wait: the first of a case makes its working copy.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TURNS, CASES = 3, 10
FIELD = "approach_fr"
SIGN_IN = "django.contrib.auth.backends.ModelBackend"


def main(before):
    trees = {"before": Path(before).resolve(), "now": ROOT}
    taken = {name: [] for name in trees}
    for _ in range(TURNS):
        for name, tree in trees.items():
            taken[name].append(measured_in(tree))
    print(f"{'':8} {'queries':>16} {'ms of CPU':>16}   before, now; now : before")
    for deed in ("open", "save"):
        pairs = [[middle(taken[name], deed, what) for name in trees] for what in (0, 1)]
        print(f"{deed:8}", *(f"{a:7.1f} {b:7.1f} ×{b / a:.2f}" for a, b in pairs))


def middle(runs, deed, what):
    return statistics.median(run[deed][what] for run in runs)


def measured_in(tree):
    """{deed: (queries, milliseconds of CPU)} of one case, by a process of the tree."""
    here = {"PYTHONPATH": str(tree), "DATABASE_URL": "sqlite://:memory:"}
    known = {"DJANGO_SETTINGS_MODULE": "tests.settings", "FOUR_EYES": "0"}
    own = tree / ".venv" / "bin" / "python"
    python = str(own) if own.exists() else sys.executable
    told = subprocess.run(
        [python, "-P", __file__, "--here"],
        cwd=tree, env=os.environ | here | known, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return json.loads(told.stdout.splitlines()[-1])


def measure():
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.test import Client

    from cases.models import Case

    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    desk = Client()
    desk.force_login(get_user_model().objects.create_superuser("edith", password="x"), SIGN_IN)
    keys = Case.objects.filter(state="published").order_by("slug").values_list("pk", flat=True)
    costs = {"open": [], "save": []}
    for key in [keys[0], *keys[: CASES + 1]]:
        address = f"/admin/cases/case/{key}/change/"
        page = cost(costs["open"], lambda address=address: desk.get(address))
        form = form_of(page) | {FIELD: [f"Autrement dit, {key}."]}
        answer = cost(costs["save"], lambda to=address, form=form: desk.post(to, form))
        assert answer.status_code == 302, answer.text[:2000]
        assert f"Autrement dit, {key}." in desk.get(address).text
    # The first of all makes what is kept for the others.
    return {
        deed: [statistics.median(one) for one in zip(*each[2:], strict=True)]
        for deed, each in costs.items()
    }


def form_of(page):
    """By the reader that this tree's tests have: the other tree may have none."""
    import importlib.util

    path = ROOT / "tests" / "editorial" / "forms.py"
    spec = importlib.util.spec_from_file_location("forms", path)
    forms = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(forms)
    return forms.form_of(page)


def cost(kept, ask):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    started = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    kept.append((len(queries), 1000 * (time.process_time() - started)))
    return answer


if __name__ == "__main__":
    if sys.argv[1:] == ["--here"]:
        print(json.dumps(measure()))
    else:
        main(*sys.argv[1:])
