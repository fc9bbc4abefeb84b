"""What an editor makes of a letter: a draft, a pending change, or an answer. The words of its
writer are copied nowhere: who writes the case reads them beside it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from editorial import catalogue, revisions, slugs, working_copies
from editorial.revisions import Deed
from languages.folding import slug_of
from languages.uniform import uniform

from .models import Kind, Standing

LONGEST_TITLE = 120


def origin(letter):
    """Where a draft or a change comes from, for its history: it names nobody."""
    return _("From a reader’s letter: %(reference)s") % {"reference": letter.reference}


@transaction.atomic
def accept(letter, *, by, answer="", title=""):
    """The draft of what a letter proposes, or what a remark is about, whose working copy is
    open from now on. Raises a ValidationError with words."""
    if letter.kind == Kind.PROPOSAL:
        case = drafted(uniform(title).strip(), letter, by)
        letter.settle(Standing.ACCEPTED, by=by, answer=answer, case=case)
        return case
    thing = held(letter.thing)
    if thing is None or not thing.is_published:
        raise ValidationError(
            _("It is about nothing that is published now: answer it, or refuse it.")
        )
    working_copies.open_copy(thing, by=by)
    letter.settle(Standing.ACCEPTED, by=by, answer=answer)
    return thing


def held(thing):
    """It as it is now, held to the end of the transaction; None if it is gone meanwhile."""
    if thing is None:
        return None
    return type(thing)._base_manager.select_for_update().filter(pk=thing.pk).first()


def drafted(title, letter, by):
    if not title:
        raise ValidationError(_("Give the draft a working title."))
    case = Case(title_fr=title[:LONGEST_TITLE], slug=slug_of(title)[:100])
    if not case.slug or is_taken(case):
        case.slug = f"{case.slug[:90]}-{letter.code[:8]}".strip("-")
    case.note_writer(by)
    case.full_clean(validate_unique=False)
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError as error:
        raise ValidationError(
            _("The database refused this: another editor may have saved at the same moment.")
        ) from error
    catalogue.changed(case)
    revisions.record(case, Deed.ADDED, by=by, reason=str(origin(letter)))
    return case


def is_taken(case):
    has_it = Case.every_row.filter(slug=case.slug).exists()
    return has_it or bool(slugs.holders(case, case.slug))
