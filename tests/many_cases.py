"""As many published cases as wanted, in a second: each of them tied to all that a page shows.

Every case has a place of its own, one organisation and one recommendation have them all, the
synthesis tells of them all: what grows with the atlas grows here as fast as it can.
"""

import itertools

from cases import documents
from cases.models import (
    Case,
    CaseLever,
    CaseOrganisation,
    CasePlace,
    CaseTheme,
    Country,
    Group,
    Identification,
    Operation,
    Organisation,
    Place,
    Region,
    Role,
    Source,
    SourceKind,
    Theme,
)
from contributions.models import Author, Authorship, Contribution, ContributionOrganisation
from editorial import catalogue
from editorial.days import today
from editorial.publication import State
from infrastructures.models import Function, Lever, Recommendation
from search import indexing
from search.models import Zone
from search.passages import Passage

FUNCTIONS = ["physical", "social", "governance"]
REGIONS = {"002": ["015", "202"], "019": ["419", "021"], "142": ["034", "145"]}
LOCATOR = "\n".join(["M0 0l1 1" * 60, "M0 0l1 1" * 300, "M0 0l1 1" * 60])  # as long as one is


def make_vocabulary():
    for position, slug in enumerate(FUNCTIONS, start=1):
        function = Function.objects.create(
            slug=slug, position=position, name_fr=slug, short_name_fr=slug
        )
        for number in (1, 2, 3):
            name = f"{slug}-{number}"
            Lever.objects.create(
                slug=name, function=function, position=number, name_fr=name, short_name_fr=name
            )
    for code, parts in REGIONS.items():
        whole = Region.objects.create(code=code, level=1, name_fr=f"région {code}")
        for part in parts:
            region = Region.objects.create(
                code=part, level=2, parent=whole, name_fr=f"région {part}"
            )
            for number in range(5):
                iso = f"{'ABCDEF'[len(Country.objects.all()) // 5]}{'ABCDE'[number]}"
                Country.objects.create(
                    iso2=iso, iso3=f"{iso}X", m49=f"{Country.objects.count():03}",
                    region=region, name_fr=f"pays {iso}",
                )  # fmt: skip
    Recommendation.objects.create(slug="advice", position=1, title_fr="Commencer petit")
    Organisation.objects.create(slug="a-city", name="A city", kind="local-government")
    Author.objects.create(slug="ada-byron", name="Ada Byron")
    Group.objects.create(slug="all", name_fr="tous")
    Theme.objects.create(slug="food", name="food", label_fr="alimentation")
    document(0, slug="synthesis", is_synthesis=True)


def document(number, **fields):
    """A contribution of the author and the organisation, that speaks of the first lever."""
    fields = {"slug": f"paper-{number}", "original_title": f"A paper {number}"} | fields
    contribution = Contribution.objects.create(
        title_fr=f"Un article {number}", language="en", state=State.PUBLISHED,
        published_on=today(), revised_on=today(), **fields,
    )  # fmt: skip
    Authorship.objects.create(contribution=contribution, author=Author.objects.get())
    ContributionOrganisation.objects.create(
        contribution=contribution, organisation=Organisation.objects.get()
    )
    contribution.levers.add(Lever.objects.first())


def add_cases(numbers):
    """Published cases of these numbers, and a contribution for every tenth."""
    levers, countries = list(Lever.objects.all()), list(Country.objects.all())
    places = Place.objects.bulk_create(
        Place(slug=f"place-{n}", name_fr=f"Lieu {n}", country=countries[n * 7 % 30],
              latitude=n * 37 % 110 - 50, longitude=n * 53 % 330 - 165, locator=LOCATOR)
        for n in numbers
    )  # fmt: skip
    cases = Case.objects.bulk_create(
        Case(slug=f"case-{n}", title_fr=f"Un cas parmi beaucoup, le {n}",
             start_year=1990 + n % 30,
             in_short_fr="En une phrase, ce que fait la ville et pour qui elle le fait.",
             summary_fr="Un résumé.", state=State.PUBLISHED,
             published_on=today(), revised_on=today(),
             identification=Identification.values[n % 3], operation=Operation.values[n % 5])
        for n in numbers
    )  # fmt: skip
    both = list(zip(numbers, cases, strict=True))
    CaseLever.objects.bulk_create(
        CaseLever(case=case, lever=levers[(n + more) % 9])
        for n, case in both
        for more in (0, 4)
    )
    CasePlace.objects.bulk_create(
        CasePlace(case=case, place=place, position=1)
        for case, place in zip(cases, places, strict=True)
    )
    tie_to_all(cases)
    passages = [Passage.of(Zone.TITLE, "title", "fr", "un cas parmi beaucoup")]
    indexing.put(documents.KIND, {case.pk: passages for case in cases})
    for n in itertools.islice(numbers, 0, None, 10):
        document(n + 1)
    catalogue.stamp_anew()


def tie_to_all(cases):
    """To what there is one of."""
    synthesis = Contribution.objects.get(slug="synthesis")
    for model, fields in [
        (CaseOrganisation, {"organisation": Organisation.objects.get(), "role": Role.LEAD}),
        (Case.groups.through, {"group": Group.objects.get()}),
        (Case.recommendations.through, {"recommendation": Recommendation.objects.get()}),
        (Contribution.cases.through, {"contribution": synthesis}),
        (Source, {"position": 1, "title": "A report", "publisher": "A city", "year": 2024,
                  "language": "en", "kind": SourceKind.OFFICIAL}),
    ]:  # fmt: skip
        model.objects.bulk_create(model(case=case, **fields) for case in cases)
    CaseTheme.objects.bulk_create(
        CaseTheme(content_object=case, tag=Theme.objects.get()) for case in cases
    )
