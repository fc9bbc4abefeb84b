"""What the pages of a desk in use need to be there: made in the shell of the site, and taken
away again, so that the next tests find it as it was."""

import json
from datetime import timedelta
from uuid import uuid4

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from cases.models import Case, CaseLever, Theme
from editorial import made_from, revisions, working_copies
from editorial.discussing import comment
from editorial.entrance.journal import What, record
from editorial.joining import Joining
from editorial.models import Merging, User
from editorial.presence import Presence
from editorial.revisions import Deed
from infrastructures.models import Lever
from letters.models import Letter

NADIA, PASSWORD = "nadia-at-work", "a-password-for-nadia"
CHANGED, DRAFT, GONE = "iztapalapa-utopias", "a-draft-in-use", "a-theme-in-use"


def make(folder):
    """Writes the codes of the second step of Nadia, a list of words, to ``codes.json``."""
    nadia = User.objects.create_superuser(NADIA, password=PASSWORD)
    TOTP.activate(nadia, generate_totp_secret())
    codes = RecoveryCodes.activate(nadia).get_unused_codes()
    (folder / "codes.json").write_text(json.dumps(codes))
    record(What.RIGHTS, nadia, said="roles: – → reviewer")
    case = Case.objects.published().get(slug=CHANGED)
    make_change(case, nadia)
    make_draft(nadia)
    make_themes(nadia)
    Letter.objects.create(
        token=uuid4(), digest="of a desk in use", kind="remark", what="wrong", case=case,
        words="Ce chiffre est faux.", source="https://example.org/", name="Ana",
        email="ana@example.org", language="fr",
    )  # fmt: skip


def make_change(case, nadia):
    """Pending, with translations left behind and a comment; Nadia has it open all day."""
    copy, _keys = working_copies.open_copy(case, by=nadia)
    before = made_from.passages_of(copy)
    copy.summary_fr += " Ce passage est un exemple."
    copy.start_year = (copy.start_year or 2020) - 1
    copy.save()
    made_from.saved(copy, before, by=nadia)
    comment(copy, "Quelle source dit cela\u202f?", by=nadia, about="summary")
    Presence.objects.renew(case, nadia, uuid4())
    tomorrow = timezone.now() + timedelta(days=1)
    Presence.objects.filter(person=nadia).update(seen=tomorrow)


def make_draft(nadia):
    draft = Case.objects.create(slug=DRAFT, title_fr="Une crèche au marché", start_year=2019)
    CaseLever.objects.create(case=draft, lever=Lever.objects.first())
    revisions.record(draft, Deed.ADDED, by=nadia)
    draft.start_year, draft.summary_fr = 2020, "Un **long** résumé."
    draft.save()
    revisions.record(draft, Deed.CHANGED, by=nadia, reason="Relu sur place.")


def make_themes(nadia):
    """One deleted, and one that another was merged into."""
    deleted, merged, kept = (
        Theme.objects.create(slug=f"{GONE}-{number}", name=f"{GONE}-{number}",
                             label_fr=f"Thème {number}")
        for number in range(3)
    )  # fmt: skip
    with revisions.deleting(deleted, by=nadia, reason="Il est inutile."):
        deleted.delete()
    Joining(merged, kept).carry_out(by=nadia)


def take_away():
    case = Case.objects.published().get(slug=CHANGED)
    if case.pending:
        working_copies.discard(case.pending)
    Letter.objects.filter(digest="of a desk in use").delete()
    Merging.objects.filter(made_by__username=NADIA).delete()
    Theme.objects.filter(slug__startswith=GONE).delete()
    Case.objects.filter(slug=DRAFT).delete()
    User.objects.filter(username=NADIA).delete()
