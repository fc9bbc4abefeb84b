"""The formats in which an answer leaves, by the end of their address."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from . import delimited, objects, references, spreadsheet


class Format(NamedTuple):
    """``write`` gives the pieces of the file for an answer; of references, for works."""

    extension: str
    label: str
    media_type: str
    write: Callable
    use: str
    of_works: bool = False
    most: int | None = None  # cases that a file of it holds


FORMATS = {
    format.extension: format
    for format in (
        Format("csv", "CSV", "text/csv; charset=utf-8", delimited.write,
               _("one row per case, for any program")),
        Format("xlsx", "XLSX", spreadsheet.MEDIA_TYPE, spreadsheet.write,
               _("one row per case and the codebook, for Excel or LibreOffice"),
               most=spreadsheet.MOST_ROWS),
        Format("json", "JSON", "application/json", objects.write_json,
               _("cases with all that belongs to them, for programs")),
        Format("geojson", "GeoJSON", "application/geo+json", objects.write_geojson,
               _("one feature per case, for maps")),
        Format("bib", "BibTeX", "application/x-bibtex; charset=utf-8",
               references.write_bibtex, _("references, for LaTeX and Zotero"), True),
        Format("ris", "RIS", "application/x-research-info-systems; charset=utf-8",
               references.write_ris, _("references, for EndNote, Mendeley and Zotero"), True),
        Format("csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json",
               references.write_csl, _("references, for pandoc and Zotero"), True),
    )
}  # fmt: skip
