"""What is open of a case or a contribution, by weight: what forbids it to be published, and
what is advice. The rules stand with the model (``lacks``) and with the checks of its room."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .publication import State


@dataclass
class OpenPoints:
    """(where, words) each; where is empty where the words are a sentence."""

    forbids: list = field(default_factory=list)
    advice: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.forbids or self.advice)

    @property
    def sentences(self):
        """What forbids."""
        return [_sentence(*point) for point in self.forbids]

    @property
    def advised(self):
        return [_sentence(*point) for point in self.advice]


def _sentence(where, words):
    return f"{where}: {words}" if where else words


def open_points(thing, problems):
    """``problems``: what the checks say of it."""
    lacks = thing.lacks()
    found = OpenPoints(forbids=[("", str(words)) for words in lacks.values()])
    if thing.is_copy and thing.original.state == State.ARCHIVED:
        words = _("What it would change is withdrawn: reopen that first.")
        found.forbids.append(("", words))
    told = {_label(thing, name) for name in lacks}  # once is enough
    for problem in problems:
        if problem.forbids and problem.where not in told:
            found.forbids.append((problem.where, problem.words))
        elif not problem.forbids:
            found.advice.append((problem.where, problem.words))
    return found


def _label(thing, name):
    field = thing._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))
