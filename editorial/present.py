"""A form of the desk says who else has it open: as it is opened, and then as often as its
script (``static/js/here.js``) asks."""

import uuid
from contextlib import suppress

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError, transaction
from django.http import Http404, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from languages.punctuation import joined

from .presence import Presence

NAMED = 3  # of those who are here; more are counted
LEFT = "left"  # in what the script sends: the form is being left


class PresentAdmin(admin.ModelAdmin):
    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_here"
        view = self.admin_site.admin_view(self.here_view)
        return [path("<path:object_id>/here/", view, name=name), *super().get_urls()]

    def here_address(self, thing):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_here"
        return reverse(name, args=[getattr(thing, "original", thing).pk])

    @method_decorator(require_POST)
    def here_view(self, request, object_id):
        """{"words": who else is here, in the language of who asks; "" for nobody}"""
        request.is_at_copy = True  # what the form shows, and what its rights are asked of
        thing = self.get_object(request, unquote(object_id))
        if thing is None:
            raise Http404
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied(_("Your account may not do this."))
        form = form_in(request)
        if LEFT in request.POST:
            Presence.objects.end(thing, request.user, form)
            return JsonResponse({"words": ""})
        return JsonResponse({"words": self.told_here(request, thing, form)})

    def told_here(self, request, thing, form):
        """Words. Who may only read is told, and keeps nobody waiting. A database that is not
        to be written now is no reason to refuse anybody a form."""
        may_write = self.has_change_permission(request, thing)
        with suppress(OperationalError), transaction.atomic():
            Presence.objects.prune()
            if form and may_write:
                Presence.objects.renew(thing, request.user, form)
        return in_words(Presence.objects.others(thing, request.user), may_write=may_write)

    def render_change_form(self, request, context, add=False, change=False, form_url="",
                           obj=None):  # fmt: skip
        if obj is not None:
            form = uuid.uuid4()
            is_opened = request.method == "GET"
            context["here"] = self.told_here(request, obj, is_opened and form)
            context["here_form"] = form.hex
            context["here_address"] = self.here_address(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


def form_in(request):
    try:
        return uuid.UUID(request.POST.get("form", ""))
    except ValueError as error:
        raise BadRequest("No form of ours has this name.") from error


def in_words(others, *, may_write):
    if not others:
        return ""
    if len(others) == 1:
        [(name, since)] = others
        told = _("%(name)s has this form open since %(time)s.")
        words = [told % {"name": name, "time": time_of(since)}]
    else:
        names = joined(f"{name} ({time_of(since)})" for name, since in others[:NAMED])
        more = len(others) - NAMED
        if more > 0:
            both = ngettext(
                "%(names)s and %(count)d other", "%(names)s and %(count)d others", more
            )
            names = both % {"names": names, "count": more}
        words = [_("%(names)s have this form open.") % {"names": names}]
    if may_write:
        words.append(_("Your changes are merged; where you write in the same place, you are "
                       "asked."))  # fmt: skip
    return " ".join(words)


def time_of(since):
    """The day too, of a form that was open overnight."""
    since = timezone.localtime(since)
    is_today = since.date() == timezone.localdate()
    return date_format(since, "TIME_FORMAT" if is_today else "SHORT_DATETIME_FORMAT")
