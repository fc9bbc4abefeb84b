"""The values of the coded variables. What each means, with an example and a counter-example,
stands in ``cases/definitions.yaml``."""

from bisect import bisect

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Operation(models.TextChoices):
    PLANNED = "planned", _("Planned")
    ONGOING = "ongoing", _("Ongoing")
    COMPLETED = "completed", _("Completed")
    STOPPED = "stopped", _("Stopped")
    UNKNOWN = "unknown", _("Not known")


class Identification(models.TextChoices):
    """How sure it is that this is what the synthesis means; ``found``: it means no such case,
    the editors added it."""

    NAMED = "named", _("Named in the synthesis")
    INFERRED = "inferred", _("Inferred by the editors")
    UNIDENTIFIED = "unidentified", _("Named only, not identified")
    FOUND = "found", _("Found by the editors")


class Documentation(models.TextChoices):
    """How much the sources tell."""

    WELL = "well-documented", _("Well documented")
    PARTLY = "partly-documented", _("Partly documented")
    NAMED_ONLY = "named-only", _("Named only")


class Basis(models.TextChoices):
    """Who says that a case shows a lever. In the order of the alphabet and of the page."""

    CITED = "cited", _("Named by the synthesis")
    OBSERVED = "observed", _("Seen by the editors in the sources")


class LocalRole(models.TextChoices):
    """What local or regional governments do in it."""

    PROVIDES = "provides", _("Builds or runs it")
    PAYS = "pays", _("Pays for it")
    REGULATES = "regulates", _("Sets its rules")
    CONVENES = "convenes", _("Brings the parties together")
    SUPPORTS = "supports", _("Supports those who do it")
    USES_KNOWLEDGE = "uses-knowledge", _("Decides with its data")
    TAKES_PART = "takes-part", _("Takes part in it")
    NONE_SEEN = "none-seen", _("No role seen")


class Tier(models.TextChoices):
    """The governments that act in it."""

    MUNICIPAL = "municipal", _("Municipal")
    METROPOLITAN = "metropolitan", _("Metropolitan or inter-municipal")
    REGIONAL = "regional", _("Regional, provincial or of a federal state")
    NATIONAL = "national", _("National")
    NONE = "none", _("No government seen")


class BuiltOn(models.TextChoices):
    """What existed before and was used."""

    BUILDING = "building-or-space", _("A building or a space")
    SERVICE = "public-service", _("A public service")
    SCHEME = "earlier-scheme", _("An earlier scheme")
    COMMUNITY = "community-organisation", _("An organisation of the community")
    LAW = "law-or-policy", _("A law or a policy")
    NETWORK = "network", pgettext_lazy("built on", "A network")
    TRADITION = "tradition-or-knowledge", _("A tradition or a knowledge")
    NOTHING = "nothing-known", _("Nothing known")


class OpenToAll(models.TextChoices):
    """Who may use or enter it, which is not whom it is meant for."""

    ANYONE = "anyone", _("Open to anyone")
    PARTLY = "partly", _("One part is open to anyone")
    LIMITED = "limited", _("Open to some, or under a condition")
    NOT_SAID = "not-said", _("Not said")


class ResultKind(models.TextChoices):
    OUTPUT = "output", _("What was done")
    INPUT = "input", _("What was put in")
    OUTCOME = "outcome", _("What changed")
    RECOGNITION = "recognition", _("A prize or a rank")
    RULE = "rule", _("A rule or a decision")
    FINDING = "finding", _("What a survey found")
    CONTEXT = "context", _("About the place, not the case")
    FORECAST = "forecast", _("A target or a forecast")


class Evidence(models.TextChoices):
    """Who says it, the firmest first; ``sign`` is one of five shapes."""

    COMPARED = "compared", _("compared with another group")
    BEFORE_AFTER = "before-after", _("compared before and after")
    EVALUATED = "evaluated", _("studied by an independent evaluation")
    MONITORED = "monitored", _("recorded by repeated counts")
    RECORD = "official-record", _("recorded by an official body")
    STUDY = "study", _("studied, without measuring its effects")
    OTHER_BODY = "other-body", _("reported by another body")
    PRESS = "press", _("reported by the press")
    PROMOTER = "promoter", _("told by those who run it")
    NOT_CLEAR = "not-clear", _("not clear who says it")

    @property
    def sign(self):
        return SIGNS[self]


SIGNS = {
    Evidence.COMPARED: "compared",
    Evidence.BEFORE_AFTER: "compared",
    Evidence.EVALUATED: "studied",
    Evidence.STUDY: "studied",
    Evidence.MONITORED: "recorded",
    Evidence.RECORD: "recorded",
    Evidence.OTHER_BODY: "reported",
    Evidence.PRESS: "reported",
    Evidence.PROMOTER: "told",
    Evidence.NOT_CLEAR: "",
}


