"""The numbers of sources in texts: marks follow their source, and are not left without."""

import re
from itertools import chain

from languages.texts import CODES, translated_names

from .models.citing import Citing

# [3], but not the words of a link such as [3](https://…).
MARK = re.compile(r"\[(\d{1,3})\](?!\()")

# The relations of a case whose rows cite its sources.
CITING = ["case_levers", "results", "costs", "starting_points", "contacts", "copies"]


def renumbered(text, moves):
    """``moves`` is {number: number now}."""
    return MARK.sub(lambda mark: f"[{moves.get(int(mark[1]), int(mark[1]))}]", text)


def follow(case, moves):
    """Write the new numbers into every text of a case."""
    for row, column, text in _texts(case) if moves else ():
        new = renumbered(text, moves)
        if new != text:
            type(row)._base_manager.filter(pk=row.pk).update(**{column: new})


def citing(case, numbers):
    """{number: labels of the texts that cite it} of those that are cited."""
    found = {}
    for row, column, text in _texts(case):
        for number in {int(mark) for mark in MARK.findall(text)} & set(numbers):
            found.setdefault(number, []).append(str(row._meta.get_field(column).verbose_name))
    return found


def _texts(case):
    """(row, column, text) as saved, of the case and of the rows that are part of it."""
    saved = type(case)._base_manager.get(pk=case.pk)
    parts = (getattr(saved, relation).all() for relation in CITING)
    for row in [saved, *chain.from_iterable(parts)]:
        for column in columns_of(type(row)):
            yield row, column, getattr(row, column)


def columns_of(model):
    """The columns of a model whose text may cite sources."""
    texts = [f"{name}_{code}" for name in translated_names(model) for code in CODES]
    return [*texts, *["cites"] * issubclass(model, Citing)]


def rebase(merged, base, now):
    """Two editors: what mine calls [8] may be [9] beside what the other added meanwhile.
    Gives rows of mine, and my texts, the numbers of what is saved (a ``Merge`` is changed)."""
    had = {pk: _number(row) for pk, row in base.get("sources", {}).items()}
    has = {pk: _number(row) for pk, row in now.get("sources", {}).items()}
    moves = {had[pk]: has[pk] for pk in had.keys() & has.keys() if had[pk] != has[pk]}
    mine, saved = {0, *had.values()}, {0, *has.values()}
    for row in merged.rows.get("sources", []):
        if row.key or not row.values.get("title"):
            continue
        typed = _number(row.values)
        if typed and typed in mine:
            continue  # a place among those that there are, or twice the same: the form says so
        called = typed or max(mine) + 1
        mine.add(called)
        is_now = called if typed and called not in saved else max(saved) + 1
        saved.add(is_now)
        if typed and is_now != called:
            row.values["position"], row.raw["position"] = str(is_now), [str(is_now)]
        if is_now != called:
            moves[called] = is_now
    if moves:
        _renumber_mine(merged, moves)


def cited_and_gone(model, merged, base, now):
    """{number: labels of my texts that cite it} of sources that another deleted since the
    form was opened."""
    had, has = base.get("sources", {}), now.get("sources", {})
    gone = {_number(row) for pk, row in had.items() if pk not in has}
    found = {}
    for part, row, name in _texts_of_mine(merged) if gone else ():
        for number in gone & {int(mark) for mark in MARK.findall(" ".join(row.raw[name]))}:
            owner = model._meta.get_field(part).related_model if part else model
            found.setdefault(number, []).append(str(owner._meta.get_field(name).verbose_name))
    return found


def _renumber_mine(merged, moves):
    for _part, row, name in _texts_of_mine(merged):
        row.raw[name] = [renumbered(text, moves) for text in row.raw[name]]


def _texts_of_mine(merged):
    """(part, row, column) of the texts that I changed."""
    for part, rows in merged.rows.items():
        for row in rows:
            for name in row.mine & set(row.raw):
                if name == "cites" or name.endswith(tuple(f"_{code}" for code in CODES)):
                    yield part, row, name


def _number(values):
    text = str(values.get("position", ""))
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else 0
