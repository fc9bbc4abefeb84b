"""Writing rows from what a document says: only what differs is written, so that dates of
change, and whoever follows them, tell what really changed."""

from collections import Counter

from .content_files import File
from .uniform import everywhere


def read(path):
    """What a YAML file says, in plain values."""
    return everywhere(File(path).read())


def put(model, values, *, row=None, new=None, by="slug", check=lambda row: None):
    """(the row with this key, whether it was written). ``row`` is given where it had another
    key; ``new`` is for a row made now, and ``check`` is asked before it is written."""
    rows = (
        model._base_manager.filter(pk=row.pk)
        if row
        else model.objects.filter(**{by: values[by]})
    )
    row = rows.select_for_update().first()
    had = row and said(row)
    row = row or model(**(new or {}))
    for name, value in values.items():
        setattr(row, name, value)
    is_other = said(row) != had
    if is_other:
        check(row)
    if is_other and had:
        save_dated(row, *values)
    elif is_other:
        row.save()
    return row, is_other


def save_dated(row, *names):
    """Save these columns and the date of change, and nothing that others decide: the state."""
    dated = any(field.name == "updated_at" for field in row._meta.fields)
    row.save(update_fields=[*names, *["updated_at"] * dated])


def replace(rows, wanted, resting=None):
    """Whether the rows that belong to another, such as ``case.sources``, were not those that
    are wanted ({column: value} for each). Those that are wanted stay; the others are written
    anew, and rows that rest on them go before them."""
    owner = {rows.field.name: rows.instance}
    new = [rows.model(**owner, **values) for values in wanted]
    missing, gone = Counter(map(said, new)), []
    for row in rows.all():
        if missing[said(row)]:
            missing[said(row)] -= 1
        else:
            gone.append(row.pk)
    if gone:
        if resting is not None:
            resting.filter(**{f"{rows_rested_on(resting, rows.model)}__in": gone}).delete()
        rows.filter(pk__in=gone).delete()
    if new := [row for row in new if taken(missing, said(row))]:
        rows.bulk_create(new)
    return bool(gone or new)


def taken(counts, key):
    """Whether one of these was left, and now is not."""
    counts[key] -= 1
    return counts[key] >= 0


def rows_rested_on(resting, model):
    """The name of the column by which rows rest on those of a model."""
    return next(field.name for field in resting.model._meta.fields
                if field.related_model is model)  # fmt: skip


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
