"""From what the database holds to what a picture shows, in the reader's language."""

from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.filters import CaseFilter
from cases.mapping import for_map
from cases.models import Case, Region
from contributions.models import Contribution
from infrastructures.models import Function, Lever

from .maps import RegionMap, Surroundings
from .marks import Mark, in_order
from .pictures import BETWEEN_EDGES, Line, Picture
from .tallies import Plates, Tally

LEVERS_NAMED = 3
WIDE, WIDEST = 640, 700  # pixels, of panels that need more room than others


def of_home():
    cases = for_map(Case.objects.published())
    return Picture(
        title=_("What cities build in order to care"),
        foot=counted(cases),
        note=_("Three functions, nine levers"),
        panel=Plates.of(cases),
        panel_width=WIDE,
    )


def of_case(slug):
    case = get_object_or_404(for_map(Case.objects.published()), slug=slug)
    levers = [row.lever for row in case.case_levers.all()]
    return Picture(
        above=tuple(
            Line(f"{lever.number} {lever.short_name}", Mark.of(case, lever))
            for lever in levers[:LEVERS_NAMED]
        ),
        title=str(case.title),
        foot=where(case.main_place),
        note=f"{when(case)}\u00a0· {case.get_identification_display()}",
        panel=Surroundings.of(case.main_place, Mark.of(case, case.main_lever)),
    )


def of_lever(slug):
    lever = get_object_or_404(Lever.objects.select_related("function"), slug=slug)
    return Picture(
        title=str(lever.short_name),
        lead=str(lever.name),
        **tally(lever.function, lever.function.short_name, lever.number, answer(lever=[slug])),
    )


def of_function(slug):
    function = get_object_or_404(Function, slug=slug)
    return Picture(
        title=str(function.name),
        lead=str(function.summary),
        **tally(function, _("Function"), function.position, answer(function=[slug])),
    )


def of_region(code):
    region = get_object_or_404(Region.objects.select_related("parent__parent"), code=code)
    cases = answer(region=[code])
    return Picture(
        above=(Line(_("Region")),),
        title=str(region.name),
        foot=counted(cases),
        note=_("UN M49 code %(code)s") % {"code": code},
        panel=RegionMap.of(region, cases, WIDEST / BETWEEN_EDGES),
        panel_width=WIDEST,
    )


def of_contribution(slug):
    published = Contribution.objects.published().for_cards()
    contribution = get_object_or_404(published, slug=slug)
    cases = for_map(contribution.cases.published())
    synthesis, other = (
        _("Synthesis of the second stage of GOLD VII"),
        _("Contribution to the second stage of GOLD VII"),
    )
    return Picture(
        above=(Line(synthesis if contribution.is_synthesis else other),),
        title=str(contribution.title),
        lead=signed_by(contribution),
        foot=counted(cases) if cases else "",
        panel=Plates.of(cases, contribution),
    )


def tally(function, words, number, cases):
    """What the pictures of a lever and of a function have in common."""
    marks = in_order(Mark(function.slug, case.identification) for case in cases)
    return {
        "above": (Line(str(words), Mark(function.slug)),),
        "foot": counted(cases),
        "panel": Tally(str(number), function.slug, marks),
    }


def answer(**question):
    return for_map(Case.objects.published().filter(pk__in=CaseFilter(question).keys()))


def counted(cases):
    """Such as “13 cases, 9 countries”."""
    places = [row.place for case in cases for row in case.case_places.all()]
    countries = len({place.country_id for place in places if place.country_id})
    words = ngettext("%(count)s case", "%(count)s cases", len(cases)) % {"count": len(cases)}
    if not countries:
        return words
    more = ngettext("%(count)s country", "%(count)s countries", countries)
    return f"{words}, {more % {'count': countries}}"


def where(place):
    if not place:
        return _("No single place")
    return ", ".join(str(name) for name in (place.name, place.within) if name)


def when(case):
    """The years, in the words of a card."""
    words = render_to_string("cases/_when.html", {"case": case}).strip()
    return words[:1].upper() + words[1:]


def signed_by(contribution):
    authors = [row.author.name for row in contribution.authorships.all()]
    organisations = [
        str(row.organisation.title_with_acronym)
        for row in contribution.contribution_organisations.all()
    ]
    return "\u00a0· ".join(", ".join(names) for names in (authors, organisations) if names)
