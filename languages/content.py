"""Reading content files: YAML in which a text is ``{fr: …, en: …, es: …}``.

What a file says replaces what the database had, and only what differs is written: dates of
change, and whoever follows them, tell what really changed.
"""

from collections import Counter

import yaml
from django.core.exceptions import ValidationError

from .texts import CODES
from .uniform import everywhere

# libyaml reads the same in a tenth of the time; not every machine has it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path):
    with path.open(encoding="utf-8") as file:
        return everywhere(yaml.load(file, Loader=LOADER))


def texts(entry, *names):
    """The columns of translated texts: {"title": {"fr": "x"}} gives title_fr="x", …"""
    return {
        f"{name}_{code}": ((entry.get(name) or {}).get(code) or "").strip()
        for name in names
        for code in CODES
    }


def facts(entry, *names):
    return {name: entry.get(name) for name in names}


def by_slug(model, slugs):
    """The rows with these slugs, all of them: an unknown one is a fault of the file."""
    found = list(model.objects.filter(slug__in=slugs))
    if unknown := set(slugs) - {row.slug for row in found}:
        raise ValueError(f"unknown {model._meta.model_name}: {', '.join(sorted(unknown))}")
    return found


def put(model, values, *, new=None, by="slug"):
    """(the row with this key, whether it was written); ``new`` is for a row made now."""
    row = model.objects.select_for_update().filter(**{by: values[by]}).first()
    had = row and said(row)
    row = row or model(**(new or {}))
    for name, value in values.items():
        setattr(row, name, value)
    is_other = said(row) != had
    if is_other:
        check_words(row)
    if is_other and had:
        save_dated(row, *values)
    elif is_other:
        row.save()
    return row, is_other


def check_words(row):
    """Ask of each text what a form would ask: its length, an address, a slug. Tables ask the
    rest."""
    wrong = {}
    for field in row._meta.concrete_fields:
        words = field.value_from_object(row)
        try:
            if words and isinstance(words, str):
                field.run_validators(words)
        except ValidationError as error:
            wrong[field.name] = error
    if wrong:
        raise ValidationError(wrong)


def save_dated(row, *names):
    """Save these columns and the date of change, and nothing that others decide: the state."""
    dated = any(field.name == "updated_at" for field in row._meta.fields)
    row.save(update_fields=[*names, *["updated_at"] * dated])


def written(pairs):
    """Of what ``put`` gives, the rows that were written."""
    return [row for row, is_other in pairs if is_other]


def replace(rows, wanted, resting=None):
    """Whether the rows that belong to another, such as ``case.sources``, were not those that
    are wanted ({column: value} for each) and were all written anew. Rows that rest on them go
    before them."""
    owner = {rows.field.name: rows.instance}
    new = [rows.model(**owner, **values) for values in wanted]
    is_other = Counter(map(said, rows.all())) != Counter(map(said, new))
    if is_other:
        for row in new:
            check_words(row)
        if resting is not None:
            resting.all().delete()
        rows.all().delete()
        rows.bulk_create(new)
    return is_other


def tie(manager, wanted):
    """Whether the rows of a many-to-many were others than those that are wanted."""
    is_other = set(manager.all()) != set(wanted)
    if is_other:
        manager.set(wanted)
    return is_other


def said(row):
    """All that a row says, in the types of its columns: files write 4.7 for a decimal."""
    return tuple(
        field.to_python(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if not field.primary_key
    )
