"""One row per case: what a spreadsheet, a map and the list of the API hold.

The columns of the case itself, its texts in one language; then what it is tied to, as keys
and in words.
"""

from dataclasses import dataclass

from django.db.models import Case, F, TextField, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from cases.models import Basis, Role, Section
from languages.texts import translated

from .case_tables import CASES
from .columns import Column, Kind

LEVER = "case_levers__lever"
LEVERS = ("case_levers__basis", f"{LEVER}__function__position", f"{LEVER}__position")
PLACES = ("case_places__position", "case_places__pk")
ORGANISATIONS = ("case_organisations__position", "case_organisations__pk")
# The order of what a case is tied to; what stands in one relation is read in one query.
RELATIONS = {
    "levers": LEVERS,
    "places": PLACES,
    "groups": ("groups__slug",),
    "themes": ("themes__slug",),
    "organisations": ORGANISATIONS,
    "recommendations": ("recommendations__position",),
    "results": ("results__position",),
    "sources": ("sources__position",),
}


@dataclass(frozen=True)
class Tied(Column):
    """Values of one of the relations: the distinct ones as a list, the first, or how many."""

    kind: Kind = Kind.LIST
    of: str = ""
    role: Role | None = None

    def expression(self, language):
        if self.translated:
            return translated(self.source, language)
        return F(self.source)

    def taken(self, values):
        present = list(dict.fromkeys(value for value in values if value not in (None, "")))
        if self.kind == Kind.LIST:
            return present
        if self.kind == Kind.INTEGER:
            return len(present)
        return present[0] if present else None


class NamedLevers(Tied):
    """Without those that the editors alone saw."""

    def expression(self, language):
        return Case(When(case_levers__basis=Basis.CITED, then=F(self.source)))


class OrganisationNames(Tied):
    """The label of an organisation in the reader's language, else its own name."""

    def expression(self, language):
        label = NullIf(translated(f"{self.source}__label", language), Value(""))
        return Coalesce(label, F(f"{self.source}__name"), output_field=TextField())


class SmallestRegions(Tied):
    """A place has a country, which lies in a region; or it has a region."""

    def expression(self, language):
        return Coalesce(
            F(f"{self.source}__country__region__code"), F(f"{self.source}__region__code")
        )


def organisations(called, meaning, role):
    return OrganisationNames(
        called, meaning, path="case_organisations__organisation", of="organisations", role=role
    )


COUNTRY, PLACE = "case_places__place__country", "case_places__place"
TIES = (
    Tied("functions", _("Keys of its functions."), path=f"{LEVER}__function__slug",
         refers_to=("functions", "slug"), of="levers"),
    Tied("levers", _("Keys of its levers."), path=f"{LEVER}__slug",
         refers_to=("levers", "slug"), of="levers"),
    Tied("lever_names", _("Names of its levers."), path=f"{LEVER}__short_name",
         translated=True, of="levers"),
    NamedLevers("levers_named", _("Keys of the levers under which the synthesis names it."),
                path=f"{LEVER}__slug", refers_to=("levers", "slug"), of="levers"),
    Tied("places", _("Keys of its places."), path=f"{PLACE}__slug",
         refers_to=("places", "slug"), of="places"),
    Tied("place_names", _("Names of its places."), path=f"{PLACE}__name", translated=True,
         of="places"),
    Tied("countries", _("ISO codes of its countries."), path=f"{COUNTRY}__iso2",
         refers_to=("countries", "iso2"), of="places"),
    Tied("country_names", _("Names of its countries."), path=f"{COUNTRY}__name",
         translated=True, of="places"),
    SmallestRegions("regions", _("M49 codes of the smallest regions that its places lie in."),
                    path=PLACE, refers_to=("regions", "code"), of="places"),
    Tied("sections", _("UCLG sections of its countries."), path=f"{COUNTRY}__section",
         values=Section, of="places"),
    Tied("latitude", _("Latitude of its first place that has a point, in degrees, WGS 84."),
         Kind.NUMBER, path=f"{PLACE}__latitude", of="places"),
    Tied("longitude", _("Longitude of its first place that has a point, in degrees, WGS 84."),
         Kind.NUMBER, path=f"{PLACE}__longitude", of="places"),
    Tied("groups", _("Keys of the groups it is for."), path="groups__slug",
         refers_to=("groups", "slug"), of="groups"),
    Tied("group_names", _("Names of the groups it is for."), path="groups__name",
         translated=True, of="groups"),
    Tied("themes", _("Keys of its themes."), path="themes__slug",
         refers_to=("themes", "slug"), of="themes"),
    Tied("theme_names", _("Names of its themes."), path="themes__label", translated=True,
         of="themes"),
    organisations("leads", _("Organisations that lead it."), Role.LEAD),
    organisations("partners", _("Organisations that take part."), Role.PARTNER),
    organisations("funders", _("Organisations that pay."), Role.FUNDER),
    Tied("recommendations", _("Keys of the recommendations it illustrates."),
         path="recommendations__slug", refers_to=("recommendations", "slug"),
         of="recommendations"),
    Tied("result_count", _("Number of its results."), Kind.INTEGER, path="results__pk",
         of="results"),
    Tied("source_count", _("Number of its sources."), Kind.INTEGER, path="sources__pk",
         of="sources"),
)  # fmt: skip

MADE = (
    Column("fallbacks", _("Texts of this row that are in another language, as text:language, "
                          "because they do not exist in the one asked for."), Kind.LIST),
    Column("address", _("Its page in the atlas."), required=True),
    Column("cite_as", _("How to cite it, after APA."), required=True),
    Column("licence", _("Licences: texts, then coded data, as SPDX identifiers."),
           required=True),
)  # fmt: skip

SHEET = (*CASES.columns, *TIES, *MADE)
