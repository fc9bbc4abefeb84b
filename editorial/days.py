"""Days that a document has of its own, as in Dublin Core: ``issued``, when the public first
read it, and ``modified``, when it last read another thing. They go with the document: each
installation that has it tells the same."""

from datetime import UTC, datetime, time

from django.utils import timezone

DAYS = ("published_on", "revised_on")


def today():
    """The day, in UTC: the same for editors on both sides of the earth."""
    return timezone.now().astimezone(UTC).date()


def moment(day):
    """The beginning of a day, for formats that know moments alone."""
    return datetime.combine(day, time(), UTC)


def undated(document):
    """What a document says, whenever it said so."""
    return {name: said for name, said in document.items() if name not in DAYS}
