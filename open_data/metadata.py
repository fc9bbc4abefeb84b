"""What a page tells machines of its work: Highwire and Dublin Core tags, schema.org JSON-LD."""

from django.urls import reverse

from languages.addresses import absolute
from languages.texts import CODES

from .citable import Genre, Person, address_of_doi, atlas_name, of_notice
from .licences import DATA, TEXTS
from .publisher import identity, publisher

SCHEMA = "https://schema.org"
RIGHTS = {Genre.PAGE: [TEXTS], Genre.DATA: [TEXTS, DATA]}
TYPES = {Genre.REPORT: "Report", Genre.ARTICLE: "Article", Genre.PAGE: "Article"}


def name_of(author):
    return f"{author.given} {author.family}".strip() if isinstance(author, Person) else author


def tags(work, subjects=(), places=()):
    """(name, content) pairs, Highwire first; nothing empty."""
    date = f"{work.date:%Y/%m/%d}" if work.date else work.year
    names = [name_of(author) for author in work.authors]
    pairs = [
        ("citation_title", work.title),
        *(("citation_author", name) for name in names),
        ("citation_publication_date", date),
        ("citation_publisher", work.publisher),
        ("citation_language", work.language),
        ("citation_public_url", work.url),
        ("DC.title", work.title),
        *(("DC.creator", name) for name in names),
        ("DC.date", work.date.isoformat() if work.date else work.year),
        ("DC.publisher", work.publisher),
        ("DC.language", work.language),
        ("DC.identifier", work.url),
        ("DC.type", "Dataset" if work.genre == Genre.DATA else "Text"),
        *(("DC.subject", subject) for subject in subjects),
        *(("DC.coverage", place) for place in places),
        *(("DC.rights", licence.path) for licence in RIGHTS.get(work.genre, [])),
    ]
    return [(name, content) for name, content in pairs if content]


def of_work(work):
    """The part of the linked data that every work has."""
    return without_empty({
        "@context": SCHEMA,
        "@type": TYPES.get(work.genre, "CreativeWork"),
        "@id": work.url,
        "name": work.title,
        "url": work.url,
        "inLanguage": work.language,
        "author": [author_of(author) for author in work.authors],
        "publisher": body(work.publisher),
        "datePublished": str(work.date or work.year or ""),
        "sameAs": address_of_doi(work.doi),
    })  # fmt: skip


def without_empty(told):
    return {name: value for name, value in told.items() if value}


def author_of(author):
    if isinstance(author, Person):
        return without_empty({
            "@type": "Person",
            "name": name_of(author),
            "familyName": author.family,
            "givenName": author.given,
        })  # fmt: skip
    return body(author)


def body(name):
    if not name:
        return None
    known = identity() if name == publisher() else {}
    return {"@type": "Organization", "name": name, **known}


def catalogue():
    """What all that the atlas tells is a part of."""
    address = absolute(reverse("open_data:releases"))
    return {"@type": "DataCatalog", "@id": address, "name": atlas_name(), "url": address}


def of_case(case, work):
    """From what the page has loaded already."""
    return of_work(work) | {
        "headline": work.title,
        "abstract": case.summary,
        "datePublished": case.published_on.isoformat(),
        "dateModified": work.date.isoformat(),
        "license": TEXTS.path,
        "isAccessibleForFree": True,
        "isPartOf": catalogue(),
        "about": [term(row.lever.name, "levers") for row in case.case_levers.all()]
        + [term(group.name, "groups") for group in case.groups.all()]
        + [term(str(theme), "themes") for theme in case.themes.all()],
        "spatialCoverage": [place_of(row.place) for row in case.case_places.all()],
        "citation": [cited(source) for source in case.sources.all()],
    }


def term(name, scheme):
    """A word of the vocabulary; where all of them are told has an address of its own."""
    told = absolute(reverse(f"api:{scheme}"))
    return {"@type": "DefinedTerm", "name": name, "inDefinedTermSet": told}


def place_of(place):
    found = {"@type": "Place", "name": place.name}
    if place.country:
        found["address"] = {"@type": "PostalAddress", "addressCountry": place.country.iso2}
    if place.has_point:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(place.latitude),
            "longitude": float(place.longitude),
        }
    return found


def cited(source):
    return without_empty({
        "@type": "CreativeWork",
        "name": source.title,
        "publisher": body(source.publisher),
        "inLanguage": source.language,
        "url": source.url,
        "datePublished": str(source.year or ""),
    })  # fmt: skip


def of_contribution(contribution, work):
    """Our notice, which is about a document of others."""
    document = of_work(work) | {
        "about": [term(lever.name, "levers") for lever in contribution.levers.all()],
    }
    del document["@context"]
    return of_work(of_notice(contribution)) | {
        "license": TEXTS.path,
        "isAccessibleForFree": True,
        "isPartOf": catalogue(),
        "mainEntity": document,
        "abstract": contribution.abstract,
        "mentions": [
            {
                "@type": "Article",
                "name": case.title,
                "url": absolute(case.get_absolute_url()),
            }
            for case in contribution.published_cases
        ],
    }


def of_data(work, name, description, distributions):
    """A set of data: a release, or a selection; ``distributions`` are (media type, address).
    Its texts are in all languages, whichever page it is told on."""
    told = of_work(work)
    return without_empty(told | {
        "@type": "Dataset",
        "creator": told["author"],
        "identifier": work.url,
        "includedInDataCatalog": catalogue(),
        "name": name,
        "description": description,
        "license": [TEXTS.path, DATA.path],
        "isAccessibleForFree": True,
        "inLanguage": list(CODES),
        "version": work.version,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": absolute(address)}
            for kind, address in distributions
        ],
    })  # fmt: skip
