"""What each role may do. A role is a name in an account; its rights stand here alone, and are
asked like any permission of Django, through ``editorial/backends.py``.

``app.verb_model``: ``draft`` is to write own drafts, ``translate`` to write texts in the
languages of the account, ``publish`` to publish, return, archive and reopen.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from . import kinds


class Role(TextChoices):
    CONTRIBUTOR = "contributor", _("Contributor")
    TRANSLATOR = "translator", _("Translator")
    EDITOR = "editor", _("Editor")
    REVIEWER = "reviewer", _("Reviewer")
    ADMINISTRATOR = "administrator", _("Administrator")


# Verbs for what has a way to publication, for the vocabulary that grows with it, and for the
# vocabulary that readers always see; then whole names of the rest.
WHOLE, GROWING, FIXED, REST = range(4)
LETTERS = "letters.view_letter letters.change_letter"
GRANTS = {
    Role.CONTRIBUTOR: ("view add draft", "view add", "view", ""),
    Role.TRANSLATOR: ("view translate", "view", "view", ""),
    Role.EDITOR: ("view add draft translate change", "view add", "view", LETTERS),
    Role.REVIEWER: (
        "view add draft translate change delete publish",
        "view add change delete",
        "view add change delete",
        "editorial.view_tombstone editorial.change_tombstone editorial.view_merging "
        f"{LETTERS}",
    ),
}  # fmt: skip
GRANTS[Role.ADMINISTRATOR] = (
    *GRANTS[Role.REVIEWER][:REST],
    f"{GRANTS[Role.REVIEWER][REST]} editorial.view_user editorial.add_user "
    "editorial.change_user editorial.view_accountevent",
)


def permissions_of(roles):
    """{"cases.change_case", …} of some roles together."""
    found = set()
    for grants in (GRANTS[role] for role in roles if role in GRANTS):
        found |= set(grants[REST].split())
        for model in kinds.kinds:
            verbs = grants[sort_of(model)].split()
            found |= {permission(verb, model) for verb in verbs}
    return found


def permission(verb, model):
    return f"{model._meta.app_label}.{verb}_{model._meta.model_name}"


def sort_of(model):
    if kinds.kind_of(model).is_published_by_deeds:
        return WHOLE
    return GROWING if model.SHOWN_BY else FIXED


def may_give(giver, role):
    """Nobody gives what they have not."""
    return giver.has_perms(permissions_of([role]))
