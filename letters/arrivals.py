"""Who wants to know that a letter came: a room above says so when the project starts."""

_listeners = []


def listen(listener):
    """``listener(letter)``, in the transaction in which it is kept."""
    _listeners.append(listener)


def tell(letter):
    for listener in _listeners:
        listener(letter)
