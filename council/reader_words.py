"""What the reader writes into a note: a title, an introduction, a word to each case. It is
carried in the address and kept nowhere; it is plain text wherever it comes out."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TITLE, INTRODUCTION, NOTE = 240, 600, 500  # characters
ADDRESS = 7_900  # characters that servers and mail programs let pass
OF_CASE = "note-"  # what the parameter of a case begins with; its slug follows
# What turns the order of the letters around it, so that a line says another thing than it has.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff\ufffe\uffff]")


class PlainField(forms.CharField):
    """One paragraph of plain text: no control, no unpaired half of a character."""

    def __init__(self, most, label):
        super().__init__(label=label, max_length=most, required=False)

    def to_python(self, value):
        return plain(super().to_python(value))

    def prepare_value(self, value):
        return plain(value) if value else ""


def plain(words):
    words = TURNING.sub("", words.encode("utf-8", "ignore").decode())
    kept = (" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in words)
    return " ".join("".join(kept).split())


class WordsForm(forms.Form):
    """``cases``: those of the note, each of which may have a word of the reader's own."""

    OPENINGS = [
        ("case", gettext_lazy("by a case")),
        ("figures", gettext_lazy("by figures")),
    ]
    title = PlainField(TITLE, gettext_lazy("Title"))
    intro = PlainField(INTRODUCTION, gettext_lazy("Introduction"))
    opening = forms.ChoiceField(
        choices=OPENINGS, required=False, label=gettext_lazy("The note opens")
    )

    def __init__(self, data, cases):
        super().__init__(data)
        for case in cases:
            self.fields[OF_CASE + case.slug] = PlainField(NOTE, str(case.title))

    @property
    def asked(self):
        """What is no default, as parameters of an address."""
        given = {name: words for name, words in self.cleaned_data.items() if words}
        if given.get("opening") == "case":
            del given["opening"]
        return given

    @property
    def notes(self):
        """{slug: words} of the cases that have some."""
        said = self.cleaned_data.items()
        return {
            name.removeprefix(OF_CASE): words
            for name, words in said
            if name.startswith(OF_CASE) and words
        }

    @property
    def of_cases(self):
        """The fields of the cases, to be shown."""
        return [field for field in self if field.name.startswith(OF_CASE)]

    def strays(self):
        """Slugs that words are given for, and that are not in the note."""
        named = (name for name in self.data if name.startswith(OF_CASE))
        return [name.removeprefix(OF_CASE)[:80] for name in named if name not in self.fields]

    def hold_within(self, address):
        """Refuses an address that is longer than passes everywhere."""
        if len(address) > ADDRESS:
            self.add_error(None, ValidationError(
                _("Cases and words make an address of %(length)s characters; %(most)s pass "
                  "everywhere. Shorten the words, or choose fewer cases."),
                params={"length": len(address), "most": ADDRESS},
            ))  # fmt: skip
