"""What coders say of a case, after the codebook."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from languages.code_lists import Codes, known_codes, stands_alone
from languages.constraints import Check

from .codes import BuiltOn, LocalRole, OpenToAll, Tier

SANE_YEARS = (1800, 2100)
NOT_A_CODE = _("Choose from the values of the codebook.")
ALONE = _("This value stands alone: choose it, or others.")


class Coded(models.Model):
    """``local_role``, ``tier`` and ``built_on`` are tuples of codes."""

    local_role = Codes(LocalRole, verbose_name=_("role of local government"))
    tier = Codes(Tier, verbose_name=_("tiers of government"))
    built_on = Codes(BuiltOn, verbose_name=_("built on"))
    open_to_all = models.CharField(
        _("open to all"),
        max_length=8,
        choices=OpenToAll,
        default=OpenToAll.NOT_SAID,
        help_text=_("Who may use or enter it; not whom it is meant for."),
    )
    evidence_year = models.PositiveSmallIntegerField(
        _("year of the newest evidence"),
        null=True,
        blank=True,
        help_text=_("The newest year for which a dated source shows the state of the thing."),
    )

    class Meta:
        abstract = True
        constraints = [
            known_codes("local_role", LocalRole, "case_local_role_is_known", NOT_A_CODE),
            stands_alone("local_role", LocalRole.NONE_SEEN, "case_no_role_is_alone", ALONE),
            known_codes("tier", Tier, "case_tier_is_known", NOT_A_CODE),
            stands_alone("tier", Tier.NONE, "case_no_tier_is_alone", ALONE),
            known_codes("built_on", BuiltOn, "case_built_on_is_known", NOT_A_CODE),
            stands_alone("built_on", BuiltOn.NOTHING, "case_built_on_nothing_alone", ALONE),
            models.CheckConstraint(
                name="case_open_to_all_is_known",
                condition=Q(open_to_all__in=OpenToAll.values),
            ),
            Check(
                beside="evidence_year",
                name="case_evidence_year_is_sane",
                condition=Q(evidence_year__isnull=True) | Q(evidence_year__range=SANE_YEARS),
                violation_error_message=_("A year is between 1800 and 2100."),
            ),
        ]
