"""Who a thing is, whatever it is called today: on each installation, in each language, after
each change of name, and when it is restored after it was deleted."""

import uuid

from .models import FormerSlug

# Where names of the atlas are made unique (RFC 4122, version 5). It never changes.
ATLAS = uuid.UUID("3c157c08-5276-4874-86cc-284f8df10d16")


def identity(kind, slug):
    """The UUID of a thing of this kind, by its present slug."""
    return identities(kind, [slug])[slug]


def identities(kind, slugs):
    """{present slug: UUID}, with one query: the first slug that a thing ever had tells who
    it is, so no document has to keep a number."""
    slugs = list(slugs)
    rows = FormerSlug.objects.filter(kind=kind, now__in=slugs).order_by("-pk")
    first = dict(rows.values_list("now", "slug"))  # of several, the oldest is read last
    return {slug: uuid.uuid5(ATLAS, f"{kind}/{first.get(slug, slug)}") for slug in slugs}
