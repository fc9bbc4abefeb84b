"""How large a sum is, roughly, in one currency for all: thousands, or millions, of euros.

An order of size, not a conversion: prices differ between countries more than rates tell. Each
is said with the rate that it rests on and its day.
"""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

RATES = Path(__file__).parent / "rates" / "rates.csv"
EURO = "EUR"
# Of currencies without a rate of the bank, because they are tied to the euro.
FIXED = {"XAF": Decimal("655.957"), "XOF": Decimal("655.957")}
HIGHEST = 9  # billions and more are one order


@dataclass(frozen=True, slots=True)
class Rate:
    """``per_euro`` units of ``currency`` for one euro; ``day`` is None where it is fixed."""

    currency: str
    per_euro: Decimal
    day: date | None

    @property
    def in_words(self):
        told = {"rate": localize(self.per_euro), "currency": self.currency}
        if self.day is None:
            return _("1 EUR = %(rate)s %(currency)s, fixed parity") % told
        told["day"] = date_format(self.day)
        return _("1 EUR = %(rate)s %(currency)s, European Central Bank, %(day)s") % told


@dataclass(frozen=True, slots=True)
class OrderOfSize:
    """``exponent``: 3 for thousands of euros, 6 for millions; ``rate`` is None for euros."""

    exponent: int
    rate: Rate | None

    @property
    def in_words(self):
        return words(self.exponent)


def words(exponent):
    return {
        -1: pgettext("order of size", "less than one euro"),
        0: pgettext("order of size", "a few euros"),
        1: pgettext("order of size", "tens of euros"),
        2: pgettext("order of size", "hundreds of euros"),
        3: pgettext("order of size", "thousands of euros"),
        4: pgettext("order of size", "tens of thousands of euros"),
        5: pgettext("order of size", "hundreds of thousands of euros"),
        6: pgettext("order of size", "millions of euros"),
        7: pgettext("order of size", "tens of millions of euros"),
        8: pgettext("order of size", "hundreds of millions of euros"),
        9: pgettext("order of size", "billions of euros"),
    }[exponent]


def order_of(cost):
    """Of a sum; None for nothing, and without a year or a rate of its currency for it."""
    rate = None
    euros = cost.amount if cost.amount_to is None else (cost.amount + cost.amount_to) / 2
    if cost.currency != EURO:
        rate = rate_of(cost.currency, cost.year_to or cost.year_from)
        if rate is None:
            return None
        euros /= rate.per_euro
    if euros <= 0:
        return None
    return OrderOfSize(max(-1, min(Decimal(euros).adjusted(), HIGHEST)), rate)


def rate_of(currency, year):
    if currency in FIXED:
        return Rate(currency, FIXED[currency], None)
    return rates().get((currency, year))


@cache
def rates():
    """{(currency, year): Rate}"""
    with RATES.open(encoding="utf-8") as file:
        return {
            (row["currency"], int(row["year"])): Rate(
                row["currency"], Decimal(row["per_euro"]), date.fromisoformat(row["day"])
            )
            for row in csv.DictReader(file)
        }


def said_with_rate(order):
    """Such as “Roughly: millions of euros (1 EUR = …)”."""
    return _("Roughly: %(order)s (%(rate)s)") % {
        "order": order.in_words,
        "rate": order.rate.in_words,
    }