class Area(models.TextChoices):
    """The areas of life that a result is about."""

    TIME = "time", pgettext_lazy("area", "Time")
    INCOME = "income", pgettext_lazy("area", "Income")
    WORK = "work", pgettext_lazy("area", "Work")
    HOUSING = "housing", pgettext_lazy("area", "Housing")
    PUBLIC_SPACE = "public-space", pgettext_lazy("area", "Public space")
    FOOD = "food", pgettext_lazy("area", "Food")
    HEALTH = "health", pgettext_lazy("area", "Health")
    SAFETY = "safety", pgettext_lazy("area", "Safety")
    MOBILITY = "mobility", pgettext_lazy("area", "Mobility")
    ENVIRONMENT = "environment", pgettext_lazy("area", "Environment")
    CULTURE = "culture", pgettext_lazy("area", "Culture")
    LEARNING = "learning", pgettext_lazy("area", "Learning")
    VOICE = "voice", pgettext_lazy("area", "Voice")
    RIGHTS = "rights", pgettext_lazy("area", "Rights")
    SERVICES = "services", pgettext_lazy("area", "Services")
    OTHER = "other", pgettext_lazy("area", "Other")


class CostKind(models.TextChoices):
    BUDGET = "budget", pgettext_lazy("money", "Budget")
    INVESTMENT = "investment", pgettext_lazy("money", "Investment")
    GRANT = "grant", pgettext_lazy("money", "Grant")
    PRIZE = "prize", pgettext_lazy("money", "Prize")
    UNIT_COST = "unit-cost", pgettext_lazy("money", "Cost of one unit")
    PRICE = "price", pgettext_lazy("money", "Price paid by users")
    PAY = "pay", pgettext_lazy("money", "Pay for work")
    CONTRACT = "contract", pgettext_lazy("money", "Contract")
    BENEFIT = "benefit", pgettext_lazy("money", "Benefit paid to people")
    REVENUE = "revenue", pgettext_lazy("money", "Revenue")
    WIDER = "wider", pgettext_lazy("money", "A sum for more than this case")


class CostStatus(models.TextChoices):
    SPENT = "spent", pgettext_lazy("money", "spent")
    BUDGETED = "budgeted", pgettext_lazy("money", "budgeted")
    ANNOUNCED = "announced", pgettext_lazy("money", "announced")


class Aspect(models.TextChoices):
    """What whoever starts wants to know."""

    BUILT_ON = "built_on", _("Built on")
    POWERS = "powers", _("Powers it rests on")
    RUNS_IT = "runs_it", _("Who runs it")
    STAFF = "staff", _("Staff")
    MONEY = "money", _("Money")
    TIME = "time", _("Time to start")
    CONDITIONS = "conditions", _("What it needed")
    VARIES = "varies", _("What others changed, what differs between sites")
    WENT_WRONG = "went_wrong", _("What went wrong")


class Direction(models.TextChoices):
    FROM = "from", _("Taken over from")
    TO = "to", _("Taken over by")


class IncomeGroup(models.TextChoices):
    """Of a country, as the World Bank groups them."""

    LOW = "low", _("Low income")
    LOWER_MIDDLE = "lower-middle", _("Lower middle income")
    UPPER_MIDDLE = "upper-middle", _("Upper middle income")
    HIGH = "high", _("High income")


class SizeClass(models.TextChoices):
    """Of a place by its inhabitants: from so many on, up to the next class."""

    UNDER_20K = "under-20k", _("Under 20,000 inhabitants")
    FROM_20K = "from-20k", _("20,000 to 50,000 inhabitants")
    FROM_50K = "from-50k", _("50,000 to 100,000 inhabitants")
    FROM_100K = "from-100k", _("100,000 to 200,000 inhabitants")
    FROM_200K = "from-200k", _("200,000 to 500,000 inhabitants")
    FROM_500K = "from-500k", _("500,000 to 1 million inhabitants")
    FROM_1M = "from-1m", _("1 to 2 million inhabitants")
    FROM_2M = "from-2m", _("2 to 5 million inhabitants")
    FROM_5M = "from-5m", _("5 million inhabitants and more")

    @classmethod
    def of(cls, population):
        """The class of a number of inhabitants."""
        return list(cls)[bisect(LEAST_OF_SIZE, population) - 1]

    @property
    def bounds(self):
        """(least, the least of the next class or None)"""
        at = list(type(self)).index(self)
        return LEAST_OF_SIZE[at], (*LEAST_OF_SIZE, None)[at + 1]


# Each about twice the one before, so that a neighbour of a class is still of a like size.
LEAST_OF_SIZE = [
    0, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000,
]  # fmt: skip
