"""Documents that call things by names which these had: files of another day, other desks.

A thing that was renamed, or became one with another, is read by its present name; and a
document that the desk has is compared in the names that the file uses, so that a new name of a
theme is no edit of every case that has it.
"""

from collections import defaultdict

from languages.belongings import Keyed, Rows
from languages.parts import Link, Many


def in_present_names(shape, document, names):
    """The document with the present name of each thing that it names. ``names``: ``Names``.
    What it named twice by two names of one thing stands once, where the first stood."""
    return _renamed(shape, document, lambda part, key: [names.present(*_asked(part, key))])


def in_names_of(shape, theirs, ours, names):
    """What ``ours`` says, in the names that ``theirs`` has for the same things."""
    called = defaultdict(set)
    for part, key in _links(shape, theirs):
        model, by, key = _asked(part, key)
        called[model, by, names.present(model, by, key)].add(key)
    return _renamed(
        shape, ours, lambda part, key: sorted(called.get(_asked(part, key), ())) or [key]
    )


def _asked(part, key):
    return part.field.related_model, getattr(part, "by", "slug"), key


def _renamed(shape, document, names_of):
    return document | _parts(shape, document, names_of)


def _parts(shape, document, names_of):
    """{key: value} of the parts that name anything."""
    found = {}
    for part in shape.parts:
        value = document.get(part.key)
        if not value or isinstance(part, Keyed):
            continue
        if isinstance(part, Many):
            found[part.key] = sorted({name for key in value for name in names_of(part, key)})
        elif isinstance(part, Link):
            found[part.key] = _only(names_of(part, value), value)
        elif isinstance(part, Rows):
            rows = [row | _parts(part.shape, row, names_of) for row in part.unfolded(value)]
            rows = part.in_order(once(rows, part.distinct))
            found[part.key] = [part.folded(row) for row in rows]
    return found


def _only(names, key):
    """A link has one end: of a thing that has two names in the file, its own."""
    return names[0] if len(names) == 1 else key


def once(rows, keys):
    """Of rows that are equal in these keys, the first: two that they name became one."""
    if not keys:
        return rows
    first = {}
    for row in rows:
        first.setdefault(tuple(row.get(key) for key in keys), row)
    return list(first.values())


def _links(shape, document):
    """(part, key) of each thing that a document names."""
    for part in shape.parts:
        value = document.get(part.key)
        if not value or isinstance(part, Keyed):
            continue
        if isinstance(part, Many):
            yield from ((part, key) for key in value)
        elif isinstance(part, Link):
            yield part, value
        elif isinstance(part, Rows):
            for row in part.unfolded(value):
                yield from _links(part.shape, row)
