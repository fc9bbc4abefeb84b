"""Whom to tell of a weakness, where programs and people look for it (RFC 9116)."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from languages.addresses import absolute

DAYS = 180  # the standard wants it read again within a year


@require_safe
@cache_control(public=True, max_age=86_400)
def security_txt(request):
    """Without an address of its own, a site names the place of the project: then a weakness of
    the code is told there, and one of this site to whoever runs it."""
    ends = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    ends += timedelta(days=DAYS)
    lines = [f"Contact: {contact}" for contact in contacts()]
    if not settings.CONTACT_EMAIL:
        lines.insert(0, "# Whoever runs this site has given no address (CONTACT_EMAIL).")
    lines += [
        f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: fr, en, es",
        f"Canonical: {absolute('/.well-known/security.txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def contacts():
    if settings.CONTACT_EMAIL:
        return [f"mailto:{settings.CONTACT_EMAIL}"]
    return [absolute("/fr/about/")]
