"""The history of a thing at the desk: who, when, why, and what, in words; the way back to an
older version, and to what was deleted."""

from datetime import timedelta
from urllib.parse import quote

from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from languages.uniform import uniform

from . import taking_back
from .comments import Comment
from .document_differences import contents, differences, labels
from .kinds import checksum, kind_of
from .once import done_once
from .revisions import Revision

REASON = "_reason"  # its name in a form: a line that says why
SEEN = "_seen"  # what a page of confirmation showed, as a checksum
PER_PAGE = 25
ONE_SAVE = timedelta(seconds=5)  # between a revision and the entry in Django's own log


def said(request, name):
    """What was typed there, in the form in which it is kept."""
    return uniform(request.POST.get(name, "")).strip()


def reason_in(request):
    return said(request, REASON)


class HistoryAdmin(admin.ModelAdmin):
    keeps_deleted = True  # the list leads to what was deleted
    change_list_template = "admin/editorial/change_list.html"
    delete_confirmation_template = "admin/editorial/delete.html"

    def get_urls(self):
        if kind_of(self.model) is None:  # it has no versions: Django's own log is its history
            return super().get_urls()
        name = f"{self.opts.app_label}_{self.opts.model_name}"

        def way(route, view, called):
            return path(route, self.admin_site.admin_view(view), name=f"{name}_{called}")

        return [
            way("deleted/", self.deleted_view, "deleted"),
            way("deleted/<int:pk>/", self.restore_view, "restore"),
            way("<path:object_id>/history/compare/", self.compare_view, "compare"),
            way("<path:object_id>/history/<int:number>/", self.version_view, "version"),
            way(
                "<path:object_id>/history/<int:number>/take-back/", self.take_back_view,
                "take_back",
            ),
            *super().get_urls(),
        ]  # fmt: skip

    def render_change_form(self, request, context, *args, **options):
        context["reason"] = reason_in(request)
        return super().render_change_form(request, context, *args, **options)

    # --- looking --------------------------------------------------------------------------

    def history_view(self, request, object_id, extra_context=None):
        if kind_of(self.model) is None:
            return super().history_view(request, object_id, extra_context)
        thing = self.seen(request, object_id)
        revisions = Revision.objects.of(thing)
        page = Paginator(moments(thing, revisions), PER_PAGE).get_page(request.GET.get("p"))
        numbers = [number for _at, number, _entry in page.object_list if number]
        made = revisions.filter(number__in=numbers).select_related("made_by").defer("document")
        by_number = {revision.number: revision for revision in made}
        said_of = comments_of(thing, numbers)
        last = revisions.values_list("number", flat=True).first()
        lines = [
            self.line(by_number[number], last) | {"comments": said_of.get(number, [])}
            if number
            else {"entry": entry}
            for _at, number, entry in page.object_list
        ]
        context = self.framed(request, thing, _("History"), lines=lines, page=page, last=last)
        return TemplateResponse(
            request, "admin/editorial/history.html", context | (extra_context or {})
        )

    def line(self, revision, last):
        return {
            "revision": revision,
            "what": ", ".join(labels(kind_of(self.model).shape, revision.keys)),
            "is_last": revision.number == last,
            "is_first": revision.number == 1,
        }

    def compare_view(self, request, object_id):
        """Two versions, ``?from=2&to=3``; without them the last one and the one before."""
        thing = self.seen(request, object_id)
        revisions = Revision.objects.of(thing).select_related("made_by")
        last = revisions.values_list("number", flat=True).first() or 0
        to = whole(request.GET.get("to"), last)
        since = whole(request.GET.get("from"), max((to or 0) - 1, 1))
        found = {one.number: one for one in revisions.filter(number__in=[since or 0, to or 0])}
        if not {since, to} <= found.keys():
            raise Http404(_("This history has no such version."))
        old, new = found[since], found[to]
        told = differences(kind_of(self.model).shape, old.document, new.document)
        context = self.framed(
            request, thing, _("Comparison"), old=old, new=new, pair=[old, new],
            groups=grouped(told), numbers=range(last, 0, -1), last=last,
        )  # fmt: skip
        return TemplateResponse(request, "admin/editorial/compare.html", context)

    def version_view(self, request, object_id, number):
        thing = self.seen(request, object_id)
        revision = self.revision(thing, number)
        title = _("Version %(number)s") % {"number": number}
        context = self.framed(
            request, thing, title, revision=revision, groups=self.whole(revision)
        )
        return TemplateResponse(request, "admin/editorial/version.html", context)

    # --- taking back ----------------------------------------------------------------------

    @done_once
    def take_back_view(self, request, object_id, number):
        """A page that shows what will change; a post does it, if that is still so."""
        thing = self.seen(request, object_id)
        if not self.may_take_back(request, thing):
            raise PermissionDenied
        revision = self.revision(thing, number)
        try:
            present, old = taking_back.reading(thing, revision)
            seen = checksum({"present": checksum(present), "taken": checksum(old.document)})
            is_stale = request.method == "POST" and request.POST.get(SEEN) != seen
            if request.method == "POST" and not is_stale:
                return self.taken_back(request, thing, revision)
        except taking_back.Refused as refusal:
            return self.refused(request, thing, revision, refusal)
        told = differences(kind_of(self.model).shape, present, old.document)
        context = self.framed(
            request, thing, _("Take back version %(number)s?") % {"number": number},
            revision=revision, groups=grouped(told), lost=old.lost, seen=seen,
            is_stale=is_stale, reason=reason_in(request),
        )  # fmt: skip
        return TemplateResponse(
            request, "admin/editorial/take_back.html", context, status=409 if is_stale else 200
        )

    def taken_back(self, request, thing, revision):
        lost = taking_back.take_back(
            thing, revision, by=request.user, reason=reason_in(request)
        )
        self.log_change(request, thing, [{"changed": {}}])
        words, view = (
            _("Version %(number)s was taken back. This, too, can be taken back."),
            "history",
        )
        if getattr(thing, "is_published", False):
            words = _("Version %(number)s waits as a pending change: readers see it once it is "
                      "published.")  # fmt: skip
            view = "change"
        self.message_user(request, words % {"number": revision.number}, messages.SUCCESS)
        for line in lost:
            self.message_user(request, line, messages.WARNING)
        return HttpResponseRedirect(self.way_to(view, thing.pk))

    def refused(self, request, thing, revision, refusal):
        title = _("Version %(number)s cannot be taken back") % {"number": revision.number}
        context = self.framed(request, thing, title, revision=revision, refusal=refusal)
        return TemplateResponse(request, "admin/editorial/take_back.html", context, status=409)

    # --- restoring ------------------------------------------------------------------------

    def deleted_view(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        gone = Revision.objects.deleted(kind_of(self.model)).select_related("made_by")
        page = Paginator(gone, PER_PAGE).get_page(request.GET.get("p"))
        for revision in page.object_list:
            revision.name = name_of(revision)
        context = self.framed(request, None, _("Deleted"), page=page)
        return TemplateResponse(request, "admin/editorial/deleted.html", context)

    @done_once
    def restore_view(self, request, pk):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        may = self.may_restore(request)
        if request.method == "POST" and not may:
            raise PermissionDenied
        gone = Revision.objects.deleted(kind_of(self.model)).select_related("made_by")
        revision = gone.filter(pk=pk).first()
        if revision is None:
            raise Http404(_("This was restored already, or was never deleted."))
        revision.name, refusal = name_of(revision), None
        try:
            if request.method == "POST":
                return self.restored(request, revision)
            taking_back.refuse_taken(kind_of(self.model), revision)
        except taking_back.Refused as error:
            refusal = error
        context = self.framed(
            request, None, revision.name, revision=revision, refusal=refusal, may=may,
            groups=self.whole(revision), reason=reason_in(request),
            is_published_by_deeds=kind_of(self.model).is_published_by_deeds,
        )  # fmt: skip
        status = 409 if request.method == "POST" else 200
        return TemplateResponse(request, "admin/editorial/restore.html", context, status=status)

    def restored(self, request, revision):
        thing, lost = taking_back.restore(revision, by=request.user, reason=reason_in(request))
        self.log_addition(request, thing, [{"added": {}}])
        words = _("“%(name)s” was restored, with its address.") % {"name": thing}
        self.message_user(request, words, messages.SUCCESS)
        for line in lost:
            self.message_user(request, line, messages.WARNING)
        return HttpResponseRedirect(self.way_to("change", thing.pk))

    def may_take_back(self, request, thing):
        return self.has_change_permission(request, thing)

    def may_restore(self, request):
        return self.has_add_permission(request)

    # --- what they share ------------------------------------------------------------------

    def seen(self, request, object_id):
        thing = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        if thing is None:
            raise Http404(_("This is no longer in the atlas."))
        return thing

    def revision(self, thing, number):
        rows = Revision.objects.of(thing).select_related("made_by")
        if (found := rows.filter(number=number).first()) is None:
            raise Http404(_("This history has no such version."))
        return found

    def whole(self, revision):
        return grouped(contents(kind_of(self.model).shape, revision.document))

    def way_to(self, view, *arguments):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}"
        return reverse(name, args=[quote(str(one)) for one in arguments])

    def framed(self, request, thing, title, **shown):
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": None,
            "opts": self.opts,
            "object": thing,
            "original": thing,
            "may_take_back": thing is not None and self.may_take_back(request, thing),
            **shown,
        }


