"""What is being done when a process is killed. A deed is given a browser at the desk, a source
of chance and the folder of the run, and does one thing; a new one is added to ``DEEDS``.

A deed that writes texts writes the same words into all of them, so that a half of it shows.
"""

import io
import re
import shutil

from django.conf import settings
from django.core.management import call_command

from cases.models import Case, Organisation, Theme
from editorial.kinds import kind_of
from editorial.models import Merging
from editorial.revisions import Revision
from open_data.releasing import NothingChanged, make_release
from tests.editorial.forms import form_of, pressed_on

MARK = "Mark"
PLACES = ["title_en", "in_short_en", "case_levers-0-rationale_en", "sources-0-title"]
CYCLE = ["archive", "reopen", "submit", "publish"]


def marked(case):
    """The words that a save left in each of the places where it writes them."""
    lever, source = case.case_levers.first(), case.sources.first()
    told = [case.title_en, case.in_short_en, lever and lever.rationale_en]
    return {*filter(None, told), *([source.title] if source else [])}


def some_case(chance):
    return chance.choice(list(Case.objects.order_by("pk")))


def save(desk, chance, folder):
    """A case, its levers and its sources at the desk, all with the same words."""
    address = f"/admin/cases/case/{some_case(chance).pk}/change/"
    words = f"{MARK} {chance.randrange(10**9)}"
    form = form_of(desk.get(address))
    desk.post(address, form | dict.fromkeys(PLACES, words))


def publish(desk, chance, folder):
    """A case is taken back and published again."""
    case = some_case(chance)
    for action in CYCLE:
        act = {"action": action, "_selected_action": [case.pk]}
        pressed_on(desk, desk.post("/admin/cases/case/", act))


def load(desk, chance, folder):
    """Two files that say another thing than the desk are read."""
    files = folder / "read"
    shutil.rmtree(files, ignore_errors=True)
    (files / "cases").mkdir(parents=True)
    for path in sorted((settings.BASE_DIR / "fixtures" / "cases").glob("*.yaml"))[:2]:
        words = f"operation: ongoing\nstart_year: {chance.randrange(1900, 2000)}\n"
        kept = [line for line in path.read_text().splitlines(keepends=True)
                if not line.startswith(("operation:", "start_year:", "end_year:"))]  # fmt: skip
        (files / "cases" / path.name).write_text("".join(kept) + words)
    quiet = {"stdout": io.StringIO(), "stderr": io.StringIO()}
    call_command("load_content", folder=files, take=["files"], **quiet)


def release(desk, chance, folder):
    try:
        make_release()
    except NothingChanged:
        save(desk, chance, folder)


def merge(desk, chance, folder):
    """Two themes or two organisations become one."""
    model = chance.choice([Theme, Organisation])
    gone, kept = chance.sample(list(model.objects.order_by("pk")), 2)
    address = f"/admin/cases/{model._meta.model_name}/{gone.pk}/merge/"
    page = desk.get(address, {"into": kept.pk})
    seen = re.search(r'name="seen" value="(\w+)"', page.text)
    if seen:  # else they may not become one
        desk.post(address, {"into": kept.pk, "seen": seen[1]})


def part(desk, chance, folder):
    """The last two that became one are parted; two become one, if none did."""
    last = Merging.objects.filter(undone_at=None).first()
    if last is None:
        return merge(desk, chance, folder)
    return desk.post(f"/admin/editorial/merging/{last.pk}/undo/")


def restore(desk, chance, folder):
    """A case is deleted; the last that was deleted is restored and published."""
    case = some_case(chance)
    address = f"/admin/cases/case/{case.pk}/delete/"
    desk.post(address, form_of(desk.get(address), "delete_form", publish=False))
    gone = Revision.objects.deleted(kind_of(Case)).first()
    if gone is None:
        return
    desk.post(f"/admin/cases/case/deleted/{gone.pk}/")
    back = Case.objects.filter(slug=gone.slug).first()
    for action in ("submit", "publish") if back else ():
        act = {"action": action, "_selected_action": [back.pk]}
        pressed_on(desk, desk.post("/admin/cases/case/", act))


DEEDS = {
    "save": save, "publish": publish, "load": load, "release": release, "merge": merge,
    "part": part, "restore": restore,
}  # fmt: skip
OFTEN = ["merge", "part", "restore"]  # they are short: begun more often, so that one is cut
