"""Writes ``rates.csv`` from the European Central Bank's file of reference rates:

    python cases/rates/make_rates.py eurofxref-hist.csv > cases/rates/rates.csv

Of each currency and year the last rate that was fixed, with its day. Run it once a year.
"""

import csv
import sys

GIVEN = ("", "N/A")


def last_of_years(rows):
    """{(currency, year): (day, units of the currency for one euro, as written)}"""
    last = {}
    for row in rows:
        day = row.pop("Date")
        for currency, rate in row.items():
            if currency and rate not in GIVEN:
                key = currency, day[:4]
                last[key] = max(last.get(key, ("", "")), (day, rate))
    return last


def main(path):
    with open(path, encoding="utf-8") as file:
        last = last_of_years(csv.DictReader(file))
    write = csv.writer(sys.stdout, lineterminator="\n").writerow
    write(["currency", "year", "day", "per_euro"])
    for (currency, year), (day, rate) in sorted(last.items()):
        write([currency, year, day, rate])


if __name__ == "__main__":
    main(sys.argv[1])
