"""A form of the desk that loses nothing: it knows the version it was opened at, merges with
what others saved since, asks where both wrote, and tells every refusal beside its field."""

from urllib.parse import quote

from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import (
    DatabaseError,
    IntegrityError,
    InternalError,
    OperationalError,
    transaction,
)
from django.db.models.deletion import ProtectedError, RestrictedError
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from languages.texts import too_long
from languages.uniform import uniform

from . import conflicts, merging, rekeying, versions
from .bounds import with_rows_that_came
from .history import reason_in


class RefusedForm:
    """What the save of a form was refused for, once more beside its fields."""

    refusal = {}

    def full_clean(self):
        super().full_clean()
        for name, words in self.refusal.items():
            if name in self.fields:
                self.add_error(name, words)
            elif name == NON_FIELD_ERRORS:
                self.add_error(None, words)


class GuardedAdmin(admin.ModelAdmin):
    change_form_template = "admin/editorial/change_form.html"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        view = super().changeform_view
        if request.method != "POST":
            return view(request, object_id, form_url, extra_context)
        request.POST = uniformly(request.POST)
        try:
            with transaction.atomic():
                if words := too_long(reason_in(request)):
                    raise ValidationError(f"{_('Why')}: {words}")
                if answer := object_id and self._merged(request, unquote(object_id)):
                    return answer
                return view(request, object_id, form_url, extra_context)
        except (ValidationError, DatabaseError, ProtectedError, RestrictedError) as error:
            # PostgreSQL that can only be read says the second.
            if isinstance(error, OperationalError | InternalError):
                raise
            request.refusal = self._words_of(error)
        return view(request, object_id, form_url, extra_context)

    def _merged(self, request, pk):
        """An answer, if there is nothing to save or something to ask; else the form goes on
        with what was put together. Until the end of the transaction nobody else saves."""
        try:
            thing = self.held(pk)
        except (ValueError, ValidationError):
            return None
        if thing is None and self.has_change_permission(request):
            return self._gone(request)
        if thing is None or not self.has_change_permission(request, thing):
            return None
        form, formsets = self.unbound(request, thing)
        now = versions.version_of(form, formsets)
        request.version = now
        fields = {"": form.fields, **{one.prefix: versions.fields_of(one) for one in formsets}}
        base, rows = self._sent(request, thing, now, fields, formsets)
        missing = merging.fill(rows, base or now, now, fields)
        request.seen_originals = versions.moved_texts(base, now)
        merged = merging.merge(rows, base, now, fields, self.known_by())
        request.taken = conflicts.labels(merged.theirs, fields, formsets)
        request.taken_from = request.taken and last_editor(thing, request.user)["name"]
        if not (merged.conflicts or merged.is_changed or missing):
            request.is_unchanged = True
            return self.response_change(request, thing)
        refusal = self.renumber(merged, base or now, now)
        request.POST = merging.written(request.POST, merged.rows)
        if not merged.conflicts:
            if refusal or missing:
                raise refusal or unarrived(missing)
            return None
        if base is not None:  # the answer, too, knows which rows were there before
            request.version = {part: {**base.get(part, {}), **now[part]} for part in now}
        return self._asked(request, thing, merged, (fields, formsets), base is None)

    def _sent(self, request, thing, now, fields, formsets):
        """(the version that the form was opened at, or None; what came), with ids of now."""
        base, began_at = versions.opened(thing, request.POST.get(versions.FIELD, ""))
        rows = merging.read(request.POST, fields, now)
        if base is not None:
            refs = rekeying.references(fields, {one.prefix: one.model for one in formsets})
            known = self.copied_rows(thing, began_at)
            same = rekeying.same_rows(base, now, self.known_by(), refs, known)
            rekeying.rekey(rows, base, same, refs)
            merging.choose(rows, request.POST, base, fields)
        return base, rows

    def held(self, pk):
        """The row that the form is of, held to the end of the transaction."""
        return self.model._base_manager.select_for_update().filter(pk=pk).first()

    def copied_rows(self, thing, began_at):
        """A hook: {part: {id in the form: id now}} where the form was opened at another row."""
        return {}

    def _gone(self, request):
        context = {
            **self.admin_site.each_context(request),
            "title": _("This was deleted"),
            "opts": self.opts,
            "sent": sent(request.POST),
        }
        template = "admin/editorial/gone.html"
        return TemplateResponse(request, template, context, status=409)

    def unbound(self, request, thing):
        """The form and its formsets as they are shown of what is saved."""
        make = self.get_form(request, thing, change=True)
        formsets = [
            formset(instance=thing, queryset=inline.get_queryset(request))
            for formset, inline in self.get_formsets_with_inlines(request, thing)
            if inline.has_change_permission(request, thing)
        ]
        return make(instance=thing), formsets

    def known_by(self):
        """{part: names} of the fields by which a row of an inline is the same row."""
        return {
            inline.model._meta.get_field(
                self._owner_of(inline)
            ).remote_field.get_accessor_name(): (getattr(inline, "known_by", ()))
            for inline in self.inlines
        }

    def _owner_of(self, inline):
        return next(
            field.name
            for field in inline.model._meta.fields
            if field.remote_field and field.remote_field.model is self.model
        )

    def renumber(self, merged, base, now):
        """Where texts cite rows by their number, a hook to let them follow. Gives the
        ValidationError of what they cite and is gone, if there is any."""

    def _asked(self, request, thing, merged, forms, is_unknown):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Two editors wrote in the same place"),
            "subtitle": str(thing),
            "original": thing,
            "opts": self.opts,
            "is_unknown": is_unknown,
            "who": last_editor(thing, request.user),
            "clashes": conflicts.clashes(merged.conflicts, *forms),
            "taken": request.taken,
            "base": versions.sealed(thing, request.version),
            "sent": sent(request.POST),
            "media": self.media,
        }
        status = 400 if is_unknown else 409
        return TemplateResponse(
            request, "admin/editorial/conflict.html", context, status=status
        )

    def _words_of(self, error):
        """{field, part or "__all__": words} of what refused a save."""
        if isinstance(error, ValidationError):
            return (
                {name: list(words) for name, words in error.message_dict.items()}
                if hasattr(error, "error_dict")
                else {NON_FIELD_ERRORS: error.messages}
            )
        models = [(self.model, ""), *((inline.model, inline) for inline in self.inlines)]
        for model, inline in models if isinstance(error, IntegrityError) else ():
            for constraint in model._meta.constraints:
                if constraint.name in str(error):
                    part = (
                        inline
                        and inline.model._meta.get_field(
                            self._owner_of(inline)
                        ).remote_field.get_accessor_name()
                    )
                    return {part or NON_FIELD_ERRORS: [constraint.violation_error_message]}
        return {NON_FIELD_ERRORS: [_(
            "The database refused this: another editor may have saved at the same moment. "
            "Nothing is lost: look at what stands below, and save again."
        )]}  # fmt: skip

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change=change, **options)
        if refusal := getattr(request, "refusal", None):
            form = type(form.__name__, (RefusedForm, form), {"refusal": refusal})
        return form

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        request.formsets = formsets
        parts = {formset.prefix: formset for formset in formsets}
        for formset in formsets:
            formset.parts = parts  # rows of one part may rest on those of another
        for part, words in getattr(request, "refusal", {}).items():
            if part in parts:
                parts[part].full_clean()
                parts[part]._non_form_errors.extend(words)
        return formsets, inlines

    def render_change_form(self, request, context, add=False, change=False, form_url="",
                           obj=None):  # fmt: skip
        if obj is not None:
            version = getattr(request, "version", None) or versions.version_of(
                context["adminform"].form,
                [shown.formset for shown in context["inline_admin_formsets"]],
            )
            context["base"] = versions.sealed(obj, version)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_change(self, request, obj):
        self.tell_taken(request)
        return super().response_change(request, obj)

    def tell_taken(self, request):
        """Say what another changed since the form was opened, if anything."""
        if taken := getattr(request, "taken", ()):
            words = _("Meanwhile %(who)s changed: %(what)s. Both are kept.")
            if getattr(request, "is_unchanged", False):
                words = _("Meanwhile %(who)s changed: %(what)s.")
            told = {"who": request.taken_from, "what": "; ".join(taken)}
            self.message_user(request, words % told, messages.WARNING)

    def message_user(self, request, message, level=messages.INFO, *args, **options):
        if getattr(request, "is_unchanged", False) and level == messages.SUCCESS:
            message, level = _("Nothing had changed, and nothing was written."), messages.INFO
        super().message_user(request, message, level, *args, **options)


