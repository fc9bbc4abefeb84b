"""What goes with a thing that is deleted, and what stands in its way, in words.

A row that only ties it to something else is told by that: what is at its other end stays.
"""

from collections import defaultdict
from itertools import chain

from django.contrib.admin.utils import NestedObjects, quote
from django.db import router
from django.db.models import prefetch_related_objects
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from languages.punctuation import colon

from .kinds import kind_of


def deleted_in_words(things, request, site):
    """(nested lines, {what: how many}, kinds that the account may not delete, what stands in
    the way): what the admin asks of ``get_deleted_objects``."""
    things = list(things)
    if not things:
        return [], {}, set(), []
    collector = NestedObjects(using=router.db_for_write(type(things[0])), origin=things)
    collector.collect(things)
    goes, ties, forbidden = defaultdict(list), defaultdict(list), set()
    for row in with_their_ends(chain.from_iterable(collector.model_objs.values())):
        if not may_go(row, request, site):
            forbidden.add(row._meta.verbose_name)
        others = other_ends(row, things)
        for end in others:
            ties[end._meta.verbose_name_plural].append(str(end))
        if not others:
            goes[row._meta.verbose_name_plural].append(str(row))
    counts = {str(name): len(rows) for name, rows in goes.items()}
    if ties:
        counts[_("ties")] = sum(map(len, ties.values()))
    stays = {_("What stays, and was tied to it: %(what)s") % {"what": name}: rows
             for name, rows in ties.items()}  # fmt: skip
    lines = [*nested(goes), *nested(stays)]
    return lines, counts, forbidden, in_the_way(collector.protected, things, site)


def ends_of(model):
    """The names of what a model ties, if it is one that ties."""
    names = [
        field.name
        for field in model._meta.fields
        if field.many_to_one and field.related_model and kind_of(field.related_model)
    ]
    return names if len(names) > 1 else []


def with_their_ends(rows):
    """The rows, read in one query for each end of a kind of ties."""
    of_model = defaultdict(list)
    for row in rows:
        of_model[type(row)].append(row)
    for model, found in of_model.items():
        prefetch_related_objects(found, *ends_of(model))
        yield from found


def other_ends(row, things):
    """Of a row that ties: what it ties one of some things to; nothing of any other row."""
    if row in things:
        return []
    found = [getattr(row, name) for name in ends_of(type(row))]
    return [end for end in found if end is not None and end not in things]


def may_go(row, request, site):
    model = type(row)
    return not site.is_registered(model) or site.get_model_admin(model).has_delete_permission(
        request, row
    )


def nested(groups):
    """As ``unordered_list`` reads it."""
    return list(
        chain.from_iterable((capfirst(name), sorted(rows)) for name, rows in groups.items())
    )


def in_the_way(rows, things, site):
    """Each thing that names one of those to be deleted, once, with a link to its form."""
    rows = with_their_ends(rows)
    found = dict.fromkeys(chain.from_iterable(other_ends(row, things) or [row] for row in rows))
    return [linked(thing, site) for thing in sorted(found, key=str)]


def linked(thing, site):
    name = capfirst(thing._meta.verbose_name)
    way = f"{site.name}:{thing._meta.app_label}_{thing._meta.model_name}_change"
    try:
        address = reverse(way, args=[quote(thing.pk)])
    except NoReverseMatch:
        return format_html("{}{}{}", name, colon(), thing)
    return format_html('{}{}<a href="{}">{}</a>', name, colon(), address, thing)
