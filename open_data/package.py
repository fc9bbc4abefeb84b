"""The data package of a dataset: tidy tables, their description, references, methods.

Frictionless Data Package v2: https://datapackage.org
"""

import json

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from languages.texts import CODES

from .bibliography import Part, works
from .citable import atlas_name, of_release
from .codebook import line
from .columns import Kind
from .formats import FORMATS, delimited, objects
from .licences import DATA, TEXTS
from .publisher import publisher
from .reliability import agreements, audits, changed, rows_of
from .styles import citations
from .table_rows import TABLES, rows

PROFILE = "https://datapackage.org/profiles/2.0/"
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}
RELIABILITY = {
    "agreement": lambda: [row._asdict() for row in agreements()],
    "audits": audits,
    "changed": changed,
    "codings": lambda: rows_of("codings.csv"),
}
CODEBOOK = ["table", "column", "kind", "meaning", "values", "missing"]


def files(dataset, released=None):
    """(path, pieces of text) of every file, each read when its turn comes. ``released`` is
    (number, day) of the release that the package is; None for the atlas as it is now."""
    yield "datapackage.json", [described(dataset, released)]
    for code in CODES:
        yield f"methods-{code}.txt", [methods(dataset, code, released)]
        yield f"codebook-{code}.csv", codebook(code)
    for table in TABLES.values():
        yield f"data/{table.name}.csv", delimited.table(table.names, rows(table, dataset.cases))
    for name in RELIABILITY:
        yield f"reliability/{name}.csv", reliability_file(name)
    yield "data/cases.geojson", objects.write_geojson(dataset)
    for extension in ("bib", "ris", "csl.json"):
        for kind in Part:
            pieces = FORMATS[extension].write(works(dataset, [kind]))
            yield f"references/{kind}.{extension}", pieces


# --- datapackage.json ---------------------------------------------------------------------


def reliability_file(name):
    """A file of what is known of the coding and of the texts; see ``reliability``."""
    rows = RELIABILITY[name]()
    return delimited.table(list(rows[0]), rows)


def described(dataset, released):
    with translation.override(dataset.language):
        package = {
            "$schema": f"{PROFILE}datapackage.json",
            "name": "atlas-of-care",
            "title": str(dataset.work.title),
            "description": methods(dataset, dataset.language, released),
            "homepage": settings.SITE_URL,
            "version": f"{released[0]}.0.0" if released else f"0.0.0+{dataset.work.date}",
            "created": f"{dataset.work.date}T00:00:00Z",
            "licenses": [
                {"name": one.name, "path": one.path, "title": one.title}
                for one in (TEXTS, DATA)
            ],
            "contributors": [{"title": publisher(), "roles": ["author", "publisher"]}],
            "sources": [{"title": atlas_name(), "path": dataset.work.url}],
            "resources": [resource(table) for table in TABLES.values()],
        }
    return json.dumps(package, ensure_ascii=False, indent=1)


def resource(table):
    return {
        "name": table.name.replace("_", "-"),
        "path": f"data/{table.name}.csv",
        "type": "table",
        "title": str(table.meaning),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "schema": {
            "$schema": f"{PROFILE}tableschema.json",
            "fields": [
                field(column, name) for column in table.columns for name in column.names
            ],
            "primaryKey": list(table.key),
            "foreignKeys": list(foreign_keys(table)),
            "missingValues": [""],
        },
    }


def field(column, name):
    constraints = {"required": True} if column.required else {}
    if column.choices and column.kind != Kind.LIST:  # Table Schema has none for lists
        constraints["enum"] = [value for value, _words in column.choices]
    told = {"name": name, "type": column.kind.value, "description": str(column.meaning)}
    if column.kind == Kind.BOOLEAN:
        told |= {"trueValues": ["true"], "falseValues": ["false"]}
    return told | ({"constraints": constraints} if constraints else {})


def foreign_keys(table):
    keys = [
        ([column.name], *column.refers_to[:1], [column.refers_to[1]])
        for column in table.columns
        if column.refers_to
    ]
    for columns, other, others in [*keys, *([table.also_refers] if table.also_refers else [])]:
        reference = {"fields": list(others)}
        if other != table.name:
            reference["resource"] = other.replace("_", "-")
        yield {"fields": list(columns), "reference": reference}


# --- in words -----------------------------------------------------------------------------


def codebook(code):
    with translation.override(code):
        listed = [
            {"table": table.name, **in_cells(line(column), name)}
            for table in TABLES.values()
            for column in table.columns
            for name in column.names
        ]
    return delimited.table(CODEBOOK, listed)


def in_cells(told, name):
    return {
        "column": name,
        "kind": told.kind,
        "meaning": told.meaning,
        "values": "; ".join(told.values),
        "missing": told.missing,
    }


def methods(dataset, code, released=None):
    """A paragraph to put into a paper: question, date, n, release, licence, limits."""
    with translation.override(code):
        told = dataset.said_in(code)
        work = of_release(*released) if released else told.work
        sentences = [
            ngettext(
                "The data hold %(count)s case of the Atlas of Care.",
                "The data hold %(count)s cases of the Atlas of Care.",
                dataset.count,
            )
            % {"count": dataset.count},
            _("They answer this question: %(question)s (query string: %(query)s).")
            % {"question": told.in_words, "query": dataset.query or "–"},
            when(dataset, released),
            _(
                "Cases come from the synthesis of the second stage of GOLD VII (UCLG and IIED, "
                "2025); they are not a sample: a region without a case is a gap of the atlas."
            ),
            _(
                "Each case was coded by the editors after public sources; what is not known is "
                "left empty, and how sure the identification is stands in a column of its own."
            ),
            _("Texts under CC BY 4.0, coded data under CC0."),
            str(citations(work)[0]),
        ]
    return "\n".join(sentences) + "\n"


def when(dataset, released):
    date = dataset.work.date.isoformat()
    if released:
        return _("They are release %(number)s of %(date)s.") % {
            "number": released[0],
            "date": released[1].isoformat(),
        }
    return _("They are as the atlas told them since %(date)s.") % {"date": date}
