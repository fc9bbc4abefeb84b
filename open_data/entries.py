"""Which works a file of references holds: the cases, what tells of them, what they rest on."""

from django import forms
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cases.facet_fields import AnyOfField
from cases.models import Source

from .works import contributions_that_tell, of_cases, of_source


class Entries(TextChoices):
    CASES = "cases", _("Cases")
    CONTRIBUTIONS = "contributions", _("Contributions that tell of them")
    SOURCES = "sources", _("Sources they rest on")


class EntriesForm(forms.Form):
    """``?entries=cases&entries=sources``; cases alone where nothing is said."""

    entries = AnyOfField(choices=Entries, required=False, label=_("entries"))

    @property
    def chosen(self):
        return self.cleaned_data["entries"] or [Entries.CASES]


def works(answer, chosen):
    """The works of an answer, kind after kind, each kind in one stable order."""
    for kind in Entries:
        if kind in chosen:
            yield from READ[kind](answer)


def cases(answer):
    for piece in answer.pieces:
        with translation.override(answer.language):
            found = of_cases(piece)
        yield from found


def contributions(answer):
    seen = set()
    for piece in answer.pieces:
        with translation.override(answer.language):
            found = contributions_that_tell(piece)
        yield from (work for work in found if work.key not in seen)
        seen.update(work.key for work in found)


# What a reference tells of a source; the texts of its case would weigh a hundred times more.
TOLD = [
    "case__slug", "position", "title", "publisher", "url", "year", "language", "consulted_on",
]  # fmt: skip


def sources(answer):
    for piece in answer.pieces:
        rank = {pk: number for number, pk in enumerate(piece)}
        rows = Source.objects.filter(case__in=piece).select_related("case").only(*TOLD)
        for source in sorted(rows, key=lambda row: (rank[row.case_id], row.position)):
            yield of_source(source)


READ = {
    Entries.CASES: cases,
    Entries.CONTRIBUTIONS: contributions,
    Entries.SOURCES: sources,
}
