"""Pages of releases: what each holds, what changed, and its file."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models import Case
from languages.refusals import refusal

from . import metadata
from .citable import of_release
from .comparison import differences
from .frozen import frozen
from .licences import TEXTS
from .models import Record, Release
from .releasing import path_of
from .styles import citations
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
    return render(request, "open_data/release_detail.html", context)


def in_titles(release):
    """The changes with their cases; a slug alone where a case is no longer in sight."""
    changes = release.changes
    slugs = [*changes["added"], *changes["withdrawn"], *changes["corrected"]]
    found = {case.slug: case for case in Case.objects.published().filter(slug__in=slugs)}
    return {
        "added": [(slug, found.get(slug)) for slug in changes["added"]],
        "withdrawn": [(slug, None) for slug in changes["withdrawn"]],
        "corrected": [(slug, found.get(slug), told) for slug, told in corrections(release)],
        "columns": changes.get("columns", {}),
    }


def corrections(release):
    """(slug, changes in words): of the first cases old text beside new, of others the names.
    What only another format made seem so, before releases knew, is left out."""
    corrected = release.changes["corrected"]
    old, new = compared(release, [*corrected][:COMPARED])
    for slug, names in corrected.items():
        if slug not in old or slug not in new:
            yield slug, names_alone(names)
        elif told := differences(old[slug], new[slug]):
            yield slug, in_words(told)


def compared(release, slugs):
    """{slug: body} of the release before, and of this one."""
    if not slugs:
        return {}, {}
    records = Record.objects.filter(slug__in=slugs)
    before = records.filter(releases__number=release.number - 1)
    return [
        {record.slug: record.told_today for record in listed}
        for listed in (before, records.filter(releases=release))
    ]


@require_safe
def release_file(request, number):
    release = get_object_or_404(Release, number=number)
    path = path_of(release)
    if not path.exists():
        return refusal(request, "open_data/lost_file.html", {"release": release})
    tag = f'"{release.checksum}"'
    response = get_conditional_response(request, tag) or FileResponse(
        path.open("rb"), as_attachment=True, filename=release.file_name
    )
    response["ETag"] = tag
    response["Link"] = f'<{TEXTS.path}>; rel="license"'
    return frozen(response)
