"""A sum for each inhabitant of the place of a case, in the currency of the sum: where there is
one place, its population and the year of that are known, and the sum is of the whole.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from languages.punctuation import rounded

from .models import CostKind, Place

HUNDREDTH = Decimal("0.01")
OF_A_PLACE = {CostKind.BUDGET, CostKind.INVESTMENT, CostKind.GRANT}


@dataclass(frozen=True, slots=True)
class PerInhabitant:
    amount: Decimal
    currency: str
    place: Place

    @property
    def in_words(self):
        """With the place, its population and the year of that."""
        return _(
            "%(amount)s %(currency)s a head (%(place)s: population %(count)s, %(year)s)"
        ) % {
            "amount": rounded(self.amount, self._decimals),
            "currency": self.currency,
            "place": self.place.name,
            "count": number_format(self.place.population, force_grouping=True),
            "year": self.place.population_year,
        }

    @property
    def _decimals(self):
        """Of less than a hundredth as many as say something."""
        if 0 < self.amount < HUNDREDTH:
            return -self.amount.adjusted()
        return 0 if self.amount >= 100 else 2


def per_inhabitant(cost, case):
    """None where it cannot be said. Of a range, by its middle."""
    places = [row.place for row in case.case_places.all()]
    if cost.kind not in OF_A_PLACE or len(places) != 1 or not places[0].population:
        return None
    amount = cost.amount if cost.amount_to is None else (cost.amount + cost.amount_to) / 2
    return PerInhabitant(amount / places[0].population, cost.currency, places[0])
