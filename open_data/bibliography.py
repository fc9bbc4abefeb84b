"""Which works a file of references holds: the cases, what tells of them, what they rest on."""

from django import forms
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cases.facet_fields import AnyOfField
from cases.models import Source

from .citable import contributions_that_tell, of_cases, of_source


class Part(TextChoices):
    CASES = "cases", _("Cases")
    CONTRIBUTIONS = "contributions", _("Contributions that tell of them")
    SOURCES = "sources", _("Sources they rest on")


class PartsForm(forms.Form):
    """``?entries=cases&entries=sources``; cases alone where nothing is said."""

    entries = AnyOfField(choices=Part, required=False, label=_("entries"))

    @property
    def chosen(self):
        return self.cleaned_data["entries"] or [Part.CASES]


def works(dataset, chosen):
    """The works of a dataset, kind after kind, each kind in one stable order."""
    for kind in Part:
        if kind in chosen:
            yield from READ[kind](dataset)


def cases(dataset):
    for piece in dataset.pieces:
        with translation.override(dataset.language):
            found = of_cases(piece)
        yield from found


def contributions(dataset):
    seen = set()
    for piece in dataset.pieces:
        with translation.override(dataset.language):
            found = contributions_that_tell(piece)
        yield from (work for work in found if work.key not in seen)
        seen.update(work.key for work in found)


# What a reference tells of a source; the texts of its case would weigh a hundred times more.
TOLD = [
    "case__slug", "position", "title", "publisher", "url", "year", "language", "consulted_on",
]  # fmt: skip


def sources(dataset):
    for piece in dataset.pieces:
        rank = {pk: number for number, pk in enumerate(piece)}
        rows = Source.objects.filter(case__in=piece).select_related("case").only(*TOLD)
        for source in sorted(rows, key=lambda row: (rank[row.case_id], row.position)):
            yield of_source(source)


READ = {
    Part.CASES: cases,
    Part.CONTRIBUTIONS: contributions,
    Part.SOURCES: sources,
}
