"""From what the database holds to what a picture shows, in the reader's language."""

from django.utils.translation import gettext as _

from cases.filters import CaseFilter
from cases.mapping import for_map
from cases.models import Case

from .marks import Mark
from .panels import in_order, mark, part, plates, surroundings
from .pictures import BETWEEN_EDGES, Line, Picture
from .tallies import Tally
from .words import counted, signed_by, when, where

LEVERS_NAMED = 3
WIDE, WIDEST = 640, 700  # pixels, of panels that need more room than others


def of_home():
    cases = for_map(Case.objects.published())
    return Picture(
        atlas=_("Atlas of Care"),
        title=_("What cities build in order to care"),
        foot=counted(cases),
        note=_("Three functions, nine levers"),
        panel=plates(cases),
        panel_width=WIDE,
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
        panel=part(region, cases, WIDEST / BETWEEN_EDGES),
        panel_width=WIDEST,
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


def answer(**question):
    return for_map(Case.objects.filter(pk__in=CaseFilter(question).keys()))


def lever_of(case, function):
    levers = (row.lever for row in case.case_levers.all())
    return next((lever for lever in levers if lever.function_id == function.pk), None)


def sign_of(function, words):
    return Line(str(words), Mark(function.slug), function.slug)
