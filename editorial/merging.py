"""Two editors, one thing: what each changed since the version that both began with.

What one of them changed goes on; what both changed is asked. A merge works on what the
browser sent, so that every form of the desk has it, with all its rows and ties.
"""

import re
from dataclasses import dataclass, field

from .versions import always_comes, posted, told, typed

ORDER = "position"  # never asked: an order can be mended by moving again
CHOICE = "_take:"  # + name of a field, or of a row: mine, theirs, both
BOTH = "_both:"


@dataclass
class Row:
    """One row of an inline, or the thing itself, as it came from the browser."""

    part: str
    key: str  # id, or nothing for a new one
    values: dict
    is_deleted: bool = False
    was: int | None = None  # its number in the form that came
    raw: dict = field(default_factory=dict)  # {field: texts as sent}
    mine: set = field(default_factory=set)  # names of fields that this editor changed
    missing: set = field(default_factory=set)  # names of fields of which nothing came


@dataclass
class Conflict:
    """What both changed: a field of a row, or, if it has no name, the row."""

    row: Row
    name: str
    base: object
    theirs: object
    mine: object


@dataclass
class Merge:
    rows: dict  # {part: rows, in the order of the form}
    conflicts: list
    theirs: list  # (part, key, name) of what only the other changed; name "" for the row
    is_changed: bool  # whether anything differs from what is saved


def read(data, fields, known):
    """{part: rows} of a form that came: ``fields`` is {part: {name: field}}, ``known`` {part:
    ids}; the numbers in names decide, not how many a browser says there are."""
    rows = {"": [_row(data, "", "", None, fields[""])]}
    for part, columns in fields.items():
        if part:
            found = {re.match(rf"{re.escape(part)}-([0-9]{{1,6}})-", name) for name in data}
            numbers = sorted({int(match[1]) for match in found if match})
            rows[part] = [
                _row(data, part, data.get(f"{part}-{number}-id", ""), number, columns)
                for number in numbers
            ]
    return rows


def _row(data, part, key, number, columns):
    before = f"{part}-{number}-" if part else ""
    row = Row(part, key, {}, bool(part and data.get(f"{before}DELETE")), number)
    for name, column in columns.items():
        row.values[name] = typed(column, data, before + name)
        row.raw[name] = data.getlist(before + name)
        if not row.raw[name] and always_comes(column.widget):
            row.raw[name] = [""]
            row.missing |= {name} if key or not part else set()  # a new row is what it says
    return row


def fill(rows, base, now, fields):
    """Put what the form was opened at where nothing came, so that it is no change of this
    editor's. Gives the names of the fields, and of the parts, in which something is missing."""
    found = {}
    for part, some in rows.items():
        for row in some:
            was = base.get(part, {}).get(row.key) or now.get(part, {}).get(row.key)
            if was is None or row.is_deleted:
                continue  # a new row says itself what it lacks
            row.missing -= {ORDER} if part else set()
            _take(row, row.missing, was, fields[part])
            found |= dict.fromkeys([part] if part and row.missing else row.missing)
    return list(found)


def merge(rows, base, now, fields, known_by):
    """``base`` None: it is not known what the editor began with, so all that differs is
    asked. Rows that another wrote anew under the same natural key are the same rows."""
    merged = Merge({}, [], [], False)
    for part, columns in fields.items():
        had, has = (base or {}).get(part, {}), now.get(part, {})
        mine = rows.get(part, [])
        if part:
            had = _recognise(mine, had, has, known_by.get(part, ()))
        merged.rows[part] = [
            row for row in mine if _keep(merged, row, had, has, columns, base is None)
        ]
        _add_theirs(merged, part, had, has, columns)
    return merged


def _recognise(mine, had, has, names):
    """The base with the ids of now, and those rows of mine that are rows of now."""
    if not names:
        return had

    def key(values):
        return tuple(str(values.get(name)) for name in names)

    anew = {key(values): pk for pk, values in has.items() if pk not in had}
    renamed = {pk: anew.get(key(row), pk) for pk, row in had.items() if pk not in has}
    for row in mine:
        if row.key in renamed:
            row.key = renamed[row.key]
        elif not row.key and "position" not in names and key(row.values) in anew:
            row.key = anew[key(row.values)]
    return {renamed.get(pk, pk): values for pk, values in had.items()}


def _keep(merged, row, had, has, columns, is_unknown):
    """Merge a row into what is saved; False if it is no more."""
    if row.part and not row.key:
        merged.is_changed |= any(
            value != _empty(columns[name])
            for name, value in row.values.items()
            if name != ORDER
        )
        row.mine = set(row.values)
        return True
    base, theirs = had.get(row.key), has.get(row.key)
    if theirs is None:
        return _keep_gone(merged, row, base, is_unknown)
    if row.is_deleted:
        if (base or theirs) != theirs or is_unknown:
            merged.conflicts.append(Conflict(row, "", base or {}, theirs, None))
        merged.is_changed = True
        return True
    for name, column in columns.items():
        _merge_field(merged, row, name, column, base, theirs)
    return True


