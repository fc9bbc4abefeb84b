"""What a form must carry along so that the reader loses no choice."""

from urllib.parse import urlencode

from django import template

from languages.addresses import page_in_address

from ..arranging import town_of
from ..facet_kinds import Choices, Shown
from ..facets import CASE, FACETS
from ..filters import ORDERING, CaseFilter

register = template.Library()
BY_NAME = {CASE.name} | {
    facet.name for facet in FACETS if isinstance(facet, Choices) and facet.shown == Shown.NAMED
}


@register.filter
def carried(question):
    """(name, value) of every choice made."""
    for name, chosen in question.chosen.items():
        values = chosen if isinstance(chosen, list) else [chosen]
        yield from ((name, value) for value in values)


@register.filter
def kept(question):
    """(name, value) of every choice made, but the words searched for."""
    return [(name, value) for name, value in carried(question) if name != "q"]


@register.filter
def ordering(question):
    """(name, value) of what only orders the answer: the boxes of the facets have no such."""
    return [(name, value) for name, value in carried(question) if name in ORDERING]


@register.filter
def named(question):
    """(name, value) of what is chosen by name: the boxes of the facets have no such either."""
    return [(name, value) for name, value in carried(question) if name in BY_NAME]


@register.filter
def picked(question):
    """The cases that it names one by one: they are kept wherever this question is open."""
    return question.chosen.get(CASE.name, [])


@register.filter
def beside(picked, cases):
    """Those that are none of these, and not withdrawn: the page has no box for them."""
    here = {case.slug for case in cases or ()}
    return [one for one in picked or () if one not in here and not one.is_withdrawn]


@register.filter
def town(question):
    return list(town_of(question))


@register.filter
def beside_town(question):
    """(name, value) of every choice but the town: what a form that asks for one carries."""
    return [(name, value) for name, value in carried(question) if name not in ("near", "sort")]


@register.filter
def beside_order(question):
    """(name, value) of what narrows the question: what a form that orders it anew carries."""
    return [(name, value) for name, value in carried(question) if name not in ORDERING]


@register.simple_tag(takes_context=True)
def question_query(context, **changes):
    """The query string of the question of the page, with some changes: see CaseFilter. Of a
    page without a question, no more than the changes."""
    question = context.get("question") or CaseFilter()
    query = question.query(**changes)
    return query if query != "?" or context["request"].GET else ""


@register.simple_tag(takes_context=True)
def page_address(context, number):
    """Where a page of the list is that a page of the atlas shows."""
    query = question_query(context, page=page_in_address(number))
    return query if query.strip("?") else context["request"].path


@register.filter
def typed(question, name):
    """What was understood of a parameter; else what was typed, to be mended."""
    return question.typed(name)


@register.filter
def field(form, name):
    return form.fields.get(name)


@register.filter
def asked_as(things, name):
    """The query string that asks for any of these things: ``lever=a&lever=b``."""
    return urlencode([(name, thing.slug) for thing in things])
