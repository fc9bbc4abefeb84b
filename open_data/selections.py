"""Selections: an answer kept under a short address, and what changed since."""

import hashlib
from base64 import b32encode
from functools import partial

from django.db import transaction
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cartography.sheet import sheet_of
from cases.cards import cards_of
from cases.filters import CaseFilter
from cases.mapping import CaseMap
from cases.models import Case
from cases.picked import MOST
from cases.question_words import sentence
from editorial.models import FormerSlug, Tombstone
from languages.addresses import absolute
from languages.context import tongues
from languages.texts import CODES

from . import frozen, metadata
from .bodies import as_written
from .case_tables import CASES
from .citable import Genre, Work
from .dataset import titled
from .formats import delimited
from .models import Record, Release, Selection
from .publisher import publisher
from .records import changes, current, saved
from .refusals import refused_page, with_dataset
from .styles import citations
from .table_rows import in_order, pieces
from .throttles import SelectionThrottle
from .validated import validated
from .wording import COMPARED, in_words, names_alone


def question_again(request):
    """What is wrong in it, also where a list of cases cannot be posted to."""
    return refused_page(form=CaseFilter.of(request).form)(request)


CARDS = MOST  # on the page of a selection


@csrf_exempt  # it acts for nobody, so nobody's browser can be abused; and it needs no cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@partial(with_dataset, page=question_again)
def keep(request, dataset):
    """What would be kept, then the selection. The same answer twice is one selection."""
    context = {"dataset": dataset, "tongues": tongues(request, dataset.question.query())}
    if request.method != "POST":
        return render(request, "open_data/keep.html", context)
    if not dataset.count:
        return render(request, "open_data/keep.html", context, status=409)
    refused = SelectionThrottle().refused(request, "open_data/too_many.html")
    return refused or redirect(kept_selection(dataset))


@transaction.atomic
def kept_selection(dataset):
    release = Release.objects.first()
    records = list(saved(dataset.cases))
    checksums = Record.objects.filter(pk__in=records).values_list("checksum", flat=True)
    code = code_of(dataset.query, release, checksums)
    new = {"question": dataset.query, "made_at": timezone.now(), "release": release}
    selection, is_new = Selection.objects.get_or_create(code=code, defaults=new)
    for piece in pieces(records if is_new else []):
        selection.records.add(*piece)
    return selection


def code_of(question, release, checksums):
    """Eight letters and figures that follow from what is kept: the same for the same."""
    kept = "\n".join([question, str(release or ""), *sorted(checksums)])
    return b32encode(hashlib.sha256(kept.encode()).digest())[:8].decode().lower()


# --- reading a selection --------------------------------------------------------------------


@require_safe
def short(request, code):
    """The permanent address, without a language: to the page in that of the reader."""
    return redirect(get_object_or_404(Selection, code=code))


@require_safe
def selection_detail(request, code):
    selection = get_object_or_404(Selection.objects.select_related("release"), code=code)
    records = list(selection.records.all())
    question = CaseFilter(QueryDict(selection.question))
    work = of_selection(selection, titled(len(records), question_in_words(question)))
    keys = still_published(records, question)
    shown = to_read(keys)
    context = {
        **shown,
        "again": again(question, shown["cards"] if is_named(keys) else []),
        "is_named": is_named(keys),
        "selection": selection,
        "in_words": question_in_words(question),
        "cases": [(record.slug, record.title) for record in records],
        "since": since(records, question, set(keys)),
        "citations": citations(work),
        "address": short_address(selection),
        "tags": metadata.tags(work),
        "linked": metadata.of_data(
            work,
            work.title,
            f"{work.title}. {_('Texts under CC BY 4.0, coded data under CC0.')}",
            [("application/json", reverse("open_data:selection_json", args=[code])),
             ("text/csv", reverse("open_data:selection_csv", args=[code]))],
        ),
    }  # fmt: skip
    return render(request, "open_data/selection_detail.html", context)


def question_in_words(question):
    """The question as it is said today; a value that is gone from the atlas stays in it."""
    return (sentence(question) if question.is_valid() else "") or _("all cases")


def short_address(selection):
    return absolute(reverse("selection", args=[selection.code]))


def of_selection(selection, title):
    release = selection.release
    return Work(
        key=f"atlas-selection-{selection.code}",
        genre=Genre.DATA,
        title=title,
        url=short_address(selection),
        authors=[publisher()],
        date=selection.made_at.date(),
        year=selection.made_at.year,
        publisher=publisher(),
        language=get_language(),
        version=_("release %(number)s") % {"number": release.number} if release else "",
    )


