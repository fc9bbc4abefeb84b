"""A synthetic atlas: as many cases as wanted, with the vocabulary, the places and the
sentences of the real one, spread as things are: a few values often, most of them rarely."""

import random
import re
from collections import Counter
from functools import lru_cache

import yaml
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from cases import content, documents
from cases.models import (
    Case,
    CaseLever,
    CaseOrganisation,
    CasePlace,
    CaseTheme,
    Documentation,
    Group,
    Identification,
    Operation,
    Organisation,
    Place,
    Role,
    Source,
    SourceKind,
    Theme,
)
from contributions.models import Author, Authorship, Contribution
from editorial import catalogue
from editorial.days import today
from editorial.publication import State
from infrastructures import content as vocabulary
from infrastructures.models import Lever, Recommendation
from languages.texts import CODES
from search import indexing
from search import passages as analysed
from search.kinds import kinds
from search.models import Zone
from search.passages import Passage

# The same few thousand sentences come again and again: none is analysed twice.
for name in ("_stream", "_words"):
    setattr(analysed, name, lru_cache(50_000)(getattr(analysed, name).__wrapped__))

FOLDER = settings.BASE_DIR / "fixtures"
AT_ONCE = 2_000
# Sentences of each text of a case, beside its title and its line in short.
TEXTS = {"summary": 4, "context": 3, "approach": 4, "challenges": 2, "financing": 1}

ZONES = {"title": Zone.TITLE, "in_short": Zone.SUMMARY, "summary": Zone.SUMMARY}


def make(cases, seed=7):
    """Fill an empty database, with so many cases or with the ``"real"`` ones."""
    call_command("migrate", verbosity=0)
    if cases == "real":
        return call_command("load_content", verbosity=0)
    chance = random.Random(seed)
    with transaction.atomic():
        load_vocabulary()
        for kind in kinds.values():
            catalogue.refresh({kind.number: indexing.all_of(kind)})
        maker = Maker(chance)
        for start in range(0, cases, AT_ONCE):
            maker.add(range(start, min(start + AT_ONCE, cases)))
        sum_up()
        indexing.count(maker.words)
        catalogue.stamp_anew()
    connection.cursor().execute("ANALYZE")
    return None


def load_vocabulary():
    for kind in (vocabulary.FUNCTION, *content.VOCABULARY, vocabulary.RECOMMENDATION):
        kind.load(FOLDER)


def sum_up():
    """A synthesis that tells of all cases, and recommendations that all of them illustrate."""
    synthesis = Contribution.objects.create(
        slug="synthesis", original_title="Synthesis", title_fr="Synthèse", language="fr",
        is_synthesis=True, state=State.PUBLISHED, published_on=today(), revised_on=today(),
    )  # fmt: skip
    author = Author.objects.create(slug="ada-byron", name="Ada Byron")
    Authorship.objects.create(contribution=synthesis, author=author)
    synthesis.levers.set(Lever.objects.all())
    advice = Recommendation.objects.first()
    for model, fields in [
        (Contribution.cases.through, {"contribution": synthesis}),
        (Case.recommendations.through, {"recommendation": advice}),
    ]:
        keys = Case.objects.order_by().values_list("pk", flat=True)
        model.objects.bulk_create((model(case_id=key, **fields) for key in keys), AT_ONCE)


def sentences():
    """{language: sentences of the texts of the real cases}"""
    found = {code: [] for code in CODES}
    for path in sorted((FOLDER / "cases").glob("*.yaml")):
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
        for code in CODES:
            for name in TEXTS:
                text = (entry.get(name) or {}).get(code) or ""
                found[code] += re.split(r"(?<=[.!?])\s+", text.strip())
    return {code: [one for one in some if one] for code, some in found.items()}


class Maker:
    def __init__(self, chance):
        self.chance, self.sentences, self.words = chance, sentences(), Counter()
        self.levers = list(Lever.objects.select_related("function"))
        self.groups, self.themes = list(Group.objects.all()), list(Theme.objects.all())
        self.organisations = list(Organisation.objects.all())
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
        told = [self.told() for _number in numbers]
        cases = Case.objects.bulk_create(
            self.case(number, words) for number, words in zip(numbers, told, strict=True)
        )
        ties = [
            (self.some(self.levers, 3), self.some(self.groups, 4), self.some(self.themes, 4),
             self.some(self.places, 2))
            for _ in cases
        ]  # fmt: skip
        self.tie(cases, ties)
        self.document(cases)
        self.index(cases, told)

    def told(self):
        """{language: {field: sentences}}"""
        counts = {"title": 1, "in_short": 1, **TEXTS}
        return {
            code: {name: self.chance.sample(pool, count) for name, count in counts.items()}
            for code, pool in self.sentences.items()
        }

    def case(self, number, told):
        start = self.chance.choice([None, *range(1985, 2026)])
        texts = {}
        for code, words in told.items():
            # What a title is cut to; the index has the words that are kept.
            words["title"] = [f"{' '.join(words['title'][0].split()[:9])} {number}"[:120]]
            words["in_short"] = [words["in_short"][0][:220]]
            texts |= {f"{name}_{code}": " ".join(some) for name, some in words.items()}
        return Case(
            slug=f"case-{number}", state=State.PUBLISHED,
            published_on=today(), revised_on=today(),
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

    def document(self, cases):
        """Who does it, and what says so: not searched here, and taken away with the case."""
        CaseOrganisation.objects.bulk_create(
            CaseOrganisation(case=case, organisation=one, position=n,
                             role=Role.LEAD if n == 1 else Role.PARTNER)
            for case in cases
            for n, one in enumerate(self.some(self.organisations, 4), 1)
        )  # fmt: skip
        Source.objects.bulk_create(
            Source(case=case, position=n, title=f"Report {n}", publisher="A city",
                   language="en", year=self.chance.randint(2005, 2025),
                   kind=SourceKind.OFFICIAL)
            for case in cases
            for n in range(1, self.chance.randint(2, 7))
        )  # fmt: skip

    def index(self, cases, told):
        """The documents, a passage a sentence: the same words, made faster."""
        made = {case.pk: list(self.own(words)) for case, words in zip(cases, told, strict=True)}
        for passages in made.values():
            self.words.update(analysed.words(passages))
        indexing.put(documents.KIND, made)
        catalogue.told({documents.NUMBER: made})

    def own(self, told):
        for code, words in told.items():
            for name, some in words.items():
                zone = ZONES.get(name, Zone.BODY)
                for sentence in some:
                    yield Passage.of(zone, name, code, sentence)
