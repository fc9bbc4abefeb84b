"""Who may do what with a case or a contribution: the rights of the account, the state of the
thing, and whose it is. Nothing is asked here of a page or a form."""

from languages.texts import CODES

from .publication import State
from .roles import permission


def has(user, verb, thing):
    """``thing``: a row, or its model."""
    return user.has_perm(permission(verb, thing))


def has_any(user, model):
    """Whether there is anything of this model that they may write."""
    return any(has(user, verb, model) for verb in ("change", "draft", "translate"))


def may_write(user, thing):
    """All of it, with its parts. Who began it owns it until readers have seen it."""
    if has(user, "change", thing):
        return True
    return has(user, "draft", thing) and is_new(thing) and thing.begun_by_id == user.pk


def is_new(thing):
    """A draft that nobody but editors has ever seen."""
    return thing.state == State.DRAFT and not (thing.is_copy or thing.published_on)


def is_own_change(user, thing):
    """A pending change in which nobody else has written."""
    is_shared = thing.began_with.get("is_shared", False)
    return thing.is_copy and thing.begun_by_id == user.pk and not is_shared


def languages_of(user, thing):
    """The languages whose texts they may write, and nothing else."""
    if may_write(user, thing) or not has(user, "translate", thing):
        return []
    is_open = thing.state != State.ARCHIVED
    return [code for code in CODES if code in user.languages] if is_open else []


def may_submit(user, thing):
    if may_write(user, thing):
        return True
    may_begin = thing.is_published or is_own_change(user, thing)
    return may_begin and bool(languages_of(user, thing))


def may_return(user, thing):
    """Who reviews; and who has submitted it takes it back."""
    if may_publish(user, thing):
        return True
    return thing.submitted_by_id == user.pk and has_any(user, type(thing))


def may_publish(user, thing):
    """Publish, archive and reopen."""
    return has(user, "change", thing) and has(user, "publish", thing)


def may_discard(user, thing):
    is_own = is_own_change(user, thing) and thing.written_by_id == user.pk
    return has(user, "change", thing) or (is_own and bool(languages_of(user, thing)))


def may_delete(user, thing):
    return has(user, "delete", thing) or (is_new(thing) and may_write(user, thing))


MAY = {
    "submit": may_submit,
    "send_back": may_return,
    "publish": may_publish,
    "archive": may_publish,
    "reopen": may_publish,
    "discard": may_discard,
}
# In which states of what the desk shows (the working copy, where there is one).
OPEN = {
    "submit": {State.DRAFT},
    "send_back": {State.IN_REVIEW},
    "publish": {State.DRAFT, State.IN_REVIEW},
    "archive": {State.PUBLISHED},
    "reopen": {State.ARCHIVED},
    "discard": {State.DRAFT, State.IN_REVIEW},
}


def deeds_of(user, thing):
    """The deeds that are open to them now. ``thing``: the working copy, where there is one."""
    found = {deed for deed, may in MAY.items() if may(user, thing) and is_open(deed, thing)}
    return found - {"discard"} if not thing.is_copy else found


def is_open(deed, thing):
    """Whether its state lets it. What is published is archived, whatever waits beside it."""
    row = thing.original if deed in ("archive", "reopen") else thing
    return row.state in OPEN[deed]
