"""A form that is sent twice is done once: by a double click, a reload, a step back.

What was saved leaves a ``Submission`` in the same transaction, known by the form that went out
and by what came back. Its constraint lets the second of two that come at once wait for the
first, in whichever process; then it is led to what the first made.
"""

from datetime import timedelta
from functools import wraps
from hashlib import blake2b
from http import HTTPStatus

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from . import form_ids
from .bounds import BoundedFields
from .models import Submission

SAVED = "saved_forms"  # in the session: forms that were saved, for the next page to tell
UNREAD = {"csrfmiddlewaretoken", form_ids.FIELD, "_base"}
BUTTONS = {"_save", "_continue", "_addanother", "_saveasnew"}
LONGEST_ADDRESS = Submission._meta.get_field("made").max_length
SAME_WORDS = timedelta(hours=1)  # how long the same words in a new form are the same act


class AlreadySent(Exception):
    """Another request with this form was saved while this one waited."""


class Sending:
    """One coming back of a form."""

    def __init__(self, request, form_id, is_new):
        self.user, self.token, self.is_new = request.user, form_id.token, is_new
        self.digest = digest_of(request)
        self.is_saved, self.outdated = False, []

    def earlier(self):
        """The Submission that this one repeats, if there is any."""
        of_the_form = list(Submission.objects.filter(token=self.token).order_by("-pk"))
        if of_the_form and (self.is_new or of_the_form[0].digest == self.digest):
            return of_the_form[0]
        self.outdated = [one.pk for one in of_the_form]  # A was saved, then B; now A again
        now = timezone.now()
        lately = now - SAME_WORDS, now + SAME_WORDS  # a clock may have been set back by a day
        same = Submission.objects.filter(
            user=self.user, digest=self.digest, sent_at__range=lately
        )
        return same.order_by("-pk").first() if self.is_new else None

    def claim(self):
        """Must be called in the transaction of the save; raises AlreadySent."""
        Submission.objects.filter(pk__in=self.outdated).delete()
        too_old = timezone.now() - timedelta(days=form_ids.DAYS)
        Submission.objects.filter(sent_at__lt=too_old).delete()
        try:
            with transaction.atomic():
                self.submission = Submission.objects.create(
                    token=self.token, digest=self.digest, user=self.user
                )
        except IntegrityError as error:
            raise AlreadySent from error

    def lead_to(self, address):
        """What a deed made is the page that it led to."""
        self.submission.made = address
        self.submission.save(update_fields=["made"])

    def led(self):
        """The address to which this deed led before; empty if it was not done."""
        earlier = self.earlier()
        return earlier.made if earlier and earlier.made.startswith("/") else ""

    def made(self, thing):
        self.submission.made = str(getattr(thing, "original", thing).pk)
        self.submission.save(update_fields=["made"])
        self.is_saved = True


def done_once(view):
    """A view of an admin whose POST is a deed: sent twice, the second is led to where the first
    one led. A deed is done if it answers with another address."""

    @wraps(view)
    def once(self, request, *args, **kwargs):
        form_id = form_ids.read(request)
        if not form_id or form_id.user != request.user.pk:
            return view(self, request, *args, **kwargs)
        sending = Sending(request, form_id, is_new=False)
        if address := sending.led():
            return told_again(request, address)
        try:
            with transaction.atomic():
                answer = view(self, request, *args, **kwargs)
                if leads(answer):
                    sending.claim()
                    sending.lead_to(answer["Location"])
                    return answer
        except AlreadySent:  # what this one did is taken back, with its words
            list(messages.get_messages(request))
        # Refused, perhaps because the first of two was done while this one waited for it.
        address = sending.led()
        return told_again(request, address) if address else answer

    return once


def leads(answer):
    return answer.status_code == HTTPStatus.FOUND and len(answer["Location"]) <= LONGEST_ADDRESS


def told_again(request, address):
    messages.info(request, _("This was sent twice and done once: here it is."))
    return HttpResponseRedirect(address)


def digest_of(request):
    """Of who sends what to which address; neither of buttons nor of passwords."""
    digest = blake2b(f"{request.user.pk}\n{request.path}".encode(), digest_size=32)
    for name, texts in sorted(request.POST.lists()):
        if name not in UNREAD | BUTTONS and "password" not in name:
            digest.update(repr((name, texts)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


class AskedForm:
    """A form that is shown once more, with the reason, before it is done."""

    asked = ""

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            self.add_error(None, self.asked)


class OnceAdmin(BoundedFields, admin.ModelAdmin):
    """To stand first among the classes of an admin: it looks before the others act."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        view = super().changeform_view
        form_id = form_ids.read(request)
        if not form_id or form_id.user != request.user.pk:
            if object_id is None and request.POST.get(form_ids.FIELD):
                request.asked = _(
                    "This form was open for so long that it may have been sent before. Nothing "
                    "is lost: look whether it is there already; if not, save again."
                )
            return view(request, object_id, form_url, extra_context)
        request.sending = sending = Sending(request, form_id, is_new=object_id is None)
        if answer := self._repeated(request, sending):
            return answer
        try:
            response = view(request, object_id, form_url, extra_context)
        except AlreadySent:
            response = None
        if sending.is_saved:
            return response
        # Refused because the first of two has just been saved: its slug is taken, for one.
        return self._repeated(request, sending) or response

    def _repeated(self, request, sending):
        """Where a form leads that was done before; None if it is to go on."""
        earlier = sending.earlier()
        thing = earlier and self.model._base_manager.filter(pk=earlier.made).first()
        if thing is None:  # never made, or deleted since: it may be made
            sending.outdated += [earlier.pk] if earlier else []
            return None
        if earlier.digest != sending.digest:
            link = format_html('<a href="{}">{}</a>', self._address_of(thing), thing)
            words = _(
                "This form was sent before and made {}. What stands here differs from it: "
                "change it there, or save again to make another."
            )
            request.asked = format_html(words, link)
            return None
        self._tell_saved(request)
        if IS_POPUP_VAR in request.POST and sending.is_new:
            return super().response_add(request, thing)
        return told_again(request, self._address_of(thing))

    def _address_of(self, thing):
        return reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[thing.pk]
        )

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change=change, **options)
        if asked := getattr(request, "asked", ""):
            form = type(form.__name__, (AskedForm, form), {"asked": asked})
        return form

    def render_change_form(self, request, context, *args, **options):
        """A form that comes back because something is wrong with it says so to machines too."""
        answer = super().render_change_form(request, context, *args, **options)
        if request.method == "POST" and context.get("errors"):
            answer.status_code = HTTPStatus.BAD_REQUEST
        return answer

    def save_model(self, request, obj, form, change):
        sending = getattr(request, "sending", None)
        if sending:
            sending.claim()
        super().save_model(request, obj, form, change)
        if sending:
            sending.made(obj)

    def response_add(self, request, obj, *args, **options):
        self._tell_saved(request)
        return super().response_add(request, obj, *args, **options)

    def response_change(self, request, obj):
        self._tell_saved(request)
        return super().response_change(request, obj)

    def _tell_saved(self, request):
        tell_saved(request)


def tell_saved(request):
    """The next page tells the browser that what it kept of this form is saved."""
    if form_id := form_ids.read(request):
        told = [*request.session.get(SAVED, []), form_id.token.hex]
        request.session[SAVED] = told[-50:]
