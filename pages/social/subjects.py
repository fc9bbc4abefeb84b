"""From what the database holds to what a picture shows, in the reader's language."""

from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.filters import CaseFilter
from cases.models import Case, CaseLever, CasePlace, Region
from cases.ordering import Sort
from contributions.models import Contribution
from infrastructures.models import Function, Lever
from languages.punctuation import dot, joined

from ..plates import counts_of
from .maps import RegionMap, Surroundings
from .marks import Mark, of_counts
from .pictures import BETWEEN_EDGES, Line, Picture
from .tallies import Plates, Tally

LEVERS_NAMED = 3
NAMED = 4  # cases of a question
WIDE, WIDEST = 640, 700  # pixels, of panels that need more room than others


def of_home():
    counts = {lever.pk: counts_of(lever) for lever in Lever.objects.select_related("function")}
    return Picture(
        title=_("What cities build in order to care"),
        foot=counted(CaseFilter()),
        note=_("Three functions, nine levers"),
        panel=Plates.of(counts),
        panel_width=WIDE,
    )


def of_case(slug):
    case = get_object_or_404(Case.objects.published().for_lines(), slug=slug)
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
        **tally(lever.function, lever.function.short_name, lever.number, {"lever": [slug]}),
    )


def of_function(slug):
    function = get_object_or_404(Function, slug=slug)
    return Picture(
        title=str(function.name),
        lead=str(function.summary),
        **tally(function, _("Function"), function.position, {"function": [slug]}),
    )


def of_compared(question):
    return of_cases(question, _("Side by side"))


def of_note(question):
    return of_cases(question, _("Council note"))


def of_cases(question, title):
    """The first cases of a question by their names; a question that cannot be asked is shown as
    one of no words. What a reader wrote stands on no picture."""
    question = question if question.is_valid() else CaseFilter()
    keys = question.ordered()[:NAMED]
    cases = Case.objects.published().for_lines().in_order(keys)
    return Picture(
        above=tuple(
            Line(str(case.short_title), Mark.of(case, case.main_lever)) for case in cases
        ),
        title=title,
        foot=counted(question),
        panel=Plates.of(by_lever(Case.objects.filter(pk__in=question.keys()))),
    )


def of_region(code):
    region = get_object_or_404(Region.objects.select_related("parent__parent"), code=code)
    question = CaseFilter({"region": [code]})
    return Picture(
        above=(Line(_("Region")),),
        title=str(region.name),
        foot=counted(question),
        note=_("UN M49 code %(code)s") % {"code": code},
        panel=RegionMap.of(region, question.ordered(Sort.TITLE), WIDEST / BETWEEN_EDGES),
        panel_width=WIDEST,
    )


def of_contribution(slug):
    published = Contribution.objects.published().for_cards()
    contribution = get_object_or_404(published, slug=slug)
    told = contribution.cases.published()
    tied = CasePlace.objects.filter(case__in=told, place__country__isnull=False)
    countries = tied.aggregate(count=Count("place__country", distinct=True))["count"]
    cases = told.count()
    what = _("Synthesis") if contribution.is_synthesis else _("Contribution")
    stage = _("stage %(stage)s of GOLD VII") % {"stage": contribution.stage}
    return Picture(
        above=(Line(f"{what}, {stage}"),),
        title=str(contribution.title),
        lead=signed_by(contribution),
        foot=in_words(cases, countries) if cases else "",
        panel=Plates.of(by_lever(told), contribution),
    )


def by_lever(cases):
    """{lever: {identification: cases}}, counted by the database."""
    rows = CaseLever.objects.filter(case__in=cases).order_by()
    rows = rows.values_list("lever", "case__identification").annotate(Count("pk"))
    counts = {}
    for lever, identification, count in rows:
        counts.setdefault(lever, {})[identification] = count
    return counts


def tally(function, words, number, asked):
    """What the pictures of a lever and of a function have in common."""
    question = CaseFilter(asked)
    marks = of_counts(function.slug, question.counts("identification"))
    return {
        "above": (Line(str(words), Mark(function.slug)),),
        "foot": counted(question),
        "panel": Tally(str(number), function.slug, marks),
    }


def counted(question):
    """Such as “13 cases, 9 countries”."""
    countries = sum(1 for count in question.counts("country").values() if count)
    return in_words(question.count, countries)


def in_words(cases, countries):
    words = ngettext("%(count)s case", "%(count)s cases", cases) % {"count": cases}
    if not countries:
        return words
    more = ngettext("%(count)s country", "%(count)s countries", countries)
    return f"{words}, {more % {'count': countries}}"


def where(place):
    if not place:
        return _("No single place")
    return joined((place.name, place.within))


def when(case):
    """The years, in the words of a card."""
    return case.when[:1].upper() + case.when[1:]


def signed_by(contribution):
    authors = [row.author.name for row in contribution.authorships.all()]
    organisations = [
        str(row.organisation.title_with_acronym)
        for row in contribution.contribution_organisations.all()
    ]
    return joined((joined(authors), joined(organisations)), dot)
