from .case import (
    Case,
    Documentation,
    Identification,
    Operation,
)
from .evidence import Result, Source, SourceKind
from .geography import Country, Place, PlaceKind, Region, Section
from .groups import CaseTheme, Group, Theme
from .organisation import Organisation, OrganisationKind
from .ties import CaseLever, CaseOrganisation, CasePlace, Role

__all__ = [
    "Case",
    "CaseLever",
    "CaseOrganisation",
    "CasePlace",
    "CaseTheme",
    "Country",
    "Documentation",
    "Group",
    "Identification",
    "Operation",
    "Organisation",
    "OrganisationKind",
    "Place",
    "PlaceKind",
    "Region",
    "Result",
    "Role",
    "Section",
    "Source",
    "SourceKind",
    "Theme",
]
