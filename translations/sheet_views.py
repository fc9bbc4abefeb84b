"""Taking the worklist away, and bringing it back."""

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from editorial.days import today
from open_data.formats.spreadsheet import MEDIA_TYPE

from . import bringing_back, sheets
from .permitted import kinds_of
from .views import framed
from .worklist import Question, items

SALT = "translations.sheet"
MOST_AT_ONCE = 500  # texts of a sheet: each is read and kept as if it were typed


@require_safe
def take_away(request, form):
    """``form``: xlsx or csv, of what the list shows."""
    if not kinds_of(request.user):
        raise PermissionDenied
    found = items(request.user, Question.of(request.user, request.GET))
    if form == "xlsx":
        response = HttpResponse(sheets.as_xlsx(found), content_type=MEDIA_TYPE)
    else:
        body = "".join(sheets.as_csv(found))
        response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    name = f"translations-{today().isoformat()}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request):
    """First the file, then its plan, then the button that does it."""
    if not kinds_of(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request)
    if "_kept" in request.POST:
        return _done(request)
    if (file := request.FILES.get("sheet")) is None:
        return _page(request, refusal=_("Choose a file first."), status=400)
    try:
        plan = bringing_back.plan(sheets.read(file), request.user)
    except sheets.Unreadable as refusal:
        return _page(request, refusal=str(refusal), status=400)
    if len(plan.would_do) > MOST_AT_ONCE:
        words = _("It would write more than 500 texts: bring it back in parts.")
        return _page(request, refusal=words, status=400)
    return _page(request, plan)


def _done(request):
    try:
        kept = signing.loads(request.POST["_kept"], salt=SALT)
        lines = bringing_back.lines_kept(kept)
    except signing.BadSignature:
        words = _("This page was not complete when it was sent: choose the file once more.")
        return _page(request, refusal=words, status=400)
    try:
        done = bringing_back.carry_out(lines, request.user)
    except bringing_back.ChangedMeanwhile as changed:
        words = _("Somebody saved meanwhile. Nothing was written: look at the plan once more.")
        return _page(request, changed.plan, words, 409)
    for step in done:
        thing = step.place.thing()
        label = f"{step.label} ({step.language})"
        words = _("%(text)s: from a spreadsheet.") % {"text": label}
        admin.site.get_model_admin(type(thing)).log_change(request, thing, words)
    count = len(done)
    words = ngettext("%(count)s text was taken from the sheet.",
                     "%(count)s texts were taken from the sheet.", count)  # fmt: skip
    messages.success(request, words % {"count": count})
    return HttpResponseRedirect(reverse("translations:worklist"))


def _page(request, plan=None, refusal="", status=200):
    kept = ""
    if plan and plan.can_be_done:
        kept = signing.dumps(plan.kept(), salt=SALT, compress=True)
    context = framed(
        request, _("Bring a spreadsheet back"), plan=plan, refusal=refusal, kept=kept
    )
    return TemplateResponse(request, "translations/bring_back.html", context, status=status)
