from django.contrib import admin
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .chapters import CHAPTERS, pieces


@require_safe
def chapter(request, name="contributing"):
    """One chapter, in the language of the desk."""
    if name not in CHAPTERS:
        raise Http404(_("The guide has no such chapter."))
    parts = [
        one | {"html": mark_safe(one["html"])} if "html" in one else one  # it is sanitised
        for one in pieces(name, get_language())
    ]
    context = {
        **admin.site.each_context(request),
        "title": CHAPTERS[name],
        "subtitle": None,
        "parts": parts,
        "chapters": CHAPTERS.items(),
        "name": name,
    }
    return TemplateResponse(request, "guide/chapter.html", context)