def unarrived(names):
    """What to say of fields and parts of which nothing came: what is saved of them stays."""
    words = _("This did not arrive with the form: what is saved stands here. Look at it, and "
              "save again.")  # fmt: skip
    return ValidationError(dict.fromkeys(names, words))


def uniformly(data):
    """Texts that came, in the form in which they are kept."""
    data = data.copy()
    for name in list(data):
        if name not in (versions.FIELD, "csrfmiddlewaretoken"):
            data.setlist(name, [uniform(text) for text in data.getlist(name)])
    return with_rows_that_came(data)


def sent(data):
    """(name, text) of all that came, to send it again."""
    left_out = {versions.FIELD, "csrfmiddlewaretoken"}
    return [
        (name, text) for name, texts in data.lists() if name not in left_out for text in texts
    ]


def last_editor(thing, me):
    """{"name", "at"} of who saved it last, if that was another; else words for somebody."""
    thing = getattr(thing, "original", thing)
    entries = LogEntry.objects.filter(
        content_type__app_label=thing._meta.app_label,
        content_type__model=thing._meta.model_name,
        object_id=quote(str(thing.pk)),
    )
    last = entries.select_related("user").order_by("-action_time").first()
    if last is None:
        return {"name": _("somebody else"), "at": None}
    name = _("another window of yours") if last.user == me else last.user.get_username()
    return {"name": name, "at": last.action_time}
