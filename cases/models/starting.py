"""For whoever wants to do the same: what it takes, whom to ask, who has taken it over."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.shown import Shown, ShownQuerySet
from languages.constraints import Check, given, web_address
from languages.texts import Translated

from .citing import Citing, has_source
from .codes import Aspect, Direction
from .geography import Place


class StartingPoint(Shown):
    """What is known of one aspect; an aspect without a row is not known."""

    PART_OF = "case"

    case = models.ForeignKey(
        "cases.Case", on_delete=models.CASCADE, related_name="starting_points"
    )
    aspect = models.CharField(_("aspect"), max_length=10, choices=Aspect)
    text = Translated(
        models.TextField,
        verbose_name=_("text"),
        help_text=_("At most 50 words. Cite sources with their number: [1]."),
    )

    objects = ShownQuerySet.as_manager()

    class Meta:
        ordering = ["case", "pk"]
        verbose_name = _("thing to start with")
        verbose_name_plural = _("things to start with")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "aspect"],
                name="case_has_an_aspect_once",
                violation_error_message=_("This case tells of this aspect already."),
            ),
            models.CheckConstraint(
                name="starting_aspect_is_known", condition=Q(aspect__in=Aspect.values)
            ),
            given("text_fr", "starting_point_has_a_text", _("Give a text in French.")),
            Check(
                beside="text_fr",
                name="starting_point_cites",
                condition=Q(text_fr__contains="["),
                violation_error_message=_("Cite a source with its number: [1]."),
            ),
        ]

    def __str__(self):
        return self.get_aspect_display()


class Contact(Citing):
    """An office that can be asked, and its page; never a private person."""

    PART_OF = "case"

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="contacts")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    office = models.CharField(
        _("office"), max_length=200, help_text=_("In its own language; no private person.")
    )
    url = models.URLField(_("page"), max_length=500)
    seen_on = models.DateField(_("seen on"))

    objects = ShownQuerySet.as_manager()

    class Meta:
        ordering = ["case", "position"]
        verbose_name = _("office to ask")
        verbose_name_plural = _("offices to ask")
        constraints = [
            given("office", "contact_has_an_office", _("Give the name of the office.")),
            given("url", "contact_has_a_page", _("Give the address of its page.")),
            web_address("url", "contact_page_is_of_the_web"),
            Check(
                beside="office",
                name="contact_is_no_mail_address",
                condition=~Q(office__contains="@") & ~Q(url__contains="@"),
                violation_error_message=_("No mail address: the page of the office has it."),
            ),
        ]

    def __str__(self):
        return self.office


class Copy(Citing):
    """That it was taken over from elsewhere, or elsewhere, as a source says."""

    PART_OF = "case"

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="copies")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction)
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name=_("place"),
        help_text=_("If the atlas has it: its cases say so too."),
    )
    where = Translated(models.CharField, max_length=200, verbose_name=_("where"))
    what_changed = Translated(
        models.CharField, max_length=300, blank=True, verbose_name=_("what was changed")
    )

    objects = ShownQuerySet.as_manager()

    class Meta:
        ordering = ["case", "position"]
        verbose_name = _("taking over")
        verbose_name_plural = _("takings over")
        constraints = [
            models.CheckConstraint(
                name="copy_direction_is_known", condition=Q(direction__in=Direction.values)
            ),
            given("where_fr", "copy_is_somewhere", _("Say in French where.")),
            has_source("copy_has_a_source", _("That it was taken over needs a source.")),
        ]

    def __str__(self):
        return f"{self.get_direction_display()} {self.where}"
