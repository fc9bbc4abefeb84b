"""The tables of contributions: the documents that tell of cases, and who wrote them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contributions.models import (
    AbstractBasis,
    Author,
    Authorship,
    Contribution,
    ContributionOrganisation,
    Format,
)
from editorial.publication import BY_DEEDS, State

from .case_tables import DAYS, of_a_case, telling, text, year
from .columns import Column, Kind, Table, tied
from .vocabulary_tables import key

PUBLISHED = Q(contribution__state=State.PUBLISHED)


def of_a_contribution():
    return Column("contribution", _("The contribution."), path="contribution__slug",
                  refers_to=("contributions", "slug"), required=True)  # fmt: skip


CONTRIBUTIONS = Table(
    "contributions",
    Contribution,
    _("The documents of the GOLD VII process that tell of the cases."),
    (
        key(),
        Column("original_title", _("Title, as printed."), required=True),
        text("title", _("Title; our translation where the document has none.")),
        text("abstract", _("Abstract, in our own words.")),
        Column("abstract_basis", _("What the abstract rests on."), values=AbstractBasis,
               required=True),
        text("note", _("What a reader must know of it.")),
        Column("is_synthesis", _("True for the synthesis of its stage."), Kind.BOOLEAN,
               required=True),
        Column("format", _("Kind of document."), values=Format, required=True),
        Column("language", _("Language, ISO 639 code."), required=True),
        Column("url", _("Address of the document, if it has a public one.")),
        year("year", _("Year of publication.")),
        Column("stage", _("Stage of GOLD VII."), Kind.INTEGER, required=True),
        Column("supervised_by", _("Who supervised it, as printed.")),
        *DAYS,
    ),
    key=("slug",),
    shared=lambda cases: Q(pk__in=telling(cases)),
    order=("slug",),
    only=Q(state=State.PUBLISHED),
    left_out=(*BY_DEEDS, "authors", "organisations", "levers", "cases"),
)  # fmt: skip

AUTHORS = Table(
    "authors",
    Author,
    _("The persons who sign contributions."),
    (
        key(),
        Column("name", _("Name, as printed."), required=True),
        Column("family_name", _("Family name, where it is more than the last word.")),
    ),
    key=("slug",),
    shared=lambda cases: Q(
        pk__in=tied(Authorship, "author", PUBLISHED, contribution__in=telling(cases))
    ),
    order=("slug",),
)

CONTRIBUTION_AUTHORS = Table(
    "contribution_authors",
    Authorship,
    _("Who signs which contribution."),
    (of_a_contribution(),
     Column("author", _("The author."), path="author__slug", refers_to=("authors", "slug"),
            required=True),
     Column("position", _("Order as printed."), Kind.INTEGER, required=True)),
    key=("contribution", "author"),
    shared=lambda cases: Q(contribution__in=telling(cases)),
    order=("contribution__slug", "position", "pk"),
    only=PUBLISHED,
)  # fmt: skip

CONTRIBUTION_ORGANISATIONS = Table(
    "contribution_organisations",
    ContributionOrganisation,
    _("Which organisations stand behind which contribution."),
    (of_a_contribution(),
     Column("organisation", _("The organisation."), path="organisation__slug",
            refers_to=("organisations", "slug"), required=True),
     Column("position", _("Order as printed."), Kind.INTEGER, required=True)),
    key=("contribution", "organisation"),
    shared=lambda cases: Q(contribution__in=telling(cases)),
    order=("contribution__slug", "position", "pk"),
    only=PUBLISHED,
)  # fmt: skip

CONTRIBUTION_LEVERS = Table(
    "contribution_levers",
    Contribution.levers.through,
    _("The levers that contributions speak to."),
    (of_a_contribution(),
     Column("lever", _("The lever."), path="lever__slug", refers_to=("levers", "slug"),
            required=True)),
    key=("contribution", "lever"),
    shared=lambda cases: Q(contribution__in=telling(cases)),
    order=("contribution__slug", "lever__function__position", "lever__position"),
    only=PUBLISHED,
)  # fmt: skip

CONTRIBUTION_CASES = Table(
    "contribution_cases",
    Contribution.cases.through,
    _("The contributions that tell of cases."),
    (of_a_case(), of_a_contribution()),
    key=("case", "contribution"),
    of="case",
    order=("contribution__slug",),
    only=PUBLISHED,
)

OF_DOCUMENTS = (
    CONTRIBUTIONS, AUTHORS, CONTRIBUTION_AUTHORS, CONTRIBUTION_ORGANISATIONS,
    CONTRIBUTION_LEVERS, CONTRIBUTION_CASES,
)  # fmt: skip
