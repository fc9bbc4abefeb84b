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
from .maps import region_map, surroundings
from .marks import mark, mark_of
from .pictures import Picture
from .tallies import WIDE, plates, tally

LEVERS_NAMED = 3
NAMED = 4  # cases of a question


def of_home():
    counts = {lever.pk: counts_of(lever) for lever in Lever.objects.select_related("function")}
    return Picture.of(
        title=_("What cities build in order to care"),
        foot=counted(CaseFilter()),
        note=_("Three functions, nine levers"),
        panel=plates(counts, width=WIDE),
    )


def of_case(slug):
    case = get_object_or_404(Case.objects.published().for_lines(), slug=slug)
    levers = [row.lever for row in case.case_levers.all()]
    return Picture.of(
        above=[
            (f"{lever.number} {lever.short_name}", mark_of(case, lever))
            for lever in levers[:LEVERS_NAMED]
        ],
        title=case.title,
        foot=where(case.main_place),
        note=f"{when(case)}\u00a0· {case.get_identification_display()}",
        panel=surroundings(case),
    )


def of_lever(slug):
    lever = get_object_or_404(Lever.objects.select_related("function"), slug=slug)
    return Picture.of(
        title=lever.short_name,
        lead=lever.name,
        **told(lever.function, lever.function.short_name, lever.number, {"lever": [slug]}),
    )


def of_function(slug):
    function = get_object_or_404(Function, slug=slug)
    return Picture.of(
        title=function.name,
        lead=function.summary,
        **told(function, _("Function"), function.position, {"function": [slug]}),
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
    return Picture.of(
        above=[(case.short_title, mark_of(case)) for case in cases],
        title=title,
        foot=counted(question),
        panel=plates(by_lever(Case.objects.filter(pk__in=question.keys()))),
    )


def of_region(code):
    region = get_object_or_404(Region.objects.select_related("parent__parent"), code=code)
    question = CaseFilter({"region": [code]})
    return Picture.of(
        above=[(_("Region"), None)],
        title=region.name,
        foot=counted(question),
        note=_("UN M49 code %(code)s") % {"code": code},
        panel=region_map(region, question.ordered(Sort.TITLE)),
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
    return Picture.of(
        above=[(f"{what}, {stage}", None)],
        title=contribution.title,
        lead=signed_by(contribution),
        foot=in_words(cases, countries) if cases else "",
        panel=plates(by_lever(told), spoken={lever.pk for lever in contribution.levers.all()}),
    )


def by_lever(cases):
    """{lever: {identification: cases}}, counted by the database."""
    rows = CaseLever.objects.filter(case__in=cases).order_by()
    rows = rows.values_list("lever", "case__identification").annotate(Count("pk"))
    counts = {}
    for lever, identification, count in rows:
        counts.setdefault(lever, {})[identification] = count
    return counts


def told(function, words, number, asked):
    """What the pictures of a lever and of a function have in common."""
    question = CaseFilter(asked)
    return {
        "above": [(words, mark(function.slug))],
        "foot": counted(question),
        "panel": tally(number, function.slug, question.counts("identification")),
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
