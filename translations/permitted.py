"""Which texts an account may write: all of a thing, or those in its languages."""

from editorial import kinds, rights
from editorial.passages import has_words
from languages.texts import CODES


def languages_of(user, thing):
    """The languages in which they may write its texts."""
    if not kinds.kind_of(type(thing)).is_published_by_deeds:
        return list(CODES) if rights.has(user, "change", thing) else []
    return list(CODES) if rights.may_write(user, thing) else rights.languages_of(user, thing)


def kinds_of(user):
    """The kinds of which they may write something."""
    return [
        kind for kind in kinds.kinds.values()
        if has_words(kind.shape) and rights.has_any(user, kind.model)
    ]  # fmt: skip


def own(user):
    """The languages that are theirs: of a translator the ones that were given, else all."""
    return [code for code in CODES if code in user.languages] or list(CODES)