def still_published(records, question):
    """The primary keys of what was kept and is there today, in the order of the question."""
    slugs = [record.slug for record in records]
    present = FormerSlug.objects.filter(kind="case", slug__in=slugs)
    slugs += present.values_list("now", flat=True)
    found = Case.objects.published().filter(slug__in=slugs).values_list("pk", flat=True)
    known = dict.fromkeys(sorted(found))
    first = question.ordered() if question.is_valid() else []
    return [*(key for key in first if key in known), *sorted(known.keys() - set(first))]


def to_read(keys):
    """The cases as cards and on the sheet; none of them, if none is there."""
    if not keys:
        return {}
    return {"cards": cards_of(keys[:CARDS]), "map": CaseMap(keys, sheet_of())}


def is_named(keys):
    """Whether links can name the cases one by one."""
    return 0 < len(keys) <= MOST


def again(question, shown):
    """The query string of these cases by their names; without any, of the question as it is
    asked today. None if it cannot be asked today."""
    if shown:
        written = QueryDict(mutable=True)
        written.setlist("case", [card.slug for card in shown])
        return f"?{written.urlencode()}"
    return question.query().rstrip("?") if question.is_valid() else None


def since(records, question, published):
    """What the atlas says today of what was kept: {what: rows}. A case that has another slug
    now is told under that, by the title it was kept with."""
    before = {record.slug: record.checksum for record in records}
    now = list(current(in_order(published.__contains__)))
    told = changes(
        before,
        {record.slug: record.checksum for record in now},
        {record.checksum: record.body for record in now},
    )
    stones = {
        stone.slug: stone
        for stone in Tombstone.objects.filter(kind="case", slug__in=told["withdrawn"])
    }
    titles = {record.slug: record.title for record in records}
    titles |= {slug: titles[then] for slug, then in told["renamed"].items()}
    answer = titles_of(question)
    return {
        "corrected": [
            (slug, titles[slug], changes) for slug, changes in corrections(told["corrected"])
        ],
        "withdrawn": [(slug, titles[slug], stones.get(slug)) for slug in told["withdrawn"]],
        "new": sorted((slug, title) for slug, title in answer.items() if slug not in titles),
        "left": sorted(
            (record.slug, titles[record.slug]) for record in now if record.slug not in answer
        ),
    }


def corrections(corrected):
    """(slug, changes in words): of the first cases old text beside new, of others the names."""
    for number, (slug, differences) in enumerate(corrected.items()):
        if number < COMPARED:
            yield slug, in_words(differences)
        else:
            yield slug, names_alone(one.name for one in differences)


def titles_of(question):
    """{slug: title} of the answer to the question today; none if it cannot be asked now."""
    if not question.is_valid():
        return {}
    return {
        case.slug: case.title
        for piece in pieces(question.keys())
        for case in Case.objects.filter(pk__in=piece)
    }


@require_safe
@validated
def selection_json(request, code):
    """All that was kept, in three languages; and what of it is withdrawn by now."""
    selection = get_object_or_404(Selection.objects.select_related("release"), code=code)
    records = list(selection.records.all())
    kept = {
        "address": short_address(selection),
        "question": selection.question,
        "made_at": delimited.stamp(selection.made_at),
        "release": selection.release and selection.release.number,
        "withdrawn": list(withdrawn([record.slug for record in records])),
        "cases": [as_written(record.body) for record in records],
    }
    return frozen.kept(JsonResponse(kept, json_dumps_params={"ensure_ascii": False}))


def withdrawn(slugs):
    """{"case", "on", "reason_fr", …} of each case of a selection that is not there any more."""
    for stone in Tombstone.objects.filter(kind="case", slug__in=slugs).order_by("slug"):
        reasons = {
            f"reason_{language}": getattr(stone, f"reason_{language}") for language in CODES
        }
        yield {"case": stone.slug, "on": stone.withdrawn_at.date().isoformat(), **reasons}


@require_safe
@validated
def selection_csv(request, code):
    """The cases that were kept, one a row, without what they are tied to."""
    selection = get_object_or_404(Selection, code=code)
    cases = [record.body["cases"][0] for record in selection.records.all()]
    names = columns_of(cases)
    rows = [{name: case.get(name) for name in names} for case in cases]
    lines = [delimited.BYTE_ORDER_MARK, *delimited.table(names, rows)]
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="atlas-selection-{code}.csv"'
    return frozen.kept(response)


def columns_of(cases):
    """The columns that records were written with, also those that are gone today. A database
    may keep them in any order."""
    written = {name for case in cases for name in case}
    known = [name for name in CASES.names if name in written]
    return known + sorted(written.difference(known))
