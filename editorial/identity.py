"""Who a thing is, whatever it is called today: on each installation, in each language, after
each change of name, and when it is restored after it was deleted."""

import uuid
from functools import reduce
from operator import or_

from django.db.models import Q

from .models import FormerSlug

# Where names of the atlas are made unique (RFC 4122, version 5). It never changes.
ATLAS = uuid.UUID("3c157c08-5276-4874-86cc-284f8df10d16")


def identity(kind, slug):
    """The UUID of a thing of this kind, by its present slug."""
    return identities(kind, [slug])[slug]


def identities(kind, slugs):
    """{present slug: UUID}, with one query."""
    first = first_slugs({kind: slugs})
    return {slug: known_as(kind, first[kind, slug]) for slug in slugs}


def known_as(*names):
    """The UUID of what never changes its name."""
    return uuid.uuid5(ATLAS, "/".join(names))


def first_slugs(named):
    """{(kind, present slug): first slug} of {kind: present slugs}, with one query, or none
    where nothing is named. The first slug that a thing ever had tells who it is, so no
    document has to keep a number."""
    named = {kind: list(slugs) for kind, slugs in named.items()}
    these = [Q(kind=kind, now__in=slugs) for kind, slugs in named.items() if slugs]
    rows = FormerSlug.objects.filter(reduce(or_, these)) if these else FormerSlug.objects.none()
    rows = rows.order_by("-pk").values_list("kind", "now", "slug")
    first = {(kind, now): slug for kind, now, slug in rows}  # the oldest is read last
    return {
        (kind, slug): first.get((kind, slug), slug)
        for kind, slugs in named.items()
        for slug in slugs
    }
