"""Rows of an inline in an order that is changed by moving them."""

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from .new_in_form import make_all, to_be_made, twice

ASIDE = 10_000  # numbers are unique: those that change are put out of the way first


class OrderedRowForm(forms.ModelForm):
    """Its number says where it is to stand; which number it gets is not typed."""

    final = None

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not self.instance.pk:
            self.initial.pop("position", None)
        place = self.fields["position"]
        place.required = False
        place.widget.attrs |= {
            "aria-label": place.label,  # a table has its head alone
            "data-order": "",
            "data-move-up": _("Move up"),
            "data-move-down": _("Move down"),
            "data-is-new": _("new in this form"),
        }
        place.help_text = _("Its place in the order. Empty: the next free number.")

    def _get_validation_exclusions(self):
        return {*super()._get_validation_exclusions(), "position", *to_be_made(self)}

    def save(self, commit=True):
        make_all(self)
        return super().save(commit)

    @property
    def had(self):
        return self.initial.get("position")

    @property
    def wanted(self):
        """The place that was typed, if it is another than it had."""
        typed = self.cleaned_data.get("position")
        return None if typed == self.had else typed


class OnceFormSet(forms.BaseInlineFormSet):
    """Rows without an order, each known by one field: what another row says already is told
    beside it, in words, and not by the name that the field has in a table."""

    once = ""

    def validate_unique(self):
        said = set()
        for form in self.forms:
            value = getattr(form, "cleaned_data", {}).get(self.once)
            if not value or self._should_delete_form(form):
                continue
            if value in said:
                form.add_error(self.once, _("Another row says the same: keep one of the two."))
            said.add(value)
        super().validate_unique()


class OrderedFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        rows = self._rows()
        for form in twice(rows, self.fk.name):
            form.add_error(None, _("Another row says the same: keep one of the two."))
        asked = [form.wanted for form in rows if form.wanted is not None]
        for form in rows:
            if asked.count(form.wanted) > 1:
                form.add_error("position", _("Another row asks for the same place."))
        if len(set(asked)) == len(asked):
            in_order = sorted(rows, key=self._place)
            for form, number in zip(in_order, self._numbers(rows), strict=True):
                form.final = number

    def _rows(self):
        return [
            form
            for form in self.forms
            if hasattr(form, "cleaned_data")
            and not self._should_delete_form(form)
            and (form.instance.pk or form.has_changed())
        ]

    def _place(self, form):
        """Before the row that stands there if it goes up or is new, behind if it goes down."""
        number = self.forms.index(form)
        if form.wanted is None:
            return (form.had or float("inf"), 1, number)
        goes_down = form.had is not None and form.wanted > form.had
        return (form.wanted, 2 if goes_down else 0, number)

    def _numbers(self, rows):
        """Those in use, and for each new row the one it asks for if it is free, or the next."""
        used = [form.had for form in rows if form.had is not None]
        taken = {form.had for form in self.initial_forms} | {0}
        for form in rows:
            if form.had is None:
                free = form.wanted not in taken and form.wanted
                used.append(form.wanted if free else max(taken) + 1)
                taken.add(used[-1])
        return sorted(used) if len(set(used)) == len(used) else list(range(1, len(used) + 1))

    def save(self, commit=True):
        rows = self._rows()
        own = self.model._base_manager.filter(**{self.fk.name: self.instance})
        moved = [form for form in rows if form.had not in (None, form.final)]
        if moved:
            own.update(position=F("position") + ASIDE)
        for form in rows:
            form.instance.position = form.final
        saved = super().save(commit)
        for form in rows if moved else ():
            own.filter(pk=form.instance.pk).update(position=form.final)
        return saved

    def moves(self):
        """{number that texts cite: number it has now} of rows whose number is another."""
        rows = self._rows()
        moves = {form.had: form.final for form in rows if form.had is not None}
        new = {form.wanted: form.final for form in rows if form.had is None and form.wanted}
        both = {**{typed: to for typed, to in new.items() if typed not in moves}, **moves}
        return {typed: to for typed, to in both.items() if typed != to}

    def gone(self):
        """The numbers of the rows that this form deletes."""
        return {form.had for form in self.deleted_forms if form.had is not None}
