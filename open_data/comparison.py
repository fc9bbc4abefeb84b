"""What two records of a case tell differently.

They may have been written at different times, with other columns: what only one of them has
is no news of the case. The order of rows says nothing either: where it matters there is a
column for it.
"""

import json
import unicodedata
from typing import Any, NamedTuple


class Difference(NamedTuple):
    """A column of the case with its two values, or a tied table with two lists of rows."""

    name: str
    old: Any
    new: Any


def differences(before, after):
    """The columns of the case, then the tables tied to it, that two bodies of the newest
    schema tell differently."""
    (one,), (other,) = before["cases"], after["cases"]
    told = [
        Difference(name, one[name], other[name])
        for name in sorted(one.keys() & other.keys())
        if meaning(one[name]) != meaning(other[name])
    ]
    for name in sorted((before.keys() & after.keys()) - {"cases"}):
        gone, come = apart(before[name], after[name])
        if gone or come:
            told.append(Difference(name, gone, come))
    return told


def apart(before, after):
    """The rows that only the one or only the other has, by the columns that both have."""
    shared = columns(before) & columns(after) if before and after else None
    old, new = keyed(before, shared), keyed(after, shared)
    return (
        [row for key, row in old.items() if key not in new],
        [row for key, row in new.items() if key not in old],
    )


def columns(rows):
    return {name for row in rows for name in row}


def keyed(rows, shared):
    """{what a row means, and its number among rows that mean the same: the row}"""
    found = {}
    for row in rows:
        told = {
            name: meaning(value)
            for name, value in row.items()
            if shared is None or name in shared
        }
        words, number = json.dumps(told, sort_keys=True), 1
        while (words, number) in found:
            number += 1
        found[words, number] = row
    return found


def meaning(value):
    """Equal for two ways to write the same: no text, line ends, composed letters, 1 and 1.0."""
    if value in ("", None):
        return None
    if isinstance(value, str):
        lines = unicodedata.normalize("NFC", value).splitlines()
        return "\n".join(line.rstrip() for line in lines).strip()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
