"""``translations.yaml`` of a folder of content: what the documents cannot say of translations,
which of them are older than their original, and which are right although it was changed.

Of all other texts nothing need be said: they are taken for right. Where there is nothing to
say there is no file.
"""

from datetime import UTC, date, datetime, time
from pathlib import PurePosixPath

from languages.canonical import written
from languages.content_files import Fault
from languages.texts import CODES
from languages.uniform import uniform

from .content import misread, opened
from .identity import identities, identity
from .kinds import kind_named, kinds
from .made_from import BEHIND, Known, MadeFrom, is_made_from, stand
from .models import FormerSlug
from .passages import bare, passages
from .publication import State

PATH = PurePosixPath("translations.yaml")
TEXTS = ("kind", "slug", "text", "language", "words", "source", "original")
KEYS = (*TEXTS, "since")


def files(*, drafts=False):
    """{path: bytes} of what the desk has to say; empty if that is nothing."""
    touched = MadeFrom.objects.exclude(left_at=None).values_list("identity", flat=True)
    told = [line for kind in kinds.values() for line in _of_kind(kind, set(touched), drafts)]
    return {str(PATH): written(told).encode()} if told else {}


def _of_kind(kind, touched, drafts):
    rows = kind.rows()
    if kind.is_published_by_deeds and not drafts:
        rows = rows.filter(state=State.PUBLISHED)
    slugs = rows.values_list(kind.key, flat=True) if touched else []
    known = identities(kind.name, list(slugs))
    chosen = {slug: uuid for slug, uuid in known.items() if uuid in touched}
    for row in rows.filter(**{f"{kind.key}__in": chosen}).order_by(kind.key) if chosen else ():
        slug = getattr(row, kind.key)
        head = {"kind": kind.name, "slug": slug}
        lines = [head | line for line in _of_thing(kind, row, Known(chosen[slug]))]
        yield from (line for n, line in enumerate(lines) if line not in lines[:n])


def _of_thing(kind, row, known):
    for passage in passages(kind.shape, kind.shape.write(row)):
        for code in passage.targets:
            rows = known.of(passage, code)
            standing = known.standing(passage, code)
            if standing.state == BEHIND:
                yield _line(passage, code, standing.made_from, standing.since.date())
            elif len(rows) > 1:
                right = next(one for one in rows if is_made_from(one, passage))
                yield _line(passage, code, right, None)


def _line(passage, code, row, since):
    said = {
        "text": passage.key, "language": code, "words": passage.texts[code],
        "source": row.source, "original": row.original,
    }  # fmt: skip
    return said | ({"since": since} if since else {})


def read(folder):
    """Take what the file says besides what is known here; the things of which it changed
    something. Raises Misread."""
    if not (folder / PATH).exists():
        return []
    file, said = opened(folder / PATH)
    if not isinstance(said, list):
        raise misread(file, Fault("a list is wanted"))
    things = {}
    for number, line in enumerate(said):
        try:
            kind, slug = _checked(line, number)
        except Fault as fault:
            raise misread(file, fault) from fault
        now = FormerSlug.objects.now(kind.name, slug) or slug
        uuid = identity(kind.name, now)
        if row := kind.model._default_manager.filter(**{kind.key: now}).first():
            things[uuid] = row
        _take(uuid, line)
    return [row for row in things.values() if stand(row)]


def _checked(line, number):
    if not isinstance(line, dict):
        raise Fault("keys and values are wanted", (number,))
    for key in line:
        if key not in KEYS:
            raise Fault(f"there is no key “{key}”: {', '.join(KEYS)}", (number, key))
    for key in TEXTS:
        _check_text(line, key, number)
    if not isinstance(line.get("since"), date | None):
        raise Fault("a day is wanted, such as 2026-11-27", (number, "since"))
    if (kind := kind_named(line["kind"])) is None:
        raise Fault(f"there is no kind “{line['kind']}”", (number, "kind"))
    return kind, line["slug"]


def _check_text(line, key, number):
    if not isinstance(line.get(key), str) or not line[key]:
        raise Fault("this is missing", (number, key))
    if key in ("language", "source") and line[key] not in CODES:
        raise Fault(f"there is no language “{line[key]}”", (number, key))


def _take(uuid, line):
    original, words = uniform(line["original"]), uniform(line["words"])
    since = line.get("since")
    left_at = datetime.combine(since, time(), UTC) if since else None
    same = MadeFrom.objects.of(uuid).filter(
        key=line["text"], language=line["language"], source=line["source"]
    )
    for row in same:
        if row.pair == (bare(original), bare(words)):
            if left_at and (row.left_at is None or row.left_at > left_at):
                row.left_at = left_at
                row.save(update_fields=["left_at"])
            return
    MadeFrom.objects.create(
        identity=uuid, key=line["text"], language=line["language"], words=words,
        source=line["source"], original=original, left_at=left_at,
    )  # fmt: skip
