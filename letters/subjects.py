"""Where a letter was opened: beside a case or a contribution, of which some revision was read,
or beside the answer to a question."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import Case
from cases.question_words import sentence
from contributions.models import Contribution
from editorial.revisions import PUBLISHED, Revision
from languages.texts import Text


@dataclass
class Subject:
    """``read_at``: when the form was opened, beside what was read. ``question``: a valid
    CaseFilter."""

    case: Case | None = None
    contribution: Contribution | None = None
    question: object = None
    read_at: datetime | None = None

    @property
    def thing(self):
        return self.case or self.contribution

    @property
    def label(self):
        """What it is about, in words; empty if it is the whole atlas."""
        if self.thing:
            return self.thing.title if self.thing.is_published else ""
        return Text(sentence(self.question), get_language())

    @property
    def query(self):
        """The query string of the question; empty if nothing is asked."""
        return self.question.query().removeprefix("?") if self.question else ""

    @property
    def address(self):
        """Where its reader came from."""
        if self.thing:
            return self.thing.get_absolute_url()
        return f"{reverse('cases:list')}{self.question.query()}"

    @property
    def back(self):
        if self.case:
            return _("Back to the case")
        return _("Back to the document") if self.contribution else _("Back to the cases")

    @property
    def columns(self):
        """What a letter keeps of it."""
        return {
            "case": self.case,
            "contribution": self.contribution,
            "question": self.query,
            "read_at": self.read_at,
            "read": number_read(self.thing, self.read_at) if self.read_at else None,
        }


def number_read(thing, at):
    """The number of the revision that readers saw then; None if there was no history yet."""
    shown = Revision.objects.of(thing).filter(state=PUBLISHED, made_at__lte=at)
    return shown.values_list("number", flat=True).first()
