"""How records say things, and how what an older one says is read today.

A column that is added or removed, or a language, needs nothing here: two records are compared
by what both tell. Where the same thing is told in another way (a column renamed, a value with
another code or unit), the last of UPGRADES says how: a function that gets a body of the schema
before and gives it in the one after. Records stay as they were written.
"""

from copy import deepcopy

UPGRADES = ()


def newest():
    """The number of the schema in which records are written today."""
    return len(UPGRADES) + 1


def upgraded(body, schema):
    """What a body of a schema says, as it would be said today."""
    if schema == newest():
        return body
    told = deepcopy(body)
    for upgrade in UPGRADES[schema - 1 :]:
        told = upgrade(told)
    return told


def renamed(table, old, new):
    """The upgrade for a column that has another name."""

    def upgrade(body):
        for row in body.get(table, []):
            if old in row:
                row[new] = row.pop(old)
        return body

    return upgrade


def recoded(table, column, codes):
    """The upgrade for values that have other codes: {old: new}; others stay."""

    def upgrade(body):
        for row in body.get(table, []):
            if row.get(column) in codes:
                row[column] = codes[row[column]]
        return body

    return upgrade
