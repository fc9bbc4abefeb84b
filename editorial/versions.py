"""What a form was opened at, as data: it goes out with the form, signed, and comes back.

A version is ``{part: {key: {field: value}}}``: part ``""`` is the thing itself (its only key
``""``), any other part is an inline by its prefix, its keys the rows' ids. A value is a text,
or a sorted list of texts, and the same on every database and in every language of the desk.
"""

import datetime
from decimal import Decimal

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin
from django.core import signing
from django.core.exceptions import ValidationError

from languages.texts import CODES
from languages.uniform import uniform

from .passages import bare

ENDS = {f"_{code}" for code in CODES}  # of the names of texts
FIELD = "_base"  # its name in the form
SALT = "editorial.versions"


def told(field, value):
    """A value of a form's field, as a version has it."""
    value = field.prepare_value(value)
    if value is None or value is False:
        return ""
    if isinstance(value, list | tuple | set):
        return sorted(str(one) for one in value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "on" if value is True else uniform(str(value)).strip()


def typed(field, data, name):
    """The same of what an editor sent under this name; what cannot be read stays as sent."""
    value = field.widget.value_from_datadict(data, {}, name)
    if not isinstance(field, forms.ModelChoiceField):
        try:
            value = field.to_python(value)
        except ValidationError:
            value = value or ""
    return told(field, value)


def posted(field, value):
    """The texts that a browser would send for a value of a version."""
    if isinstance(value, list):
        return value
    if value and isinstance(field, forms.DateField):
        return [field.widget.format_value(datetime.date.fromisoformat(value))]
    return [value] if value else [""] if always_comes(field.widget) else []


def always_comes(widget):
    """Whether a browser sends something of it, though nothing be typed: boxes of which none is
    ticked send nothing, nor does a select that has fetched no choice yet."""
    widget = getattr(widget, "widget", widget)  # Django's admin wraps it
    is_silent = isinstance(widget, forms.RadioSelect | AutocompleteMixin)
    return not is_silent and widget.value_omitted_from_data({}, {}, "name")


def fields_of(formset):
    """{name: field} of a row, without its id and its owner."""
    own = {formset.fk.name, formset.model._meta.pk.name}
    return {name: field for name, field in formset.form.base_fields.items() if name not in own}


def version_of(form, formsets):
    """Of forms that nobody has typed in."""
    version = {"": {"": _initial(form, form.fields)}}
    for formset in formsets:
        version[formset.prefix] = {
            str(row.instance.pk): _initial(row, fields_of(formset))
            for row in formset.initial_forms
        }
    return version


def _initial(form, fields):
    return {
        name: told(field, form.get_initial_for_field(field, name))
        for name, field in fields.items()
    }


def moved_texts(base, now):
    """{bare text now: the text before} of what another wrote since the form was opened."""
    return {
        bare(text): was
        for part, rows in (now if base else {}).items()
        for key, values in rows.items()
        for name, text in values.items()
        if isinstance(text, str) and name[-3:] in ENDS
        if (was := base.get(part, {}).get(key, values).get(name, "")) != text
    }


def sealed(thing, version):
    return signing.dumps([_seal_of(thing), thing.pk, version], salt=SALT, compress=True)


def opened(thing, seal):
    """(the version in a seal, the key of the row that it is of: the thing itself or a working
    copy); (None, None) if it is missing, forged, or of another thing."""
    try:
        of, pk, version = signing.loads(seal, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None, None
    return (version, pk) if of == _seal_of(thing) else (None, None)


def _seal_of(thing):
    return f"{thing._meta.label_lower}:{getattr(thing, 'original', thing).pk}"
