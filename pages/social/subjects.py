"""From what the database holds to what a picture shows, in the reader's language."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cartography.sheet import FRAMES, Sheet, sheet_of
from cases.filters import CaseFilter
from cases.mapping import CaseMap, for_map
from cases.models import Case, Identification
from infrastructures.models import Lever

from .maps import Part, Point, Surroundings
from .marks import EMPTY, FULL, HALF, Mark
from .pictures import BETWEEN_EDGES, Line, Picture
from .plates import Plate, Plates
from .tallies import Tally

FILLS = {
    Identification.NAMED: FULL,
    Identification.INFERRED: HALF,
    Identification.UNIDENTIFIED: EMPTY,
}
LEVERS_NAMED = 3
WIDE = 700  # pixels, of a panel that needs more room than others
MARGIN = 0.03  # of the width of a sheet
FARTHER = 1.35  # a picture is larger than a locator and shows more of the land around


def of_home():
    cases = for_map(Case.objects.published())
    return Picture(
        atlas=_("Atlas of Care"),
        title=_("What cities build in order to care"),
        foot=counted(cases),
        note=_("Three functions, nine levers"),
        panel=plates(cases),
        panel_width=640,
    )


def of_case(case):
    place = case.main_place
    levers = [row.lever for row in case.case_levers.all()][:LEVERS_NAMED]
    return Picture(
        atlas=_("Atlas of Care"),
        above=tuple(
            Line(f"{lever.number} {lever.short_name}", mark(case, lever), lever.function.slug)
            for lever in levers
        ),
        title=str(case.title),
        foot=where(place),
        note=f"{when(case)}\u00a0· {case.get_identification_display()}",
        panel=surroundings(mark(case, case.main_lever), place),
    )


def of_lever(lever):
    cases = answer(lever=[lever.slug])
    return Picture(
        atlas=_("Atlas of Care"),
        above=(sign_of(lever.function, lever.function.short_name),),
        title=str(lever.short_name),
        lead=str(lever.name),
        foot=counted(cases),
        panel=Tally(
            lever.number, lever.function.slug, in_order(mark(case, lever) for case in cases)
        ),
    )


def of_function(function):
    cases = answer(function=[function.slug])
    marks = in_order(mark(case, lever_of(case, function)) for case in cases)
    return Picture(
        atlas=_("Atlas of Care"),
        above=(sign_of(function, _("Function")),),
        title=str(function.name),
        lead=str(function.summary),
        foot=counted(cases),
        panel=Tally(str(function.position), function.slug, marks),
    )


def of_region(region):
    cases = answer(region=[region.code])
    return Picture(
        atlas=_("Atlas of Care"),
        above=(Line(_("Region")),),
        title=str(region.name),
        foot=counted(cases),
        note=_("UN M49 code %(code)s") % {"code": region.code},
        panel=part(region, cases),
        panel_width=WIDE,
    )


def of_contribution(contribution):
    cases = for_map(contribution.cases.published())
    synthesis, other = (
        _("Synthesis of the second stage of GOLD VII"),
        _("Contribution to the second stage of GOLD VII"),
    )
    return Picture(
        atlas=_("Atlas of Care"),
        above=(Line(synthesis if contribution.is_synthesis else other),),
        title=str(contribution.title),
        lead=signed_by(contribution),
        foot=counted(cases) if cases else "",
        panel=plates(cases, spoken={lever.pk for lever in contribution.levers.all()}),
    )


# --- words ------------------------------------------------------------------------------


def where(place):
    if not place:
        return _("No single place")
    return ", ".join(str(name) for name in (place.name, place.within) if name)


def when(case):
    """The years, in the words of a card."""
    words = render_to_string("cases/_when.html", {"case": case}).strip()
    return words[:1].upper() + words[1:]


def counted(cases):
    """Such as “13 cases, 9 countries”."""
    places = [row.place for case in cases for row in case.case_places.all()]
    countries = len({place.country_id for place in places if place.country_id})
    words = [
        ngettext("%(count)s case", "%(count)s cases", len(cases)) % {"count": len(cases)},
        ngettext("%(count)s country", "%(count)s countries", countries) % {"count": countries},
    ]
    return ", ".join(words if countries else words[:1])


def signed_by(contribution):
    authors = [row.author.name for row in contribution.authorships.all()]
    organisations = [
        str(row.organisation.title_with_acronym)
        for row in contribution.contribution_organisations.all()
    ]
    return "\u00a0· ".join(", ".join(names) for names in (authors, organisations) if names)


def sign_of(function, words):
    return Line(str(words), Mark(function.slug), function.slug)


# --- marks and panels -------------------------------------------------------------------


def answer(**question):
    return for_map(Case.objects.filter(pk__in=CaseFilter(question).keys()))


def mark(case, lever):
    return Mark(lever.function.slug if lever else "", FILLS[case.identification])


def lever_of(case, function):
    levers = (row.lever for row in case.case_levers.all())
    return next((lever for lever in levers if lever.function_id == function.pk), None)


def in_order(marks):
    """Full, half, empty."""
    return tuple(sorted(marks, key=lambda mark: [FULL, HALF, EMPTY].index(mark.fill)))


def plates(cases, spoken=None):
    """The 3 × 3 with its cases; ``spoken`` are the keys of the levers to set in relief."""
    found = {}
    for case in cases:
        for row in case.case_levers.all():
            found.setdefault(row.lever_id, []).append(mark(case, row.lever))
    levers = Lever.objects.select_related("function")
    return Plates(tuple(plate(lever, found.get(lever.pk, []), spoken) for lever in levers))


def plate(lever, marks, spoken):
    is_spoken = spoken is not None and lever.pk in spoken
    return Plate(
        lever.number,
        lever.function.slug,
        in_order(marks),
        is_strong=spoken is None or is_spoken,
        paper="paper-deep" if is_spoken else "paper",
    )


def surroundings(mark, place):
    if not (place and place.has_point):
        return Surroundings(mark)
    return Surroundings(
        mark,
        longitude=float(place.longitude),
        latitude=float(place.latitude),
        kilometres=round(FARTHER * place.kilometres_around),
        home=place.country.m49 if place.country else "",
        cell=place.grid_reference,
    )


def part(region, cases):
    """The sheet of a region; an intermediate region is shown on that of the one above."""
    while region.code not in FRAMES and region.parent:
        region = region.parent
    code = region.code if region.code in FRAMES else ""
    fitting = sheet_of(code, WIDE / BETWEEN_EDGES)
    # A little more at the sides and below, so that no mark lies on the edge.
    sheet = Sheet(
        fitting.left - MARGIN * fitting.width, fitting.top, fitting.width * (1 + 2 * MARGIN)
    )
    return Part(sheet, tuple(point(one) for one in CaseMap(cases, sheet).gatherings))


def point(gathering):
    first = gathering.cases[0]
    return Point(
        x=round(gathering.x, 1),
        y=round(gathering.y, 1),
        radius=gathering.radius,
        count=len(gathering.cases),
        mark=mark(first, first.main_lever),
        shares=tuple(gathering.shares()) if gathering.is_ring else (),
    )
