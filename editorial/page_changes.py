"""What readers are told of a page: when it was published and corrected, and why.

Of what was published only, as it was when it was: what an editor tries in a draft is nobody's
business. The reason stands in the language in which the editor wrote it.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .document_differences import labels
from .kinds import kind_of
from .revisions import PUBLISHED, Deed, Revision

NEWEST = 10  # on the page itself; all of them have a page of their own
# What a file brought is the content of every installation that reads it, and of none its own.
UNTOLD = [Deed.FOUND, Deed.DELETED, Deed.READ]


def changes_of(thing):
    """The revisions that readers are told of, the newest first, without their documents."""
    told = Revision.objects.of(thing).filter(state=PUBLISHED).exclude(deed__in=UNTOLD)
    return told.only("number", "made_at", "deed", "keys", "reason")


def in_words(thing, revisions):
    """[{"at", "reason", "what"}]: what changed is named where no reason is given."""
    shape = kind_of(type(thing)).shape
    return [
        {"at": one.made_at, "reason": one.reason, "what": what_of(shape, one)}
        for one in revisions
    ]


def what_of(shape, revision):
    keys = [key for key in revision.keys if key != "slug"]
    named = labels(shape, keys) + [_("address")] * ("slug" in revision.keys)
    if revision.deed == Deed.PUBLISHED:
        return ": ".join(filter(None, [_("Published"), ", ".join(named)]))
    return capfirst(", ".join(named)) or str(revision.get_deed_display())
