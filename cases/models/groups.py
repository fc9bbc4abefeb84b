"""Whom a case is for, and what it is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from editorial.shown import Shown, ShownQuerySet
from languages.addresses import no_address_word
from languages.constraints import given, slug_of_signs
from languages.texts import Translated


class CodesQuerySet(ShownQuerySet):
    """Of what cases are coded with. The desk sees all of it, readers what is used."""

    def used(self):
        """What something published has: a code made for a draft would tell its subject."""
        return self.filter(self.model.is_used())


class BySlug(models.Manager.from_queryset(CodesQuerySet)):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Defined(Shown):
    """A value of the codebook: what counts, an example, and what only looks like it."""

    definition = Translated(models.TextField, blank=True, verbose_name=_("definition"))
    example = Translated(models.TextField, blank=True, verbose_name=_("example"))
    counter_example = Translated(
        models.TextField, blank=True, verbose_name=_("counter-example")
    )

    class Meta:
        abstract = True


class Group(Defined):
    """The people a case is for: women and girls, carers, workers in informal employment …"""

    slug = models.SlugField(_("slug"), unique=True, validators=[no_address_word])
    name = Translated(models.CharField, max_length=80, verbose_name=_("name"))
    alternative_names = Translated(
        models.CharField,
        max_length=300,
        blank=True,
        verbose_name=_("alternative names"),
        help_text=_("Other words that readers type, separated by commas."),
    )

    objects = BySlug()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        constraints = [
            slug_of_signs("group_slug_is_of_an_address"),
            given("name_fr", "group_has_a_name", _("Give a name in French.")),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def is_used(cls):
        ties = cls.cases.through.objects.filter(case__state="published")
        return models.Q(pk__in=ties.values("group"))

    def natural_key(self):
        return (self.slug,)


class Theme(Defined, TagBase):
    """A subject. A tag whose ``name`` and ``slug`` are its key; its label is a text."""

    slug = models.SlugField(
        _("slug"), max_length=100, unique=True, validators=[no_address_word]
    )
    label = Translated(models.CharField, max_length=80, blank=True, verbose_name=_("label"))
    alternative_names = Translated(
        models.CharField,
        max_length=300,
        blank=True,
        verbose_name=_("alternative names"),
        help_text=_("Other words that readers type, separated by commas."),
    )

    objects = BySlug()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [
            slug_of_signs("theme_slug_is_of_an_address"),
            given("name", "theme_has_a_name", _("Give a name.")),
        ]

    def __str__(self):
        return self.label or self.name

    @classmethod
    def is_used(cls):
        ties = CaseTheme.objects.filter(content_object__state="published")
        return models.Q(pk__in=ties.values("tag"))

    def natural_key(self):
        return (self.slug,)


class CaseThemeManager(models.Manager.from_queryset(ShownQuerySet)):
    def get_by_natural_key(self, case, theme):
        cases = self.model.shown_model()._default_manager
        return self.get(content_object=cases.get_by_natural_key(*case), tag__slug=theme)


class CaseTheme(Shown, ItemBase):
    """A theme of a case, by real foreign keys."""

    PART_OF = "content_object"

    content_object = models.ForeignKey(
        "cases.Case", on_delete=models.CASCADE, related_name="case_themes"
    )
    tag = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="case_themes")

    objects = CaseThemeManager()

    class Meta:
        verbose_name = _("theme of a case")
        verbose_name_plural = _("themes of cases")
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="case_has_a_theme_once"
            )
        ]

    def natural_key(self):
        """taggit has one that asks for names of fields, and cannot be written down."""
        return self.content_object.natural_key(), self.tag.slug

    natural_key.dependencies = ["cases.case", "cases.theme"]
