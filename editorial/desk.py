"""The editors' side of publication: state in the list, deeds as actions."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from languages.context import OWN_NAMES
from languages.texts import CODES

from . import catalogue, revisions
from .days import DAYS, undated
from .history import HistoryAdmin, reason_in
from .lists import GuardedList
from .models import FormerSlug
from .once import OnceAdmin
from .pending import PendingAdmin
from .proofreading import ProofreadAdmin
from .publication import TransitionRefused
from .revisions import Deed
from .saving import GuardedAdmin
from .slugs import KeptAddress, SlugFromTitle, taken
from .twins import WithoutTwin


def language_fieldsets(*names):
    """A fieldset a language, named in that language; French open, the others folded."""
    return [
        (
            OWN_NAMES[code].capitalize(),
            {
                "fields": [f"{name}_{code}" for name in names],
                "classes": [] if code == CODES[0] else ["collapse"],
            },
        )
        for code in CODES
    ]


def slug_from(source):
    """A form whose empty slug is made from this field."""
    return type("SlugForm", (SlugFromTitle, forms.ModelForm), {"slug_source": source})


def only_one(source, *more, within=None):
    """The same, for a vocabulary: no two entries with the same words in one of the fields."""
    own = {"twin_columns": (source, *more), "twin_within": within}
    return type("EntryForm", (WithoutTwin, slug_from(source)), own)


class ShownAdmin(OnceAdmin, GuardedAdmin, GuardedList, HistoryAdmin, ProofreadAdmin):
    """Something that the public sees: what changes here is told to the catalogue."""

    class Media:
        js = ["js/slugs.js", "js/rows.js"]

    def save_model(self, request, obj, form, change):
        """A slug that is changed is remembered: files, and addresses, know the thing by it."""
        if change:
            revisions.record_first(obj)
        super().save_model(request, obj, form, change)
        name = getattr(obj, "KNOWN_BY", "")
        if change and name in form.changed_data and not catalogue.is_copy(obj):
            request.renamed = form.initial[name], getattr(obj, name)
            FormerSlug.objects.renamed(obj._meta.model_name, *request.renamed)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.check_saved(form, formsets)
        catalogue.changed(form.instance)
        self.check_name(form)
        is_renamed = hasattr(request, "renamed")
        deed = Deed.RENAMED if is_renamed else Deed.CHANGED if change else Deed.ADDED
        self.record(request, form.instance, deed)

    def record(self, request, thing, deed):
        revisions.record(thing, deed, by=request.user, reason=reason_in(request))

    def keeping(self, request, *things):
        return revisions.deleting(*things, by=request.user, reason=reason_in(request))

    def check_name(self, form):
        """Once more, since others wait from here on: meanwhile one may have been renamed."""
        thing, name = form.instance, getattr(form.instance, "KNOWN_BY", "")
        if name in form.changed_data and (refusal := taken(thing, getattr(thing, name))):
            raise ValidationError({name: refusal})

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change=change, **options)
        if not hasattr(self.model, "KNOWN_BY"):
            return form
        return type(form.__name__, (KeptAddress, form), {})

    def response_change(self, request, obj):
        if renamed := getattr(request, "renamed", None):
            words = _("“%(old)s” leads to “%(new)s” from now on, wherever it stands.")
            told = dict(zip(("old", "new"), renamed, strict=True))
            self.message_user(request, words % told, messages.WARNING)
        return super().response_change(request, obj)

    def check_saved(self, form, formsets):
        """A hook: a ValidationError takes the save back and stands beside its fields."""

    def delete_model(self, request, obj):
        with catalogue.deleting(obj), self.keeping(request, obj):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with catalogue.deleting(*queryset), self.keeping(request, *queryset):
            super().delete_queryset(request, queryset)


class PublishableAdmin(PendingAdmin, ShownAdmin):
    """Guarded transitions as actions; state and dates are shown, never typed."""

    ordering = ["slug"]
    actions = [*ProofreadAdmin.actions, "submit", "send_back", "publish", "archive", "reopen"]
    readonly_fields = ["state", *DAYS, "state_changed_at", "state_changed_by"]
    save_on_top = True
    content = None  # the Kind of its documents

    def save_model(self, request, obj, form, change):
        is_known = change and obj.published_on and not (obj.is_copy or obj.is_published)
        form.document = self.document(obj) if is_known else None
        super().save_model(request, obj, form, change)

    def check_saved(self, form, formsets):
        super().check_saved(form, formsets)
        saved = type(form.instance)._base_manager.get(pk=form.instance.pk)
        saved.keep_promises()
        if form.document and form.document != self.document(saved):
            saved.revise()

    def document(self, thing):
        """What is saved of it now, whenever it was said."""
        rows = self.content.rows().filter(pk=thing.pk)
        ((_row, document),) = self.content.documents(rows)
        return undated(document)

    def get_view_on_site_url(self, obj=None):
        """Only what is published can be seen on the site."""
        if obj is not None and not obj.original.is_published:
            return None
        return super().get_view_on_site_url(obj and obj.original)

    def has_publish_permission(self, request):
        return request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}")

    @admin.action(description=_("Submit for review"), permissions=["change"])
    def submit(self, request, queryset):
        self.move(request, queryset, "submit")

    @admin.action(description=_("Send back to draft"), permissions=["change"])
    def send_back(self, request, queryset):
        self.move(request, queryset, "send_back")

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish(self, request, queryset):
        self.move(request, queryset, "publish")

    @admin.action(description=_("Archive"), permissions=["publish"])
    def archive(self, request, queryset):
        self.move(request, queryset, "archive")

    @admin.action(description=_("Reopen as a draft"), permissions=["publish"])
    def reopen(self, request, queryset):
        self.move(request, queryset, "reopen")

    def move(self, request, queryset, deed):
        moved = 0
        for item in queryset:
            try:
                self.do(request, deed, item)
            except TransitionRefused as refusal:
                for reason in refusal.messages:
                    self.message_user(request, f"{item}: {reason}", messages.ERROR)
            else:
                self.log_change(request, item, str(self.actions_label(deed)))
                moved += 1
        if moved and deed == "archive":
            self.message_user(
                request,
                _("Their addresses now say that they are withdrawn. Write the reason under "
                  "“Withdrawals”."),
                messages.WARNING,
            )  # fmt: skip
        if moved:
            self.message_user(
                request,
                ngettext("%(count)s was moved.", "%(count)s were moved.", moved)
                % {"count": moved},
                messages.SUCCESS,
            )

    def actions_label(self, deed):
        return getattr(type(self), deed).short_description
