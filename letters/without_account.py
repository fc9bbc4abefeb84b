"""What holds for every page of letters: open to who has no account, kept by nobody, and of a
measure."""

from functools import wraps

from django.conf import settings
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from languages.refusals import forbidden, refusal
from open_data.throttles import AddressThrottle

LARGEST = 100_000  # bytes: twice the longest letter in the widest of scripts, as forms send it


class LetterThrottle(AddressThrottle):
    """An editor reads every letter: one address may send so many an hour."""

    scope, rate = "letter", "20/hour"


def without_account(view):
    """Open to who has no account, so that nobody's cookie is asked for: a letter is written in
    the name of nobody whose browser could be abused. What other sites send is refused."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answered(request, *args, **options):
        if is_from_elsewhere(request):
            return unlisted(forbidden(request, None))
        if is_too_large(request):
            return unlisted(refusal(request, "letters/too_large.html", status=413))
        return unlisted(view(request, *args, **options))

    return answered


def is_from_elsewhere(request):
    """Whether a browser says that a page of another site sends this."""
    here = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return request.method == "POST" and request.headers.get("Origin", "null") not in {
        *here,
        "null",
    }


def is_too_large(request):
    sent = request.META.get("CONTENT_LENGTH") or "0"
    return request.method == "POST" and (not sent.isdecimal() or int(sent) > LARGEST)


def unlisted(response):
    """Neither kept by anybody nor found by machines; other pages are not told of it."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "same-origin"
    return response
