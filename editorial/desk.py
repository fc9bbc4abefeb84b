"""The editors' side of publication: state in the list, deeds as actions."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from languages.texts import columns

from . import catalogue, made_from, revisions, rights
from .commenting import CommentedAdmin
from .days import DAYS, undated
from .deeds_of_several import DeedsOfSeveral
from .deletion import SeenDeletion
from .folded_search import FoldedSearch
from .history import HistoryAdmin, reason_in
from .kinds import kind_of
from .lists import GuardedList
from .models import FormerSlug
from .once import OnceAdmin
from .present import PresentAdmin
from .proofreading import ProofreadAdmin
from .revisions import Deed
from .saving import GuardedAdmin
from .side_by_side import SideBySide
from .slugs import KeptAddress, SlugFromTitle, taken
from .translating import TranslatedAdmin
from .twins import WithoutTwin


def language_fieldsets(*names):
    """The texts of a thing, each in its languages."""
    return [(_("Texts"), {"fields": columns(*names)})]


def slug_from(source):
    """A form whose empty slug is made from this field."""
    return type("SlugForm", (SlugFromTitle, forms.ModelForm), {"slug_source": source})


def only_one(source, *more, within=None):
    """The same, for a vocabulary: no two entries with the same words in one of the fields."""
    own = {"twin_columns": (source, *more), "twin_within": within}
    return type("EntryForm", (WithoutTwin, slug_from(source)), own)


class ShownAdmin(
    OnceAdmin, PresentAdmin, GuardedAdmin, GuardedList, SeenDeletion, HistoryAdmin,
    ProofreadAdmin, FoldedSearch, SideBySide,
):  # fmt: skip
    """Something that the public sees: what changes here is told to the catalogue."""

    class Media:
        js = ["js/slugs.js", "js/rows.js"]

    def has_change_permission(self, request, obj=None):
        """Who may add a row may mend it, as long as no reader sees it."""
        if super().has_change_permission(request, obj):
            return True
        may_add = obj is not None and self.has_add_permission(request)
        return may_add and not obj.is_in_sight

    def save_model(self, request, obj, form, change):
        """A slug that is changed is remembered: files, and addresses, know the thing by it."""
        if change:
            revisions.record_first(obj)
        has_texts = change and kind_of(self.model)
        form.passages = made_from.passages_of(obj) if has_texts else []
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
        if kind_of(self.model):
            instead = getattr(request, "seen_originals", {})
            made_from.saved(form.instance, form.passages, by=request.user, instead=instead)
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


class PublishableAdmin(CommentedAdmin, DeedsOfSeveral, TranslatedAdmin, ShownAdmin):
    """Moved by deeds; state and dates are shown, never typed."""

    ordering = ["slug"]
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

    def has_change_permission(self, request, obj=None):
        user = request.user
        if obj is None:
            return rights.has_any(user, self.model)
        return rights.may_write(user, obj) or bool(rights.languages_of(user, obj))

    def has_delete_permission(self, request, obj=None):
        if obj is None:
            return super().has_delete_permission(request)
        return rights.may_delete(request.user, obj)

    def may_take_back(self, request, thing):
        """It writes all of it, whichever languages an account has."""
        return rights.may_write(request.user, thing)

    def may_restore(self, request):
        """It was somebody's, and comes back as nobody's own."""
        return self.has_add_permission(request) and rights.has(
            request.user, "change", self.model
        )

    def has_publish_permission(self, request):
        return rights.has(request.user, "publish", self.model)

    @admin.display(description=_("what is open"))
    def to_mend(self, item):
        """By weight, as saved: what is being typed is read when it is saved."""
        return render_to_string("admin/editorial/_open.html", {"open": self.open_of(item)})
