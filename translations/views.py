"""The worklist of translations, and one text beside its original."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from editorial.conflicts import difference
from editorial.kinds import kind_named
from editorial.made_from import BEHIND, MISSING, Known, uuid_of
from editorial.once import tell_saved
from editorial.passages import passages
from languages.checks import differences
from languages.texts import CODES
from languages.uniform import uniform

from . import writing
from .permitted import kinds_of, languages_of, own
from .worklist import OPEN, STATES, Item, Question, items

SALT = "translations.seen"
PER_PAGE = 50


def framed(request, title, **shown):
    return {**admin.site.each_context(request), "title": title, "subtitle": None, **shown}


@require_safe
def worklist(request):
    if not (kinds := kinds_of(request.user)):
        raise PermissionDenied
    question = Question.of(request.user, request.GET)
    page = Paginator(items(request.user, question), PER_PAGE).get_page(request.GET.get("p"))
    context = framed(
        request, _("Translations"), page=page, question=question,
        asked=urlencode(question.asked), states=STATES.items(), is_filtered=bool(
            question.language or question.kind or question.state != OPEN
        ),
        kinds=[(kind.name, kind.model._meta.verbose_name_plural) for kind in kinds],
        codes=CODES, own=own(request.user) if request.user.languages else [],
    )  # fmt: skip
    return TemplateResponse(request, "translations/worklist.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request, kind, key, language, path):
    place = writing.Place(kind, key, language, path)
    if kind_named(kind) is None or language not in CODES:
        raise Http404
    try:
        thing = place.thing()
        if language not in languages_of(request.user, thing):
            raise PermissionDenied(_("Your account may not do this."))
        if request.method == "POST":
            return _sent(request, place)
        return _page(request, place)
    except writing.Gone:
        return _gone(request)


def _sent(request, place):
    """Saved, with the next one after it; or the page again, with what was typed."""
    data = request.POST
    is_right = "_right" in data
    try:
        seen = signing.loads(data.get("_seen", ""), salt=SALT)
    except signing.BadSignature:
        words = _(
            "This page was not complete when it was sent: read both texts, and save again."
        )
        return _page(request, place, data.get("text"), [words], 400)
    if is_right and is_another(data.get("text", ""), seen[1]):
        words = _(
            "You typed other words than those that stood here: they are kept below, and "
            "nothing was saved. Save them; or, if what stood here is right, empty the box "
            "and press “Still right as it is” once more."
        )
        return _page(request, place, data.get("text"), [words], 400)
    text = seen[1] if is_right else data.get("text", "")
    try:
        thing = writing.write(
            place, text, by=request.user, seen=seen, follows="_still" not in data,
            why=data.get("_reason", ""),
        )  # fmt: skip
    except writing.Changed as changed:
        return _changed(request, place, data.get("text", ""), seen, changed.passage)
    except ValidationError as refusal:
        return _page(request, place, data.get("text"), refusal.messages, 400)
    tell_saved(request)
    _told(request, place, thing, is_right)
    return HttpResponseRedirect(_next_address(request, place))


def is_another(typed, stood):
    """Whether words were typed that would be lost; an empty box has none."""
    typed = uniform(typed).strip()
    return bool(typed) and typed != uniform(stood).strip()


@require_safe
def skip(request, kind, key, language, path):
    """To the text that follows this one in the list; to the list, after its last."""
    place, question = (
        writing.Place(kind, key, language, path),
        Question.of(request.user, request.GET),
    )
    found = items(request.user, question)
    # What was saved is no longer in the list: the first of it follows.
    at = next((n for n, one in enumerate(found) if place_of(one) == place), -1)
    asked = urlencode(question.asked)
    if at + 1 < len(found):
        return HttpResponseRedirect(f"{found[at + 1].address}?{asked}")
    return HttpResponseRedirect(f"{reverse('translations:worklist')}?{asked}")


def _told(request, place, thing, is_right):
    model_admin = admin.site.get_model_admin(type(thing))
    passage = place.passage_in(_passages(thing))
    label = f"{passage.label} ({place.language})"
    words = _("%(text)s: still right as it is.") if is_right else _("%(text)s: translated.")
    model_admin.log_change(request, thing, words % {"text": label})
    messages.success(request, words % {"text": label})
    pair = {code: passage.texts[code] for code in (passage.source, place.language)}
    for advice in differences(pair):
        messages.warning(request, f"{label}: {advice}")
    if getattr(thing, "is_copy", False):
        messages.info(request, _("It waits as a pending change: until it is published, readers "
                                 "see what they saw before."))  # fmt: skip


def _passages(thing):
    kind = kind_named(thing._meta.model_name)
    rows = type(thing)._base_manager.prefetch_related(*kind.shape.prefetch)
    return passages(kind.shape, kind.shape.write(rows.get(pk=thing.pk)))


def _next_address(request, place):
    """Of what leads on to the text that follows."""
    asked = urlencode(Question.of(request.user, request.GET).asked)
    where = [place.kind, place.key, place.language, place.path]
    return f"{reverse('translations:skip', args=where)}?{asked}"


def place_of(item):
    return writing.Place(item.kind.name, item.key, item.language, item.passage.path)


def _changed(request, place, typed, seen, passage):
    """What another wrote meanwhile is shown beside what was typed, and is the base of the next
    save."""
    now = passage.texts[place.language]
    told = [_("Meanwhile another changed the original or the translation. Nothing was saved: "
              "what you typed stands below.")]  # fmt: skip
    meanwhile = {
        "original": difference(seen[0], passage.original)
        if seen[0] != passage.original
        else [],
        "words": difference(seen[1], now) if seen[1] != now else [],
    }
    return _page(request, place, typed, told, 409, meanwhile=meanwhile)


def _page(request, place, typed=None, errors=(), status=200, **shown):
    thing = place.thing()
    passage = place.passage_in(_passages(thing))
    item = Item(
        kind_named(place.kind), thing, passage, place.language,
        Known(uuid_of(thing)).standing(passage, place.language),
    )  # fmt: skip
    asked = urlencode(Question.of(request.user, request.GET).asked)
    old = item.standing.made_from
    row, column = writing.column_of(thing, place)
    model_admin = admin.site.get_model_admin(type(thing))
    opts = model_admin.opts
    context = framed(
        request, f"{item.title}: {passage.label}",
        item=item, place=place, thing=thing, opts=opts,
        is_behind=item.standing.state == BEHIND, is_missing=item.standing.state == MISSING,
        pieces=difference(old.original, passage.original) if old else
        [("equal", passage.original)],
        text=item.words if typed is None else typed,
        most=row._meta.get_field(column).max_length,
        seen=signing.dumps([passage.original, item.words], salt=SALT, compress=True),
        errors=errors, asked=asked,
        skip=f"{reverse('translations:skip', args=item.where)}?{asked}",
        third=[(code, passage.texts[code]) for code in CODES
               if code not in (passage.source, place.language) and passage.texts[code]],
        form_address=reverse(f"admin:{opts.app_label}_{opts.model_name}_change",
                             args=[item.key]),
        is_pending=getattr(thing, "is_copy", False),
        will_wait=getattr(thing, "is_published", False),
        **shown,
    )  # fmt: skip
    return TemplateResponse(request, "translations/pair.html", context, status=status)


def _gone(request):
    """What was typed is given back to be copied."""
    context = framed(
        request, _("This text is no longer there"), typed=request.POST.get("text", "")
    )
    return TemplateResponse(request, "translations/gone.html", context, status=404)
