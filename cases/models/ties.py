"""What ties a case to its places, its levers and its organisations, and says how."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.shown import Shown, ShownQuerySet
from infrastructures.models import Lever
from languages.texts import Translated

from .citing import Citing, has_source
from .codes import Basis
from .geography import Place
from .organisation import Organisation


class CasePlace(Shown):
    PART_OF = "case"

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="case_places")
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="case_places", verbose_name=_("place")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    objects = ShownQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("place of a case")
        verbose_name_plural = _("places of cases")
        constraints = [
            models.UniqueConstraint(fields=["case", "place"], name="case_has_a_place_once")
        ]

    def __str__(self):
        return str(self.place)


class CaseLever(Citing):
    """How this case uses this lever, and who says so."""

    PART_OF = "case"

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="case_levers")
    lever = models.ForeignKey(
        Lever, on_delete=models.PROTECT, related_name="case_levers", verbose_name=_("lever")
    )
    basis = models.CharField(_("basis"), max_length=8, choices=Basis, default=Basis.CITED)
    rationale = Translated(
        models.TextField,
        blank=True,
        verbose_name=_("rationale"),
        help_text=_("One sentence whose subject is the local government."),
    )

    objects = ShownQuerySet.as_manager()

    class Meta:
        # What the synthesis names comes first: it gives the case its shape and hue.
        ordering = ["basis", "lever__function__position", "lever__position"]
        verbose_name = _("lever of a case")
        verbose_name_plural = _("levers of cases")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "lever"],
                name="case_has_a_lever_once",
                violation_error_message=_("This case has this lever already."),
            ),
            models.CheckConstraint(
                name="case_lever_basis_is_known", condition=Q(basis__in=Basis.values)
            ),
            has_source(
                "case_lever_seen_in_a_source",
                _("A lever that the editors saw needs the number of a source."),
                unless=Q(basis=Basis.CITED),
            ),
        ]

    def __str__(self):
        return str(self.lever)


class Role(models.TextChoices):
    LEAD = "lead", _("Lead")
    PARTNER = "partner", _("Partner")
    FUNDER = "funder", _("Funder")


class CaseOrganisation(Shown):
    """What an organisation does in a case."""

    PART_OF = "case"

    case = models.ForeignKey(
        "cases.Case", on_delete=models.CASCADE, related_name="case_organisations"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="case_organisations",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=7, choices=Role)
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    objects = ShownQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("organisation of a case")
        verbose_name_plural = _("organisations of cases")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation", "role"],
                name="case_has_an_organisation_role_once",
            ),
            models.CheckConstraint(
                name="case_organisation_role_is_known",
                condition=Q(role__in=Role.values),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_role_display()})"
