"""The editors' side of publication: state in the list, deeds as actions."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from languages.context import OWN_NAMES
from languages.texts import CODES

from . import catalogue
from .models import FormerSlug
from .proofreading import ProofreadAdmin
from .publication import TransitionRefused


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


class SlugFromTitle:
    """A form whose empty slug is made from the French title, numbered if it is taken."""

    slug_source = "title_fr"

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self):
        slug = self.cleaned_data.get("slug")
        if slug:
            return slug
        model, base = self._meta.model, slugify(self.data.get(self.slug_source, ""))[:90]
        if not base:
            raise ValidationError(_("No slug can be made from this title: write one."))
        slug, number = base, 1
        while model.objects.filter(slug=slug).exclude(pk=self.instance.pk).exists():
            number += 1
            slug = f"{base}-{number}"
        return slug


class ShownAdmin(ProofreadAdmin):
    """Something that the public sees: what changes here is told to the catalogue."""

    def save_model(self, request, obj, form, change):
        """A slug that is changed is remembered: files, and addresses, know the thing by it."""
        super().save_model(request, obj, form, change)
        if change and "slug" in form.changed_data:
            kind, old = obj._meta.model_name, form.initial["slug"]
            FormerSlug.objects.renamed(kind, old, obj.slug)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        catalogue.changed(form.instance)

    def delete_model(self, request, obj):
        with catalogue.deleting(obj):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with catalogue.deleting(*queryset):
            super().delete_queryset(request, queryset)


class PublishableAdmin(ShownAdmin):
    """Guarded transitions as actions; state and dates are shown, never typed."""

    ordering = ["slug"]
    actions = [*ProofreadAdmin.actions, "submit", "send_back", "publish", "archive", "reopen"]
    readonly_fields = ["state", "published_at", "state_changed_at", "state_changed_by"]
    save_on_top = True

    def get_view_on_site_url(self, obj=None):
        """Only what is published can be seen on the site."""
        if obj is not None and not obj.is_published:
            return None
        return super().get_view_on_site_url(obj)

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
                getattr(item, deed)(by=request.user)
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
