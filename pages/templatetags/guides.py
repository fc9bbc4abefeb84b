"""Guides link cases by their slug: ``[Bogota](case:bogota-manzanas-del-cuidado)``."""

import re

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe

from cases.models import Case
from languages.markdown import to_html

register = template.Library()

LINK = re.compile(r'<a href="case:([-\w]+)"[^>]*>(.*?)</a>')


@register.simple_tag
def guide(text):
    """Rendered Markdown; a link to a case that is not published is left as words."""
    html = to_html(text, schemes={"case"})
    published = Case.objects.published().filter(
        slug__in=[slug for slug, _ in LINK.findall(html)]
    )
    slugs = set(published.values_list("slug", flat=True))

    def to_case(link):
        slug, words = link.groups()
        if slug not in slugs:
            return words
        return f'<a href="{reverse("cases:detail", args=[slug])}">{words}</a>'

    return mark_safe(LINK.sub(to_case, html))
