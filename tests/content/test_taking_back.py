"""Any document of the real content can be read into another thing, and taken back again."""

import pytest

from config.content import KINDS
from editorial import revisions
from editorial.days import undated
from editorial.kinds import kind_named
from editorial.revisions import Deed, Revision
from editorial.taking_back import Refused, take_back
from editorial.working_copies import publish_copy
from infrastructures.models import Lever

SAMPLES = 6
MODELS = [*(kind.model for kind in KINDS), Lever]
OWN = {"slug", "code", "iso2", "iso3", "m49", "position", "name"}  # no two have the same


@pytest.mark.parametrize("name", [model._meta.model_name for model in MODELS])
def test_another_document_is_read_and_the_own_is_taken_back(atlas, name):
    kind = kind_named(name)
    rows = list(kind.rows())
    for row, other in list(zip(rows, rows[1:], strict=False))[:: max(len(rows) // SAMPLES, 1)]:
        own, foreign = kind.shape.write(kind.rows().get(pk=row.pk)), kind.shape.write(other)
        read = {**foreign, **{key: own[key] for key in OWN & own.keys()}}
        for key in OWN - own.keys():
            read.pop(key, None)
        first = revisions.record(row, Deed.FOUND)
        other_words = Revision.objects.create(
            identity=first.identity, kind=kind.name, slug=first.slug, number=2, document=read,
            checksum="", deed=Deed.CHANGED,
        )  # fmt: skip

        try:
            assert take_back(row, other_words) == []
            publish_pending(row)
        except Refused:  # a tree of regions, a family name of another: in words
            assert kind.name in {"region", "organisation", "author"}
            assert placed(kind, row) == timeless(own)
            continue
        assert placed(kind, row) == timeless(read)
        assert take_back(row, Revision.objects.get(pk=first.pk)) == []
        publish_pending(row)
        assert placed(kind, row) == timeless(own)


def publish_pending(row):
    """What is published is taken back as a pending change."""
    if hasattr(row, "replaces"):
        for copy in type(row)._base_manager.filter(replaces=row):
            publish_copy(copy)


def placed(kind, row):
    """What it says, wherever it stands in an order: its place and its days are today's."""
    return timeless(kind.shape.write(kind.rows().get(pk=row.pk)))


def timeless(document):
    return {**undated(document), "position": None}