def moments(thing, revisions):
    """[(time, number, None) or (time, None, entry)], the newest first: the revisions, and what
    Django's log knows besides."""
    made = list(revisions.values_list("made_at", "number", "made_by"))
    entries = LogEntry.objects.filter(
        content_type__app_label=thing._meta.app_label,
        content_type__model=thing._meta.model_name,
        object_id=quote(str(thing.pk)),
    ).select_related("user")
    own = [
        (entry.action_time, None, entry)
        for entry in entries
        if not any(
            by == entry.user_id and abs(at - entry.action_time) < ONE_SAVE
            for at, _number, by in made
        )
    ]
    told = [*((at, number, None) for at, number, _by in made), *own]
    return sorted(told, key=lambda one: (one[0], one[1] or 0), reverse=True)


def comments_of(thing, numbers):
    """{number: [Comment]} of what was said of a change before it became a revision."""
    found = {}
    if hasattr(thing, "original"):
        rows = Comment.objects.about(thing).filter(of_number__in=numbers)
        for one in rows.select_related("made_by"):
            found.setdefault(one.of_number, []).append(one)
    return found


def name_of(revision):
    """What a thing was called, in the language of the desk or in one that it had."""
    document = revision.document
    for key in ("title", "label", "short_name", "name"):
        said = document.get(key)
        if isinstance(said, dict):
            said = said.get(get_language()) or next(filter(None, said.values()), "")
        if said:
            return said
    return revision.slug


def grouped(told):
    """[(label, differences)]: the languages of one text stand together."""
    groups = {}
    for one in told:
        groups.setdefault(one.label, []).append(one)
    return [(capfirst(label), some) for label, some in groups.items()]


def whole(text, default):
    """A number of a query; the default where none is given, None where it is no number."""
    if text in (None, ""):
        return default
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
