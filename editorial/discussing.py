"""To comment on a draft or on a pending change, and who hears of it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from languages.texts import too_long
from languages.uniform import uniform

from . import telling
from .comments import LONGEST, Comment, identity_of
from .document_differences import labels
from .kinds import kind_of
from .publication import State

COMMENTED = "commented"  # as a deed that somebody should hear of


def may_be_commented(thing):
    """What waits to be published, or is being written."""
    return thing.is_copy or thing.state in (State.DRAFT, State.IN_REVIEW)


def choices(thing):
    """[(key, label)] of what a comment may be about."""
    keys = [part.key for part in kind_of(type(thing)).shape.parts if part.names]
    return list(zip(keys, labels(kind_of(type(thing)).shape, keys), strict=True))


@transaction.atomic
def comment(thing, words, *, by, about=""):
    """The Comment; those concerned are told. A ValidationError with words, if it is none."""
    words = uniform(words).strip()
    if not may_be_commented(thing):
        raise ValidationError(_("Nothing of it waits to be published: there is nothing to "
                                "comment."))  # fmt: skip
    if not words:
        raise ValidationError(_("Nothing is written here."))
    if too := too_long(words, LONGEST):
        raise ValidationError(too)
    if about and about not in dict(choices(thing)):
        raise ValidationError(_("There is no such part."))
    read(thing, by)  # who answers has read
    concerned = concerned_by(thing) - {by.pk}
    made = Comment.objects.create(
        identity=identity_of(thing), kind=kind_of(type(thing)).name, key=thing.original.pk,
        title=str(thing)[:250], about=about, words=words, made_by=by,
    )  # fmt: skip
    made.unread_by.set(concerned)
    telling.tell(thing, COMMENTED, by=by, writers=concerned, words=words)
    return made


def concerned_by(thing):
    """Keys of accounts: who wrote it, moved it last, or has commented on it."""
    talking = Comment.objects.open().about(thing).values_list("made_by", flat=True)
    return {*telling.writers_of(thing), thing.state_changed_by_id, *talking} - {None}


def read(thing, user):
    for one in Comment.objects.about(thing).filter(unread_by=user):
        one.unread_by.remove(user)
