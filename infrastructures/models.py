"""The vocabulary: what an infrastructure of care does, and how governments move it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.shown import Shown, ShownQuerySet
from languages.addresses import address_of, no_address_word
from languages.constraints import given, slug_of_signs
from languages.texts import Translated


class BySlug(models.Manager.from_queryset(ShownQuerySet)):
    """A slug is the natural key: it is the same in all languages and never changes."""

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Function(Shown):
    """One of the three things an infrastructure of care does."""

    slug = models.SlugField(_("slug"), unique=True, validators=[no_address_word])
    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    name = Translated(models.CharField, max_length=120, verbose_name=_("name"))
    short_name = Translated(models.CharField, max_length=60, verbose_name=_("short name"))
    summary = Translated(models.TextField, verbose_name=_("summary"))
    description = Translated(models.TextField, verbose_name=_("description"))

    objects = BySlug()

    class Meta:
        ordering = ["position"]
        verbose_name = _("function")
        verbose_name_plural = _("functions")
        constraints = [
            slug_of_signs("function_slug_is_of_an_address"),
            given(
                "short_name_fr", "function_has_a_short_name", _("Give a short name in French.")
            ),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return address_of("pages:function", self.slug)

    def natural_key(self):
        return (self.slug,)


class Lever(Shown):
    """A way local governments advance a function."""

    function = models.ForeignKey(
        Function, on_delete=models.PROTECT, related_name="levers", verbose_name=_("function")
    )
    slug = models.SlugField(_("slug"), unique=True, validators=[no_address_word])
    position = models.PositiveSmallIntegerField(_("position"))
    name = Translated(models.CharField, max_length=150, verbose_name=_("name"))
    short_name = Translated(models.CharField, max_length=60, verbose_name=_("short name"))
    summary = Translated(models.TextField, verbose_name=_("summary"))
    description = Translated(models.TextField, verbose_name=_("description"))
    practice = Translated(
        models.TextField,
        blank=True,
        verbose_name=_("what local governments do"),
        help_text=_("Points that begin with “- ”. Link a case with [words](case:its-slug)."),
    )
    questions = Translated(
        models.TextField,
        blank=True,
        verbose_name=_("questions before starting"),
        help_text=_("Points that begin with “- ”. Link a case with [words](case:its-slug)."),
    )

    objects = BySlug()

    class Meta:
        ordering = ["function__position", "position"]
        verbose_name = _("lever")
        verbose_name_plural = _("levers")
        constraints = [
            slug_of_signs("lever_slug_is_of_an_address"),
            given("short_name_fr", "lever_has_a_short_name", _("Give a short name in French.")),
            models.UniqueConstraint(
                fields=["function", "position"],
                name="lever_position_is_unique_in_its_function",
                violation_error_message=_("Another lever of this function has this place."),
            ),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return address_of("pages:lever", self.slug)

    def natural_key(self):
        return (self.slug,)

    @property
    def number(self):
        """Its place in the 3 × 3: 2.1 is the first lever of the second function."""
        return f"{self.function.position}.{self.position}"


class Recommendation(Shown):
    """What the synthesis advises local governments, and the levers that put it to work."""

    slug = models.SlugField(_("slug"), unique=True, validators=[no_address_word])
    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    title = Translated(models.CharField, max_length=150, verbose_name=_("title"))
    body = Translated(models.TextField, verbose_name=_("body"))
    levers = models.ManyToManyField(
        Lever, related_name="recommendations", verbose_name=_("levers")
    )

    objects = BySlug()

    class Meta:
        ordering = ["position"]
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            slug_of_signs("recommendation_slug_is_of_an_address"),
            given("title_fr", "recommendation_has_a_title", _("Give a title in French.")),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{reverse('pages:recommendations')}#{self.slug}"

    def natural_key(self):
        return (self.slug,)


class Idea(Shown):
    """A part of the page that says what infrastructures of care are: the frame of the rest."""

    slug = models.SlugField(_("slug"), unique=True, validators=[no_address_word])
    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    title = Translated(models.CharField, max_length=150, verbose_name=_("title"))
    body = Translated(
        models.TextField,
        verbose_name=_("body"),
        help_text=_("Link a case with [words](case:its-slug), a source with its address."),
    )
    levers = models.ManyToManyField(
        Lever, related_name="ideas", blank=True, verbose_name=_("levers")
    )

    objects = BySlug()

    class Meta:
        ordering = ["position"]
        verbose_name = _("idea of the frame")
        verbose_name_plural = _("ideas of the frame")
        constraints = [
            slug_of_signs("idea_slug_is_of_an_address"),
            given("title_fr", "idea_has_a_title", _("Give a title in French.")),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{reverse('pages:frame')}#{self.slug}"

    def natural_key(self):
        return (self.slug,)
