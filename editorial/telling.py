"""Who wants to know of a deed: rooms above say so when the project starts, since nothing here
knows them. They are told in the transaction of the deed, once it is done."""

_listeners = []


def listen(listener):
    """``listener(thing, deed, by=user or None, writers={primary keys of accounts}, words="")``:
    the words are those of a comment."""
    _listeners.append(listener)


def writers_of(thing):
    """Who began it, wrote it last or submitted it: to be asked before a deed forgets them."""
    return {thing.begun_by_id, thing.written_by_id, thing.submitted_by_id} - {None}


def tell(thing, deed, *, by, writers, words=""):
    for listener in _listeners:
        listener(thing, deed, by=by, writers=writers, words=words)
