"""The kinds of things that have a history, each known by its model. A room registers its own
when the project starts."""

import hashlib
import json

kinds = {}


def register(*some):
    kinds.update((kind.model, kind) for kind in some)


def kind_of(model):
    """The ``Kind`` of a model; None if it has no history."""
    return kinds.get(model._meta.concrete_model)


def kind_named(name):
    """The ``Kind`` with the name of its model in small letters; None if there is none."""
    return next((kind for kind in kinds.values() if kind.name == name), None)


def checksum(document):
    return hashlib.sha256(
        json.dumps(document, ensure_ascii=False, default=str).encode()
    ).hexdigest()
