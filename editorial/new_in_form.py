"""A row of a form may name what is not there yet: it is made with the form, in one save, by the
rules of its own form. No window has to be opened for it."""

from copy import copy

from django import forms
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from .bounds import KeySelect

NEW = "new:"  # what is chosen begins so, where it is not there yet


class MakesNew(admin.ModelAdmin):
    """What may be made in a form of something else."""

    def new_ones(self, request, words):
        """A hook: [(what tells how to make it, its name)] of what these words may call."""
        return []

    def data_of(self, told):
        """A hook: what its form would be sent. Raises ValidationError."""
        raise NotImplementedError

    def name_of(self, told):
        raise NotImplementedError

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_offers"
        view = OffersView.as_view(admin_site=self.admin_site, target=self)
        return [
            path("offers/", self.admin_site.admin_view(view), name=name),
            *super().get_urls(),
        ]

    def unmade(self, request, told):
        """What is to be made, with its checked form. Raises ValidationError."""
        if not self.has_add_permission(request):
            raise ValidationError(_("Your account may not add this: choose one that is there."))
        made = request.__dict__.setdefault("made_in_form", {})
        request = plain(request)
        form = self.get_form(request)(self.data_of(told))
        if not form.is_valid():
            raise ValidationError(
                [error for errors in form.errors.values() for error in errors]
            )
        form.instance.told = of = self.opts.label, told
        form.instance.make = lambda: self._made_once(made, of, request, form)
        return form.instance

    def _made_once(self, made, of, request, form):
        """Two rows may name the same: an organisation that leads and pays."""
        thing = made.get(of)
        if thing is None or not self.model._base_manager.filter(pk=thing.pk).exists():
            made[of] = thing = self._make(request, form)
        return thing

    def _make(self, request, form):
        thing = self.save_form(request, form, change=False)
        self.save_model(request, thing, form, change=False)
        self.save_related(request, form, [], change=False)
        self.log_addition(request, thing, [{"added": {}}])
        return thing


def plain(request):
    """The request without what is known of the form that was sent: this is another form."""
    plain = copy(request)
    for name in ("sending", "asked", "refusal", "taken", "is_unchanged", "is_at_copy"):
        plain.__dict__.pop(name, None)
    return plain


class OffersView(AutocompleteJsonView):
    target = None

    def get(self, request, *args, **options):
        answer = super().get(request, *args, **options)
        if not self.target.has_add_permission(request) or self.has_page_before(request):
            return answer
        shown = list(self.object_list[: self.paginate_by])
        results = [
            self.serialize_result(one, self.source_field.target_field.attname) for one in shown
        ]
        new = [
            {"id": f"{NEW}{told}", "text": _("New: %(name)s") % {"name": name}}
            for told, name in self.target.new_ones(request, self.term.strip())
        ]
        more = {"more": len(self.object_list) > self.paginate_by}
        return JsonResponse({"results": [*results, *new], "pagination": more})

    def has_page_before(self, request):
        return request.GET.get("page", "1") != "1"


class OrNewSelect(KeySelect):
    def __init__(self, field, target, **options):
        super().__init__(field, target.admin_site, **options)
        self.target = target

    def get_url(self):
        opts = self.target.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_offers")

    def optgroups(self, name, value, attrs=None):
        new = [one for one in value if str(one).startswith(NEW)]
        groups = super().optgroups(name, [one for one in value if one not in new], attrs)
        for one in new:
            label = _("New: %(name)s") % {"name": self.target.name_of(one.removeprefix(NEW))}
            groups[0][1].append(self.create_option(name, one, label, True, 0))
        return groups


class OrNewField(forms.ModelChoiceField):
    request = target = None

    def to_python(self, value):
        if isinstance(value, str) and value.startswith(NEW):
            return self.target.unmade(self.request, value.removeprefix(NEW))
        return super().to_python(value)


def field_for(field, target, request, **options):
    """The field of a foreign key whose target may be made in the form."""
    widget = OrNewSelect(field, target)
    made = field.formfield(**options, form_class=OrNewField, widget=widget)
    made.request, made.target = request, target
    return made


def to_be_made(form):
    """{name: thing} of what a checked form names and is not there yet."""
    cleaned = getattr(form, "cleaned_data", {})
    return {name: thing for name, thing in cleaned.items() if hasattr(thing, "make")}


def twice(forms, parent):
    """Of checked rows of one parent, those that name what is not there yet just as one before
    them does. Django compares primary keys, and these have none."""
    seen = set()
    for form in forms:
        new = to_be_made(form)
        for constraint in form.instance._meta.total_unique_constraints if new else ():
            names = sorted({*constraint.fields} - {parent})
            if new.keys() & {*names}:
                said = tuple(told_of(form, name) for name in names)
                if (constraint.name, said) in seen:
                    yield form
                seen.add((constraint.name, said))


def told_of(form, name):
    value = form.cleaned_data.get(name)
    return getattr(value, "told", value)


def make_all(form):
    for name, thing in to_be_made(form).items():
        setattr(form.instance, name, thing.make())
