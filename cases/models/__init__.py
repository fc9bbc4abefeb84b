from .case import Case
from .codes import (
    Area,
    Aspect,
    Basis,
    BuiltOn,
    CostKind,
    CostStatus,
    Direction,
    Documentation,
    Evidence,
    Identification,
    IncomeGroup,
    LocalRole,
    OpenToAll,
    Operation,
    ResultKind,
    SizeClass,
    Tier,
)
from .evidence import Result, Source, SourceKind
from .geography import Country, Place, PlaceKind, Region, Section
from .groups import CaseTheme, Group, Theme
from .money import Cost
from .organisation import Organisation, OrganisationKind
from .starting import Contact, Copy, StartingPoint
from .ties import CaseLever, CaseOrganisation, CasePlace, Role

__all__ = [
    "Area",
    "Aspect",
    "Basis",
    "BuiltOn",
    "Case",
    "CaseLever",
    "CaseOrganisation",
    "CasePlace",
    "CaseTheme",
    "Contact",
    "Copy",
    "Cost",
    "CostKind",
    "CostStatus",
    "Country",
    "Direction",
    "Documentation",
    "Evidence",
    "Group",
    "Identification",
    "IncomeGroup",
    "LocalRole",
    "OpenToAll",
    "Operation",
    "Organisation",
    "OrganisationKind",
    "Place",
    "PlaceKind",
    "Region",
    "Result",
    "ResultKind",
    "Role",
    "Section",
    "SizeClass",
    "Source",
    "SourceKind",
    "StartingPoint",
    "Theme",
    "Tier",
]
