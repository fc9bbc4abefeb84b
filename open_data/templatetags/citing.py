"""What the pages of cases and contributions say of how to cite them."""

import json

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from .. import metadata
from ..citable import of_case, of_contribution, of_notice
from ..formats import FORMATS
from ..styles import citations

register = template.Library()
# No end of a script, and no entity, may stand in the data of one.
INERT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.inclusion_tag("open_data/_cite.html")
def cite_case(case):
    return citing(of_case(case), "open_data:case_reference", case.slug)


@register.inclusion_tag("open_data/_cite.html")
def cite_notice(contribution):
    return citing(of_notice(contribution), "open_data:notice_reference", contribution.slug)


@register.inclusion_tag("open_data/_cite.html")
def cite_contribution(contribution):
    work = of_contribution(contribution)
    told = citing(work, "open_data:contribution_reference", contribution.slug)
    return told | {"of": "document"}


def citing(work, route, slug):
    references = [format for format in FORMATS.values() if format.of_works]
    return {
        "citations": citations(work),
        "downloads": [
            (format.label, reverse(route, args=[slug, format.extension]))
            for format in references
        ],
    }


@register.inclusion_tag("open_data/_metadata.html")
def case_metadata(case):
    work = of_case(case)
    subjects = [str(row.lever) for row in case.case_levers.all()]
    subjects += [str(theme) for theme in case.themes.all()]
    places = [str(row.place) for row in case.case_places.all()]
    return {
        "tags": metadata.tags(work, subjects, places),
        "linked_data": linked_data(metadata.of_case(case, work)),
    }


@register.inclusion_tag("open_data/_metadata.html")
def contribution_metadata(contribution):
    levers = [str(lever) for lever in contribution.levers.all()]
    work = of_contribution(contribution)
    return {
        "tags": metadata.tags(of_notice(contribution), levers),
        "linked_data": linked_data(metadata.of_contribution(contribution, work)),
    }


@register.simple_tag
def linked_data(value):
    """A block of data, which no browser runs and no policy forbids."""
    data = json.dumps(value, ensure_ascii=False).translate(INERT)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(data))
