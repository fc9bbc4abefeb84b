"""Pages of releases: what each holds, what changed, and its file."""

from itertools import chain

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models import Case
from languages.refusals import refusal

from . import metadata, release_files
from .citable import of_release
from .comparison import differences
from .formats import delimited
from .frozen import frozen
from .licences import TEXTS
from .models import Record, Release
from .styles import citations
from .table_rows import pieces
from .wording import COMPARED, in_words, names_alone


@require_safe
def release_list(request):
    releases = Release.objects.all()
    context = {"releases": releases, "linked": catalogue(releases)}
    return render(request, "open_data/release_list.html", context)


def catalogue(releases):
    return metadata.catalogue() | {
        "@context": metadata.SCHEMA,
        "license": TEXTS.path,
        "dataset": [in_schema_org(release, work_of(release)) for release in releases],
    }


def work_of(release):
    return of_release(release.number, release.as_of)


def in_schema_org(release, work):
    description = _("%(count)s cases with places, levers, groups, themes, results and sources.")
    return metadata.of_data(
        work,
        f"{work.title}, {work.version}",
        description % {"count": release.case_count},
        [("application/zip", reverse("open_data:release_file", args=[release.number]))],
    )


@require_safe
def release_detail(request, number):
    release = get_object_or_404(Release, number=number)
    work = work_of(release)
    context = {
        "release": release,
        "citations": citations(work),
        "tags": metadata.tags(work),
        "changes": in_titles(release),
        "linked": in_schema_org(release, work),
    }
    try:
        context["edition"] = release_files.size_of(release.edition_name)
    except OSError:  # its place does not answer: the page is given without, and kept nowhere
        response = render(request, "open_data/release_detail.html", context)
        add_never_cache_headers(response)
        return response
    return render(request, "open_data/release_detail.html", context)


SHOWN = 100  # changes of a kind that a page tells


def in_titles(release):
    """The changes with a link to each case in sight; the titles of what was withdrawn are those
    of the release before. What a page has no room for, ``changes.csv`` has."""
    changes = release.changes
    slugs = [
        slug for what in (changes["added"], changes["corrected"]) for slug in [*what][:SHOWN]
    ]
    found = {case.slug: case for case in Case.objects.published().filter(slug__in=slugs)}
    gone = titles_in(release.number - 1, changes["withdrawn"][:SHOWN])
    return {
        "added": [(slug, found.get(slug)) for slug in changes["added"]],
        "withdrawn": [(slug, gone.get(slug, slug)) for slug in changes["withdrawn"]],
        "corrected": [(slug, found.get(slug), told) for slug, told in corrections(release)],
        "columns": changes.get("columns", {}),
    }


def corrections(release):
    """(slug, changes in words): of the first cases old text beside new, of others the names.
    What only another format made seem so, before releases knew, is left out."""
    corrected, then = release.changes["corrected"], release.changes.get("renamed", {})
    compared = [*corrected][:COMPARED]
    old = bodies_in(release.number - 1, [then.get(slug, slug) for slug in compared])
    new = bodies_in(release.number, compared)
    for slug, names in corrected.items():
        before, after = old.get(then.get(slug, slug)), new.get(slug)
        if before is None or after is None:
            yield slug, names_alone(names)
        elif told := differences(before, after):
            yield slug, in_words(told)


def bodies_in(number, slugs):
    """{slug: body} of some cases in the release of a number."""
    records = Record.objects.filter(releases__number=number, slug__in=slugs)
    return {record.slug: record.told_today for record in records}


def titles_in(number, slugs):
    """{slug: title} of some cases in the release of a number."""
    records = Record.objects.filter(releases__number=number, slug__in=slugs)
    return {record.slug: record.title for record in records}


CHANGES = ["change", "case", "case_before", "title", "columns"]


@require_safe
def release_changes(request, number):
    """All that changed since the release before, a case a row, as CSV."""
    release = get_object_or_404(Release, number=number)
    head = delimited.BYTE_ORDER_MARK
    lines = chain([head], delimited.table(CHANGES, rows_of_changes(release)))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{release.changes_name}"'
    return frozen(response)


def rows_of_changes(release):
    then = release.changes.get("renamed", {})
    for what in ("added", "corrected", "withdrawn"):
        told = release.changes[what]
        number = release.number - 1 if what == "withdrawn" else release.number
        for piece in pieces(told):
            titles = titles_in(number, piece)
            for slug in piece:
                yield {
                    "change": what,
                    "case": slug,
                    "case_before": then.get(slug, "" if what == "added" else slug),
                    "title": str(titles.get(slug, "")),
                    "columns": told[slug] if what == "corrected" else None,
                }


@require_safe
def release_file(request, number):
    release = get_object_or_404(Release, number=number)
    try:
        response = handed(request, release.file_name, f'"{release.checksum}"')
    except FileNotFoundError:
        return refusal(request, "open_data/lost_file.html", {"release": release})
    return frozen(response)


def handed(request, name, tag):
    """A file, unless the reader has it. FileNotFoundError if it is not there."""
    response = get_conditional_response(request, tag) or FileResponse(
        release_files.opened(name), as_attachment=True, filename=name
    )
    response["ETag"] = tag
    response["Link"] = f'<{TEXTS.path}>; rel="license"'
    return response


@require_safe
def release_edition(request, number):
    """All public pages as they were when the release was made, to read without a network.
    Unlike its data they may be made anew, so nobody keeps them for ever."""
    release = get_object_or_404(Release, number=number)
    name = release.edition_name
    try:
        return handed(request, name, release_files.tag_of(name))
    except FileNotFoundError as error:
        raise Http404 from error
