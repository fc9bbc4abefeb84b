"""Two editors at random: no error of the server, no text lost, no mark without its source."""

import re

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case, Source

from .forms import add_row, form_of

pytestmark = pytest.mark.long

OWN = {"ada": "context_fr", "bo": "challenges_fr"}  # the field that only one of them writes
SHARED = "financing_es"
FIELDS = [*OWN.values(), SHARED]
CITED = re.compile(r"(\w+) \[(\d+)\]")

deeds = st.lists(
    st.tuples(
        st.sampled_from(sorted(OWN)),
        st.sampled_from(["move", "add", "add at", "delete", "cite", "share", "save"]),
        st.integers(0, 4),
        st.integers(0, 6),
    ),
    min_size=3,
    max_size=12,
)  # fmt: skip


class Editor:
    """Opens the form when there is none, types, and saves."""

    def __init__(self, name, desk, case, publishes):
        self.publishes = publishes  # what the other saves waits as a pending change
        self.name, self.desk, self.form = name, desk, None
        self.address = reverse("admin:cases_case_change", args=[case.pk])
        self.case, self.count = case, 0

    def do(self, deed, row, number):
        if self.form is None:
            self.form = form_of(self.desk.get(self.address), publish=self.publishes)
        self.count += 1
        rows = range(int(self.form["sources-TOTAL_FORMS"][0]))
        known = [one for one in rows if self.form.get(f"sources-{one}-id", [""])[0]]
        at = known[row % len(known)]
        if deed == "move":
            self.form[f"sources-{at}-position"] = [str(number + 1)]
        elif deed == "delete":
            self.form[f"sources-{at}-DELETE"] = ["on"]
        elif deed.startswith("add"):
            typed = {"position": 30 + number} if deed == "add at" else {}
            title = f"{self.name}{self.count}"
            is_free = str(30 + number) not in self.positions
            add_row(self.form, "sources", title=title, publisher="x", language="fr",
                    kind="ngo", **typed)  # fmt: skip
            if typed and is_free:  # else it is a place, and the number is that of another
                self.write(OWN[self.name], title, typed["position"])
        elif deed in ("cite", "share"):
            field = SHARED if deed == "share" else OWN[self.name]
            self.write(field, *self.numbered[at % len(self.numbered)])

    @property
    def positions(self):
        """The numbers that stand in the form as it is now."""
        return {
            texts[0]
            for name, texts in self.form.items()
            if re.fullmatch(r"sources-\d+-position", name)
        }

    @property
    def numbered(self):
        """(title, number) of the sources as the form was opened with them."""
        numbers = (name for name in self.opened if re.fullmatch(r"sources-\d+-position", name))
        return [
            (self.opened[name.replace("position", "title")][0], self.opened[name][0])
            for name in numbers
            if self.opened[name][0]
        ]

    def write(self, field, title, number):
        text = self.form.get(field, [""])[0]
        self.form[field] = [f"{text} {title} [{number}]".strip()]

    def save(self):
        if self.form is None:
            return
        answer = self.desk.post(self.address, self.form)
        for _ in range(4):
            assert answer.status_code in (302, 400, 409), answer.status_code
            if answer.status_code != 409:
                break
            answer = self.desk.post(self.address, form_of(answer, only=""))
        if answer.status_code == 302:
            self.is_kept(OWN[self.name])
        else:
            assert "errorlist" in answer.text  # told, never a dead end without words
        self.form = None

    def is_kept(self, field):
        typed = re.sub(r"\d+\]", "]", self.form[field][0])
        case = Case.objects.get(pk=self.case.pk)
        kept = getattr(case.pending or case, field)
        assert re.sub(r"\d+\]", "]", kept) == typed

    def open(self):
        if self.form is None:
            self.form = form_of(self.desk.get(self.address), publish=self.publishes)
            self.opened = dict(self.form)


@pytest.fixture
def fresh(make_case):
    def make():
        case = make_case(context_fr="one [1]", challenges_fr="two [2]")
        case.sources.update(title="one")
        for position, title in [(2, "two"), (3, "three")]:
            Source.objects.create(case=case, position=position, title=title, publisher="x",
                                  language="en", kind="ngo")  # fmt: skip
        return case

    return make


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds, st.sets(st.sampled_from(sorted(OWN))))
def test_random_edits_of_two_editors(fresh, desk, some, publishing):
    case = fresh()
    editors = {name: Editor(name, desk, case, name in publishing) for name in OWN}
    for name, deed, row, number in some:
        editors[name].open()
        if deed == "save":
            editors[name].save()
        else:
            editors[name].do(deed, row, number)
    for editor in editors.values():
        editor.save()

    case = Case.objects.get(pk=case.pk)
    for row in filter(None, [case, case.pending]):
        titles = {str(source.position): source.title for source in row.sources.all()}
        for field in FIELDS:
            for title, number in CITED.findall(getattr(row, field)):
                assert titles.get(number) == title, (field, getattr(row, field), titles)
