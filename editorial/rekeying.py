"""Rows of a form that are other rows now: meanwhile a working copy was made of what the form
showed, or was published or discarded, or a loader wrote the rows anew."""

from django import forms

ORDER = "position"


def references(fields, models):
    """{part: {name of a field: the part that it points to}}; ``models`` is {part: model}."""
    parts = {model: part for part, model in models.items()}
    return {
        part: {
            name: parts[field.queryset.model]
            for name, field in columns.items()
            if isinstance(field, forms.ModelChoiceField) and field.queryset.model in parts
        }
        for part, columns in fields.items()
    }


def same_rows(base, now, known_by, refs, known):
    """{part: {id in the base: id now}}. ``known``: the same of what is sure."""
    found = {}
    for part, had in base.items():
        has = now.get(part, {})
        copied = known.get(part, {})
        sure = {old: new for old, new in copied.items() if new in has}
        lost = {pk: row for pk, row in had.items() if pk not in has and pk not in copied}
        free = {pk: row for pk, row in has.items() if pk not in had}
        free = {pk: row for pk, row in free.items() if pk not in sure.values()}
        found[part] = sure | _alike(lost, free, known_by.get(part, ()), refs.get(part, {}))
    return found


def _alike(lost, free, names, pointing):
    """First rows that say the same wherever they stand, then rows known by the same."""

    def all_of(row):
        said = {name: value for name, value in row.items() if name not in {ORDER, *pointing}}
        return tuple(sorted((name, str(value)) for name, value in said.items()))

    def key_of(row):
        return tuple(str(row.get(name)) for name in names)

    found = {}
    for told in (all_of, key_of) if names else (all_of,):
        there = {}
        for pk, row in free.items():
            if pk not in found.values():
                there.setdefault(told(row), pk)
        for pk, row in lost.items():
            if pk not in found and (new := there.pop(told(row), None)):
                found[pk] = new
    return found


def rekey(rows, base, keys, refs):
    """Give what an editor sent, and what it began with, the ids of now."""
    for part, some in rows.items():
        for row in some:
            row.key = keys.get(part, {}).get(row.key, row.key)
            for name, target in refs.get(part, {}).items():
                moved = keys.get(target, {})
                if row.values.get(name) in moved:
                    row.values[name] = moved[row.values[name]]
                    row.raw[name] = [row.values[name]]
    for part in base:
        moved = keys.get(part, {})
        base[part] = {moved.get(pk, pk): values for pk, values in base[part].items()}
        for values in base[part].values():
            for name, target in refs.get(part, {}).items():
                values[name] = keys.get(target, {}).get(values.get(name), values.get(name))


def turn_into(thing, copy, keys, form, formsets):
    """Let forms that were read for one row, and are not saved yet, be saved to its copy.
    ``keys``: {part: {id of a row: id of its copy}}."""
    for field in thing._meta.concrete_fields:
        if field.name not in form.cleaned_data:
            setattr(thing, field.attname, getattr(copy, field.attname))
    thing._prefetched_objects_cache = {}
    parts = {formset.model: formset.prefix for formset in formsets}
    for formset in formsets:
        for row in formset.forms:
            _turn_row(row.instance, formset, thing, keys, parts)


def _turn_row(row, formset, thing, keys, parts):
    own = keys.get(formset.prefix, {})
    if row.pk is not None:
        row.pk = row._meta.pk.to_python(own[str(row.pk)])
    setattr(row, formset.fk.name, thing)
    for field in row._meta.fields:
        moved = keys.get(parts.get(field.related_model), {})
        if new := moved.get(str(getattr(row, field.attname, ""))):
            setattr(row, field.attname, field.target_field.to_python(new))
