"""The way from a row at the desk to its page: only for what readers see, and for who sees it at
the desk. Django's own tells whoever is signed in the address of any row, a draft's too."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import redirect


def on_site(request, content_type_id, object_id):
    model = ContentType.objects.filter(pk=content_type_id).first()
    desk = model and admin.site._registry.get(model.model_class())
    thing = desk and desk.get_object(request, object_id)
    if not (thing and desk.has_view_permission(request, thing)):
        raise Http404
    if desk.get_view_on_site_url(thing) is None:
        raise Http404
    return redirect(getattr(thing, "original", thing).get_absolute_url())


on_site = admin.site.admin_view(on_site)
