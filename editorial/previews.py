"""A pending change, or a draft, on its real page: for editors, and by a signed link that ends
for whoever is to see it without an account."""

from datetime import timedelta

from django.apps import apps
from django.contrib import admin
from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from languages.addresses import absolute

SALT = "editorial.previews"
DAYS = 14  # how long a link may be used


def address_of(thing):
    """A new link to what a working copy or a draft says, whatever it will say then."""
    token = signing.dumps([thing._meta.label_lower, thing.original.pk, thing.pk], salt=SALT)
    return reverse("preview", args=[token])


def link_to(thing):
    """The same to send to somebody, with the day on which it ends."""
    ends = timezone.localdate() + timedelta(days=DAYS)
    return {"address": absolute(address_of(thing)), "ends": ends}


@require_safe
def preview(request, token):
    try:
        label, original, pk = signing.loads(token, salt=SALT, max_age=DAYS * 86400)
    except signing.SignatureExpired:
        return _unlisted(_over(request, "ended", 410))
    except (signing.BadSignature, ValueError, TypeError):
        return _unlisted(_over(request, "unknown", 404))
    rows = apps.get_model(label)._base_manager
    thing = rows.filter(pk=pk).first()
    if thing is not None and not thing.is_published:
        request.preview = {"thing": thing, "published": _published(thing.original)}
        return _unlisted(admin.site.get_model_admin(type(thing)).page(request, thing))
    now = rows.filter(pk=original).first()
    if now is not None and now.is_published and thing is not None:
        return _unlisted(redirect(now))  # a draft that was published since
    return _unlisted(_over(request, "gone", 410, published=_published(now)))


def _published(thing):
    return thing if thing is not None and thing.is_published else None


def _over(request, why, status, **context):
    context |= {"why": why, "is_refusal": True}
    return render(request, "editorial/preview_over.html", context, status=status)


def _unlisted(response):
    """Neither kept by anybody nor found by machines, nor told to the pages it links to."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response
