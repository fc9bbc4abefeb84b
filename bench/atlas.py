"""A synthetic atlas: as many cases as wanted, with the vocabulary, the places and the
sentences of the real one, spread as things are: a few values often, most of them rarely."""

import itertools
import random
import re
from collections import Counter

import yaml
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from cases import content, documents
from cases.models import (
    Case,
    CaseLever,
    CasePlace,
    CaseTheme,
    Documentation,
    Group,
    Identification,
    Operation,
    Place,
    Source,
    SourceKind,
    Theme,
)
from editorial import catalogue
from editorial.publication import State
from infrastructures import content as vocabulary
from infrastructures.models import Lever
from languages.texts import CODES
from search import keeping
from search.models import Zone
from search.passages import Passage

FOLDER = settings.BASE_DIR / "fixtures"
AT_ONCE = 2_000


def make(cases, seed=7):
    """Fill an empty database, with so many cases or with the ``"real"`` ones."""
    call_command("migrate", verbosity=0)
    if cases == "real":
        return call_command("load_content", verbosity=0)
    chance = random.Random(seed)
    with transaction.atomic():
        load_vocabulary()
        maker = Maker(chance)
        for start in range(0, cases, AT_ONCE):
            maker.add(range(start, min(start + AT_ONCE, cases)))
        keeping.count(maker.words)
        catalogue.stamp_anew()
    connection.cursor().execute("ANALYZE")
    return None


def load_vocabulary():
    vocabulary.load_functions(FOLDER / "functions.yaml")
    content.load_regions(FOLDER / "geography" / "regions.yaml")
    content.load_countries(FOLDER / "geography" / "countries.csv")
    content.load_groups(FOLDER / "groups.yaml")
    content.load_themes(FOLDER / "themes.yaml")
    content.load_places(FOLDER / "places.yaml")


def sentences():
    """{language: sentences of the summaries and contexts of the real cases}"""
    found = {code: [] for code in CODES}
    for path in sorted((FOLDER / "cases").glob("*.yaml")):
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
        for code in CODES:
            for name in ("summary", "context"):
                text = (entry.get(name) or {}).get(code) or ""
                found[code] += re.split(r"(?<=[.!?])\s+", text.strip())
    return {code: [one for one in some if one] for code, some in found.items()}


class Maker:
    def __init__(self, chance):
        self.chance, self.sentences, self.words = chance, sentences(), Counter()
        self.levers = list(Lever.objects.select_related("function"))
        self.groups, self.themes = list(Group.objects.all()), list(Theme.objects.all())
        self.places = list(
            Place.objects.select_related(
                "country__region__parent__parent", "region__parent__parent"
            ).defer("locator")
        )

    def some(self, values, most):
        """One to ``most`` of some values, the first ones often, the last ones rarely."""
        weights = [1 / rank for rank in range(1, len(values) + 1)]
        count = self.chance.randint(1, most)
        return list(dict.fromkeys(self.chance.choices(values, weights, k=count)))

    def add(self, numbers):
        told = [{c: self.chance.sample(self.sentences[c], 6) for c in CODES} for _ in numbers]
        cases = Case.objects.bulk_create(
            self.case(number, words) for number, words in zip(numbers, told, strict=True)
        )
        ties = [
            (self.some(self.levers, 3), self.some(self.groups, 4), self.some(self.themes, 4),
             self.some(self.places, 2))
            for _ in cases
        ]  # fmt: skip
        self.tie(cases, ties)
        self.index(cases, told, ties)

    def case(self, number, words):
        start = self.chance.choice([None, *range(1985, 2026)])
        texts = {}
        for code in CODES:
            texts[f"title_{code}"] = f"{' '.join(words[code][0].split()[:9])} {number}"[:120]
            texts[f"in_short_{code}"] = words[code][1][:220]
            texts[f"summary_{code}"] = " ".join(words[code][2:])
        return Case(
            slug=f"case-{number}", state=State.PUBLISHED, published_at=timezone.now(),
            start_year=start, operation=self.some(Operation.values, 1)[0],
            identification=self.some(Identification.values, 1)[0],
            documentation=self.some(Documentation.values, 1)[0], **texts,
        )  # fmt: skip

    def tie(self, cases, ties):
        rows = list(zip(cases, ties, strict=True))
        CaseLever.objects.bulk_create(CaseLever(case=c, lever=x) for c, t in rows for x in t[0])
        In = Case.groups.through
        In.objects.bulk_create(In(case=c, group=x) for c, t in rows for x in t[1])
        CaseTheme.objects.bulk_create(
            CaseTheme(content_object=c, tag=x) for c, t in rows for x in t[2]
        )
        CasePlace.objects.bulk_create(
            CasePlace(case=c, place=x, position=n)
            for c, t in rows
            for n, x in enumerate(t[3], 1)
        )
        Source.objects.bulk_create(
            Source(case=c, position=1, title="A report", publisher="A city", language="en",
                   year=self.chance.randint(2005, 2025), kind=SourceKind.OFFICIAL)
            for c in cases
        )  # fmt: skip

    def index(self, cases, told, ties):
        """The documents, a passage a sentence: the same words, made faster."""
        made = {
            case.pk: list(itertools.chain(self.own(case, words), names(*tie)))
            for case, words, tie in zip(cases, told, ties, strict=True)
        }
        for passages in made.values():
            self.words.update(keeping.words(passages))
        keeping.put(documents.KIND, made)

    def own(self, case, words):
        for code in CODES:
            yield Passage.of(Zone.TITLE, "title", code, getattr(case, f"title_{code}"))
            for sentence in words[code][1:]:
                yield Passage.of(Zone.SUMMARY, "summary", code, sentence)


def names(levers, groups, themes, places):
    for place in places:
        yield from kept_names("place", place)
    for what, rows in (("lever", levers), ("group", groups), ("theme", themes)):
        for row in rows:
            yield from kept_names(what, row)


_names = {}
FIELDS = {"lever": "short_name", "group": "name", "theme": "label"}


def kept_names(what, row):
    key = what, row.pk
    if key not in _names:
        place = what == "place"
        found = documents.of_place(row) if place else documents.named(what, row, FIELDS[what])
        _names[key] = list(found)
    return _names[key]
