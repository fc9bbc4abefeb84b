"""Slugs that forms make from a title or a name."""

import json

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from languages.folding import FOR_ADDRESSES, lost_letters, reading, slug_of
from languages.texts import CODES

from .models import FormerSlug


def holders(thing, slug):
    """The present names of other things of its kind that had this one, however written."""
    thing = getattr(thing, "original", thing)  # a working copy is the same thing
    own = thing.__class__._base_manager.filter(pk=thing.pk).values_list(thing.KNOWN_BY)
    had = FormerSlug.objects.filter(kind=thing._meta.model_name, slug__iexact=slug)
    return list(had.exclude(now__in=own).values_list("now", flat=True))


class KeptAddress:
    """A form of a thing that has addresses: it says what a new slug does to them, and refuses
    one that leads to another thing."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        thing, name = self.instance, self.instance.KNOWN_BY
        if thing.pk and getattr(thing, "is_published", True) and name in self.fields:
            words = _("If you change it, all old addresses and questions lead on to the new "
                      "ones, for ever; no other thing can have the old one.")  # fmt: skip
            self.fields[name].help_text = words

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        name = self.instance.KNOWN_BY
        is_new = self.instance.pk is None or name in self.changed_data
        if is_new and (refusal := taken(self.instance, cleaned.get(name, ""))):
            self.add_error(name, refusal)
        return cleaned


def taken(thing, slug):
    """Words, with a link, for a slug that another thing had; empty if none had."""
    if not (names := holders(thing, slug)):
        return ""
    opts = thing._meta
    other = thing.__class__.objects.filter(**{thing.KNOWN_BY: names[0]}).first()
    if other is None:
        words = _("“{}” was the address of something that is gone: choose another.")
        return format_html(words, slug)
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[other.pk])
    link = format_html('<a href="{}">{}</a>', address, other)
    return format_html(
        _("“{}” was the address of {}, and leads there: choose another."), slug, link
    )


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
        while others.filter(slug=slug).exists() or holders(self.instance, slug):
            number += 1
            slug = f"{base}-{number}"
        return slug
