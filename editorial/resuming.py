"""A form that comes back when its session has ended is not lost: its page lets the same person
sign in and go on.

What was typed travels in the page, packed and signed; nothing of it is stored on the server.
It is taken only from our own pages (Django's token, or the browser's word for where it comes
from), only with the name of a form that we sent out, and is saved only when its writer, signed
in, says so with a button.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import resolve
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from languages.refusals import forged

from . import form_ids
from .entrance import arrivals
from .entrance.forms import SecondStep, SignInForm
from .typed_texts import typed_texts

CARRIED = "carried"  # the name of the field that carries what was typed
SALT = "editorial.resuming"
UNCARRIED = {"csrfmiddlewaretoken", CARRIED}


class Resuming:
    """A middleware, after those of sessions, of Django's token and of authentication."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, arguments, options):
        """Only what has passed the check of Django's token comes here."""
        if is_form_of_desk(request):
            writer = form_ids.read_of_any_age(request).user
            return None if is_editor(request, writer) else ask(request, writer, sent(request))
        return None

    def process_exception(self, request, error):
        if isinstance(error, PermissionDenied) and is_form_of_desk(request):
            return page(request, "no-right", 403, texts=texts_of(sent(request)))
        return None


def csrf_failure(request, reason=""):
    """Signed out and in again in another window, so that the token of this form is an old one:
    if the form is ours and was sent from our own page, its writer may go on."""
    if is_from_here(request):
        if is_form_of_desk(request):
            return ask(request, form_ids.read_of_any_age(request).user, sent(request))
        if opened := carried_by(request):
            return ask(request, *opened)
    return forged(request, reason)


def is_form_of_desk(request):
    """Whichever page of the desk has sent it out: no other sends forms with a name."""
    return bool(request.resolver_match and form_ids.read_of_any_age(request))


def is_editor(request, writer):
    """Whether this person is signed in, as an editor."""
    return admin.site.has_permission(request) and request.user.pk == writer


def is_from_here(request):
    """Whether the browser says that a page of this site has sent it."""
    here = f"{request.scheme}://{request.get_host()}"
    if origin := request.headers.get("Origin"):
        return origin in (here, *settings.CSRF_TRUSTED_ORIGINS)
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    came_from = urlsplit(request.headers.get("Referer", ""))
    return f"{came_from.scheme}://{came_from.netloc}" == here


def sent(request):
    """{"address", "fields": [[name, [text, …]], …]} of a form; never a password."""
    fields = [
        [name, texts]
        for name, texts in request.POST.lists()
        if name not in UNCARRIED and "password" not in name
    ]
    return {"address": request.get_full_path(), "fields": fields}


def texts_of(typed):
    """(label, text) to be copied, whichever page shows them."""
    return list(typed_texts(resolve(urlsplit(typed["address"]).path), typed["fields"]))


def ask(request, writer, typed):
    """The page for what was sent: go on if its writer is signed in, else sign in first."""
    if is_editor(request, writer):
        return page(request, "go-on", 403, typed=typed)
    if request.user.is_authenticated and request.user.pk != writer:
        return page(request, "another", 403, form=SignInAgain(request, writer),
                    carried=packed(writer, typed))  # fmt: skip
    return page(
        request,
        "sign-in",
        403,
        form=SignInAgain(request, writer),
        carried=packed(writer, typed),
        texts=texts_of(typed),
    )


def packed(writer, typed):
    return signing.dumps([writer, typed], salt=SALT, compress=True)


def carried_by(request):
    """(writer, what was typed) of our page, which stands for as long as its writer is away;
    None if it is missing or forged."""
    try:
        return signing.loads(request.POST.get(CARRIED, ""), salt=SALT)
    except signing.BadSignature:
        return None


class SignInAgain(SecondStep, SignInForm):
    """Only for the person who wrote what is carried; with the second step, if they have one."""

    field_order = ["username", "password", "code"]

    def __init__(self, request, writer, data=None):
        super().__init__(request, data)
        self.writer = writer

    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        if user.pk != self.writer:
            raise ValidationError(
                _("This was written under another account. Sign in with that one to save it.")
            )

    def clean(self):
        cleaned = super().clean()
        if user := self.get_user():
            self.step = self.check_second_step(self.request, user)
        return cleaned


@sensitive_post_parameters()
@never_cache
def resume(request):
    """Signs the writer of what is carried in, and asks whether to go on."""
    if request.method != "POST":
        return redirect("admin:index")
    opened = carried_by(request)
    if opened is None:
        return page(request, "unreadable", 400)
    writer, typed = opened
    if is_editor(request, writer):  # signed in in another window meanwhile
        return page(request, "go-on", 200, typed=typed)
    form = SignInAgain(request, writer, request.POST)
    if not form.is_valid():
        shown = texts_of(typed) if request.user.is_anonymous else []
        return page(request, "sign-in", 200, form=form, texts=shown,
                    carried=request.POST[CARRIED])  # fmt: skip
    arrivals.let_in(request, form.get_user(), form.step)
    return page(request, "go-on", 200, typed=typed)


def page(request, state, status, **context):
    titles = {
        "sign-in": _("Your session has ended"),
        "go-on": _("Nothing is lost: go on"),
        "another": _("Written under another account"),
        "no-right": _("You may no longer save this"),
        "unreadable": _("This cannot be read any more"),
    }
    context |= {**admin.site.each_context(request), "state": state, "title": titles[state]}
    context |= {"is_nav_sidebar_enabled": False}
    return TemplateResponse(request, "admin/resume.html", context, status=status)
