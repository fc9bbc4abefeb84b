"""An entry that is there already, but for capitals, accents or spaces."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from languages.folding import fold


class WithoutTwin:
    """A form that refuses a new entry which equals another, and leads to it."""

    twin_columns = ()
    twin_within = None  # a field that tells two of one name apart: Córdoba of two countries

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk is None and (twin := self._twin(cleaned)):
            column, pk, name = twin
            opts = self._meta.model._meta
            address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[pk])
            link = format_html('<a href="{}">{}</a>', address, name)
            self.add_error(column, format_html(_("It is there already: {}."), link))
        return cleaned

    def _twin(self, cleaned):
        others = self._meta.model.objects.all()
        if self.twin_within:
            others = others.filter(**{self.twin_within: cleaned.get(self.twin_within)})
        for column in self.twin_columns:
            if plain := bare(cleaned.get(column) or ""):
                for pk, name in others.values_list("pk", column):
                    if bare(name) == plain:
                        return column, pk, name
        return None


def bare(name):
    return "".join(sign for sign in fold(name) if sign.isalnum())