def _empty(column):
    return told(column, column.initial() if callable(column.initial) else column.initial)


def _keep_gone(merged, row, base, is_unknown):
    """Another deleted it. If this editor wrote in it, it is asked; it would be a new row."""
    if row.is_deleted or (base == row.values and not is_unknown):
        merged.theirs.append((row.part, row.key, ""))
        return False
    row.key, row.mine = "", set(row.values)
    merged.conflicts.append(Conflict(row, "", base or {}, None, row.values))
    merged.is_changed = True
    return True


def _merge_field(merged, row, name, column, base, theirs):
    mine, now = row.values[name], theirs.get(name)
    was = base.get(name) if base else None
    if mine == now:
        return
    if base is not None and mine == was:
        row.values[name], row.raw[name] = now, posted(column, now)
        merged.theirs.append((row.part, row.key, name))
        return
    if name == ORDER and base is not None and was != now:
        row.values[name], row.raw[name] = now, posted(column, now)
        return
    row.mine.add(name)
    merged.is_changed = True
    if isinstance(mine, list) and base is not None:
        row.values[name] = row.raw[name] = _both(was or [], now or [], mine)
        return
    if base is None or was != now:
        merged.conflicts.append(Conflict(row, name, was or "", now, mine))


def _both(was, now, mine):
    """Of themes and the like: what either added is there, what either took away is not."""
    was, now, mine = set(was), set(now), set(mine)
    return sorted((now | (mine - was)) - (was - mine))


def _add_theirs(merged, part, had, has, columns):
    """Rows that another added go before the new ones."""
    mine = {row.key for row in merged.rows[part] if row.key}
    for key, values in has.items():
        if part and key not in mine:
            row = Row(part, key, dict(values))
            row.raw = {name: posted(columns[name], value) for name, value in values.items()}
            merged.rows[part].append(row)
            if key not in had:
                merged.theirs.append((part, key, ""))
    merged.rows[part].sort(key=lambda row: not row.key)  # those that exist stand first


def choose(rows, data, base, fields):
    """Do what was chosen on the page of a conflict; the base is what "theirs" was there."""
    for part, some in rows.items():
        for row in list(some):
            before = f"{part}-{row.was}" if part else ""
            was = base.get(part, {}).get(row.key, {})
            if part and data.get(CHOICE + before) == "theirs":
                if not row.key:
                    some.remove(row)
                row.is_deleted = False
                _take(row, row.values, was, fields[part])
            for name in row.values:
                full = f"{before}-{name}" if part else name
                if data.get(CHOICE + full) == "theirs":
                    _take(row, [name], was, fields[part])
                elif data.get(CHOICE + full) == "both":
                    row.values[name] = data.get(BOTH + full, "")
                    row.raw[name] = [row.values[name]]


def _take(row, names, values, columns):
    for name in list(names):
        if name in values:
            row.values[name] = values[name]
            row.raw[name] = posted(columns[name], values[name])


def written(data, rows):
    """``data`` (a QueryDict) with these rows in place of its own, numbered anew."""
    parts = [part for part in rows if part]
    new = data.copy()
    any_part = "|".join(map(re.escape, parts)) or "(?!)"
    own = re.compile(rf"(?:{any_part})-(?:\d+-|TOTAL|INITIAL)|{CHOICE}|{BOTH}")
    for name in filter(own.match, list(new)):
        del new[name]
    moved = _numbered_anew(rows)
    for part, some in rows.items():
        for row in some:
            _write(new, row, moved)
        if part:
            new[f"{part}-TOTAL_FORMS"] = str(len(some))
            new[f"{part}-INITIAL_FORMS"] = str(sum(bool(row.key) for row in some))
    return new


def _numbered_anew(rows):
    """{"sources-7": "sources-8"} of rows whose number in the form is another now."""
    moved = {}
    for part, some in rows.items():
        for number, row in enumerate(some) if part else ():
            if row.was is not None:
                moved[f"{part}-{row.was}"] = f"{part}-{number}"
            row.was = number
    return moved


def _write(new, row, moved):
    before = f"{row.part}-{row.was}-" if row.part else ""
    for name, texts in row.raw.items():
        new.setlist(before + name, [moved.get(text, text) for text in texts])
        if not texts:
            new.pop(before + name, None)
    if row.part:
        new[f"{before}id"] = row.key
        if row.is_deleted:
            new[f"{before}DELETE"] = "on"
