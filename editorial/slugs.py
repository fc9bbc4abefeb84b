"""Slugs that forms make from a title or a name."""

import json

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from languages.folding import FOR_ADDRESSES, lost_letters, reading, slug_of
from languages.texts import CODES


class SlugFromTitle:
    """A form whose empty slug is made from the French title, numbered if it is taken."""

    slug_source = "title_fr"

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            # The browser makes it from the same letters.
            self.fields["slug"].widget.attrs["data-letters"] = json.dumps(FOR_ADDRESSES)

    def clean_slug(self):
        slug = self.cleaned_data.get("slug")
        if slug:
            return slug
        title = self.data.get(self.slug_source, "")
        length = self.fields["slug"].max_length - 10
        if lost_letters(title):
            self._propose(title, length)
        base = slug_of(title)[:length]
        if not base:
            raise ValidationError(_("No slug can be made from this title: write one."))
        return self._numbered(base)

    def _propose(self, title, length):
        """Where letters would be lost, the editor is asked, and finds a proposal typed."""
        stem = self.slug_source.removesuffix(f"_{CODES[0]}")
        others = (slug_of(self.data.get(f"{stem}_{code}", "")) for code in CODES[1:])
        name = self._meta.model._meta.model_name
        proposal = next(filter(None, [*others, reading(title)]), name)
        self.data = self.data.copy()
        self.data["slug"] = self._numbered(proposal[:length])
        raise ValidationError(
            _("This title has letters that an address has not. Is “%(slug)s” right? Change "
              "it, or save again.") % {"slug": self.data["slug"]}
        )  # fmt: skip

    def _numbered(self, base):
        others = self._meta.model.objects.exclude(pk=self.instance.pk)
        slug, number = base, 1
        while others.filter(slug=slug).exists():
            number += 1
            slug = f"{base}-{number}"
        return slug
