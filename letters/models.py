"""What readers write to the editors, without an account: a remark on something that is there,
or a proposal of a case. Nothing of it is ever public: its writer alone has its address."""

import secrets
from base64 import b32encode
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from contributions.models import Contribution
from languages.texts import too_long
from languages.uniform import uniform

LONGEST = 5000  # signs of a letter
OF_SOURCE = 1000


class Kind(models.TextChoices):
    REMARK = "remark", _("Remark")
    PROPOSAL = "proposal", _("Proposal of a case")


class What(models.TextChoices):
    """What a remark is about."""

    WRONG = "wrong", _("Something is wrong")
    MISSING = "missing", _("Something is missing")
    LINK = "link", _("A source no longer answers")
    WORDS = "words", _("A word or a translation reads badly")


class Standing(models.TextChoices):
    OPEN = "open", _("To be read")
    ACCEPTED = "accepted", _("Accepted: an editor writes it in")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")


class SettledAlready(ValidationError):
    """Another editor has settled it meanwhile."""


class LetterQuerySet(models.QuerySet):
    def open(self):
        return self.filter(standing=Standing.OPEN)

    def with_senders(self):
        return self.exclude(name="", email="")

    def erase_senders(self, now=None):
        """How many letters lost the name and the address of who wrote them; and the digest,
        by which a guess of them could be tried. Said twice, it is done once."""
        at = now or timezone.now()
        return self.with_senders().update(name="", email="", digest=F("code"), erased_at=at)

    def past_their_time(self, now=None):
        """Who wrote these is no longer to be known, whatever came of them."""
        oldest = (now or timezone.now()) - timedelta(days=settings.SENDER_DAYS)
        return self.filter(received_at__lte=oldest)


def new_code():
    """160 bits: nobody guesses the address of a letter."""
    return b32encode(secrets.token_bytes(20)).decode().lower()


class Letter(models.Model):
    """``question``: the query string of the answer beside which it was opened, if it was
    beside none of the things. ``read_at``: when the form was opened beside what its writer
    read, and ``read`` the number of that revision, if the thing had a history then."""

    code = models.SlugField(_("code"), max_length=32, unique=True, default=new_code)
    # Of the form it came by, and of what the form said: so the same is received once.
    token = models.UUIDField(editable=False)
    digest = models.CharField(max_length=32, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    what = models.CharField(_("what it is"), max_length=7, choices=What, blank=True)
    case = models.ForeignKey(
        Case, models.SET_NULL, null=True, related_name="letters", verbose_name=_("case")
    )
    contribution = models.ForeignKey(
        Contribution, models.SET_NULL, null=True, related_name="letters",
        verbose_name=_("contribution"),
    )  # fmt: skip
    question = models.TextField(_("question"), blank=True)
    read_at = models.DateTimeField(_("as it was written on"), null=True)
    read = models.PositiveIntegerField(_("version that was read"), null=True)
    words = models.TextField(_("what they write"), max_length=LONGEST)
    source = models.TextField(_("how to check it"), max_length=OF_SOURCE, blank=True)
    name = models.CharField(_("name"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2)
    received_at = models.DateTimeField(_("received"), default=timezone.now, db_index=True)
    erased_at = models.DateTimeField(_("name and address erased"), null=True)
    standing = models.CharField(
        _("state"), max_length=8, choices=Standing, default=Standing.OPEN, db_index=True
    )
    answer = models.TextField(_("answer to the sender"), blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name=_("settled by"),
    )  # fmt: skip

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name = _("reader’s letter")
        verbose_name_plural = _("readers’ letters")
        constraints = [
            models.UniqueConstraint(fields=["token", "digest"], name="letter_comes_once"),
            models.CheckConstraint(
                name="letter_kind_is_known", condition=Q(kind__in=Kind.values)
            ),
            models.CheckConstraint(
                name="letter_remark_says_what",
                condition=Q(kind=Kind.REMARK, what__in=What.values)
                | Q(kind=Kind.PROPOSAL, what=""),
            ),
            models.CheckConstraint(
                name="letter_standing_is_known", condition=Q(standing__in=Standing.values)
            ),
            models.CheckConstraint(
                name="letter_is_settled_on_a_day",
                condition=Q(standing=Standing.OPEN, settled_at__isnull=True)
                | ~Q(standing=Standing.OPEN) & Q(settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_is_not_refused_without_words",
                condition=~Q(standing__in=[Standing.DONE, Standing.REFUSED], answer=""),
                violation_error_message=_("Say why, or what was done: the sender reads it."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.reference}"

    def get_absolute_url(self):
        return reverse("letters:sent", args=[self.code])

    @property
    def reference(self):
        """By which it is spoken of; it leads nowhere."""
        return f"{self.code[:4]} {self.code[4:8]}".upper()

    @property
    def thing(self):
        """The case or the contribution that it is about; None if it is about a question."""
        return self.case or self.contribution

    @property
    def about(self):
        """The same, of what its writer may know: what is made of a proposal is a draft."""
        thing = None if self.kind == Kind.PROPOSAL else self.thing
        return thing if thing and thing.is_published else None

    @property
    def is_open(self):
        return self.standing == Standing.OPEN

    @property
    def has_sender(self):
        return bool(self.name or self.email)

    @transaction.atomic
    def settle(self, standing, *, by, answer="", case=None):
        """One UPDATE: of two editors who press at once, the second is told."""
        answer = uniform(answer).strip()
        if words := too_long(answer):
            raise ValidationError(words)
        if not answer and standing in (Standing.DONE, Standing.REFUSED):
            raise ValidationError(_("Say why, or what was done: the sender reads it."))
        said = {"standing": standing, "answer": answer, "settled_by": by}
        said["settled_at"] = timezone.now()
        if case:
            said["case"] = case
        rows = Letter.objects.filter(pk=self.pk, standing=Standing.OPEN)
        if not rows.update(**said):
            raise SettledAlready(_("Another editor has settled this letter meanwhile."))
        for name, value in said.items():
            setattr(self, name, value)
