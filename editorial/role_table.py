"""Roles in words: one line a right, one column a role. What it says is asked of the rights."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from . import kinds
from .roles import FIXED, GROWING, WHOLE, Role, permission, permissions_of, sort_of


@dataclass
class Line:
    words: str
    roles: list  # whether each role may, in the order of Role
    note: str = ""

    @property
    def cells(self):
        """(role, whether it may) of each."""
        return [(role.label, may) for role, may in zip(Role, self.roles, strict=True)]


# The words, the verb, of which sort of thing, and what a reader should know besides.
ACCOUNTS = "accounts"
RIGHTS = [
    (_("Read all that is at the desk"), "view", WHOLE, ""),
    (_("Begin a case or a contribution"), "add", WHOLE, ""),
    (_("Write own drafts, and submit them"), "draft", WHOLE,
     _("Until they are submitted.")),
    (_("Write texts in the languages of the account"), "translate", WHOLE,
     _("Of whatever is not archived; nothing else of it.")),
    (_("Write all drafts and pending changes, and submit them"), "change", WHOLE, ""),
    (_("Add places, organisations, authors"), "add", GROWING,
     _("And mend them until something published, or in review, names them.")),
    (_("Publish, return, archive, reopen"), "publish", WHOLE,
     _("What somebody else wrote; own words only with a reason, which is kept.")),
    (_("Delete what was published"), "delete", WHOLE, ""),
    (_("Change, merge and delete entries that readers see"), "change", GROWING, ""),
    (_("Change groups, themes, countries, regions, functions, levers"), "change", FIXED, ""),
    (_("Make accounts, give and take roles"), "change", ACCOUNTS,
     _("Never more than one’s own, and never to oneself.")),
]  # fmt: skip


def role_table():
    """[Line] of every right that some role has."""
    granted = [permissions_of([role]) for role in Role]
    return [
        Line(words, [_asked(verb, sort) in has for has in granted], note)
        for words, verb, sort, note in RIGHTS
    ]


def _asked(verb, sort):
    """One permission stands for all of its sort: a role has all of them or none."""
    if sort == ACCOUNTS:
        return f"editorial.{verb}_user"
    return next(permission(verb, model) for model in kinds.kinds if sort_of(model) == sort)
