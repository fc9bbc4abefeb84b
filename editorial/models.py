import re

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from languages.code_lists import Codes, known_codes
from languages.constraints import Check
from languages.texts import CODES, Translated

from .presence import Presence  # noqa: F401 - read later, accounts would not know of it
from .roles import Role


class Language(models.TextChoices):
    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")
    SPANISH = "es", _("Spanish")


class UserQuerySet(models.QuerySet):
    def with_role(self, *roles):
        """Who is let in and has one of these roles."""
        has_one = Q()
        for role in roles:
            has_one |= Q(roles__contains=f",{role},")
        return self.filter(has_one, is_active=True) if roles else self.none()

    def reviewers(self):
        """Who publishes and returns."""
        publishing = self.with_role(Role.REVIEWER, Role.ADMINISTRATOR)
        return publishing | self.filter(is_superuser=True, is_active=True)


class EditorManager(UserManager.from_queryset(UserQuerySet)):
    """Django's own, which makes accounts, with who has which role."""


class User(AbstractUser):
    """Who edits the atlas. Their roles say what they may do; a role lets them in."""

    roles = Codes(Role, verbose_name=_("roles"))
    languages = Codes(
        Language,
        verbose_name=_("languages"),
        help_text=_("Of a translator: the languages whose texts they write."),
    )

    objects = EditorManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            known_codes("roles", Role, "user_roles_are_known", _("There is no such role.")),
            known_codes(
                "languages", Language, "user_languages_are_known",
                _("There is no such language."),
            ),
            Check(
                name="user_with_a_role_is_let_in",
                condition=Q(roles="") | Q(is_staff=True),
                beside="roles",
                violation_error_message=_("Who has a role is let in."),
            ),
        ]  # fmt: skip

    def save(self, *args, **options):
        if self.roles:
            self.is_staff = True
        super().save(*args, **options)


class Submission(models.Model):
    """A form of the desk that came back and was saved, so that it is not saved twice."""

    token = models.UUIDField()
    digest = models.CharField(max_length=64)
    user = models.ForeignKey(User, models.CASCADE)
    made = models.CharField(max_length=255, blank=True)  # the key of what was saved
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "digest"], name="submission_is_done_once")
        ]

    def __str__(self):
        return str(self.token)


class Catalogue(models.Model):
    """One row: the stamp of what the public sees, and when that last changed."""

    ONLY = 1

    stamp = models.CharField(max_length=22)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="catalogue_is_one", condition=models.Q(pk=1))
        ]

    def __str__(self):
        return self.stamp


class TombstoneQuerySet(models.QuerySet):
    def of(self, model, slug):
        return self.filter(kind=model._meta.model_name, slug=slug)

    def raise_for(self, things, reason=None):
        """Mark what leaves the public: its address answers with the reason from now on."""
        for thing in things:
            texts = {f"title_{code}": getattr(thing, f"title_{code}", "") for code in CODES} | {
                f"reason_{code}": words for code, words in (reason or {}).items()
            }
            self.update_or_create(
                kind=thing._meta.model_name,
                slug=thing.slug,
                defaults={**texts, "withdrawn_at": timezone.now()},
            )

    def move(self, kind, old, new):
        """What is withdrawn is renamed: the old address leads to the new one, and that says
        so. Another stone there gives way, as it does to what is published."""
        if self.filter(kind=kind, slug=old).exists():
            self.filter(kind=kind, slug=new).delete()
            self.filter(kind=kind, slug=old).update(slug=new)


class Tombstone(models.Model):
    """What was published and is withdrawn: its name, when, and why. Citations lead here."""

    kind = models.CharField(_("kind"), max_length=20, editable=False)
    slug = models.SlugField(_("slug"), max_length=100, editable=False)
    title = Translated(
        models.CharField, max_length=250, blank=True, editable=False, verbose_name=_("title")
    )
    reason = Translated(
        models.TextField,
        blank=True,
        verbose_name=_("reason"),
        help_text=_("Why it was withdrawn, in words for a reader who has cited it."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), editable=False)

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        ordering = ["-withdrawn_at"]
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="tombstone_stands_once")
        ]

    def __str__(self):
        return self.title or self.slug


class Taken(ValidationError):
    """A slug that another thing had is given to no other: old addresses lead to that one."""


LIKE_A_SLUG = re.compile(r"[-\w]{1,120}", re.ASCII)
ASKED = 100  # former names in a question, at most


class FormerSlugQuerySet(models.QuerySet):
    def by_thing(self, kind):
        """{present slug: former ones, the oldest first} of all things of a kind."""
        found = {}
        for slug, now in self.filter(kind=kind).order_by("pk").values_list("slug", "now"):
            found.setdefault(now, []).append(slug)
        return found

    def now(self, kind, slug):
        """The present slug of what had this one; None if nothing had."""
        return self.filter(kind=kind, slug=slug).values_list("now", flat=True).first()

    def present(self, kind, asked):
        """{former slug: present one} of what anybody may have typed."""
        likely = [slug for slug in asked[:ASKED] if LIKE_A_SLUG.fullmatch(slug)]
        rows = self.filter(kind=kind, slug__in=likely) if likely else self.none()
        return dict(rows.values_list("slug", "now"))

    @transaction.atomic
    def renamed(self, kind, old, new):
        """What was ``old`` is ``new`` from now on, by all the names it ever had. A slug that
        it had before and has again stays where it stands: the first tells who it is. Raises
        Taken if another thing had the new one."""
        if self.now(kind, new) not in (None, old):
            words = _("“%(slug)s” was the address of another thing: choose another.")
            raise Taken(words, params={"slug": new})
        self.filter(kind=kind, now=old).update(now=new)
        Tombstone.objects.move(kind, old, new)
        self.get_or_create(kind=kind, slug=old, defaults={"now": new})

    def remember(self, kind, now, slugs):
        """As a document says it: these are former slugs of a thing. What led to one of them
        leads on with it, so no chain and no circle comes about."""
        for slug in slugs:
            self.filter(kind=kind, now=slug).update(now=now)
            self.update_or_create(kind=kind, slug=slug, defaults={"now": now})


class FormerSlug(models.Model):
    """A slug that a thing had. Its address leads to the present one for ever, and no other
    thing is given it. The thing is known by its kind and its present slug, so that a dump of
    the database, and a thing that is deleted, take nothing away from it."""

    kind = models.CharField(_("kind"), max_length=20, editable=False)
    slug = models.SlugField(_("slug"), max_length=120, editable=False)
    now = models.SlugField(_("present slug"), max_length=120, editable=False)

    objects = FormerSlugQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("former slug")
        verbose_name_plural = _("former slugs")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="former_slug_is_of_one_thing")
        ]
        indexes = [models.Index(fields=["kind", "now"], name="former_slug_by_thing")]

    def __str__(self):
        return f"{self.slug} → {self.now}"


class FileVersionQuerySet(models.QuerySet):
    def note(self, kind, checksums):
        """``checksums``: {slug: {column: checksum}}, with the same columns for all."""
        columns = list(next(iter(checksums.values()), ()))
        self.bulk_create(
            [FileVersion(kind=kind, slug=slug, **said) for slug, said in checksums.items()],
            update_conflicts=True,
            unique_fields=["kind", "slug"],
            update_fields=columns,
        )


class FileVersion(models.Model):
    """What the file of a thing said when the desk last read it, what the desk said then, and
    what the desk last wrote into a file, as checksums: with them a plan can tell which of the
    two sides changed since."""

    kind = models.CharField(_("kind"), max_length=20, editable=False)
    slug = models.SlugField(_("slug"), max_length=120, editable=False)
    was_read = models.CharField(
        _("checksum when read"), max_length=64, blank=True, default="", editable=False
    )
    at_desk = models.CharField(
        _("checksum at the desk"), max_length=64, blank=True, default="", editable=False
    )
    was_written = models.CharField(
        _("checksum when written"), max_length=64, blank=True, default="", editable=False
    )

    objects = FileVersionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "slug"]
        verbose_name = _("version of a file")
        verbose_name_plural = _("versions of files")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="file_version_stands_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.slug}"


class Merging(models.Model):
    """Two things that became one, and all that it takes to part them again."""

    kind = models.CharField(_("kind"), max_length=20, editable=False)
    gone = models.CharField(_("what was merged"), max_length=250, editable=False)
    kept = models.CharField(_("into"), max_length=250, editable=False)
    made_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", editable=False,
        verbose_name=_("by whom"),
    )  # fmt: skip
    undone_at = models.DateTimeField(_("undone at"), null=True, editable=False)
    told = models.JSONField(editable=False)  # see editorial/joining.py

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("merging")
        verbose_name_plural = _("mergings")

    def __str__(self):
        return f"{self.gone} → {self.kept}"


class Redaction(models.Model):
    """A name was taken out of everything: when, why and where it stood; never which."""

    made_at = models.DateTimeField(default=timezone.now, editable=False)
    reason = models.TextField(blank=True, default="", editable=False)
    found = models.JSONField(editable=False)  # {column or file: how often}

    class Meta:
        ordering = ["-made_at"]

    def __str__(self):
        return str(self.made_at)


class AccountEvent(models.Model):
    """What happened to an account: who was let in or refused, and who was given which right.
    Written by ``editorial/entrance/journal.py``, read by administrators, changed by nobody."""

    class What(models.TextChoices):
        SIGNED_IN = "signed-in", _("Signed in")
        REFUSED = "refused", _("Wrong name or password")
        WRONG_CODE = "wrong-code", _("Wrong code or key")
        TOO_OFTEN = "too-often", _("Tried too often")
        CAME = "came", _("Came from the city, without a role")
        RIGHTS = "rights", _("Rights changed")
        PASSWORD = "password", _("Password changed")
        STEP_ADDED = "step-added", _("Second step set up")
        STEP_REMOVED = "step-removed", _("Second step removed")
        SESSION_ENDED = "session-ended", _("Sessions ended")

    GRAVE = {What.REFUSED, What.WRONG_CODE, What.TOO_OFTEN, What.STEP_REMOVED, What.RIGHTS}

    at = models.DateTimeField(_("when"), db_index=True, editable=False)
    what = models.CharField(_("what"), max_length=14, choices=What, editable=False)
    account = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", editable=False,
        verbose_name=_("account"),
    )  # fmt: skip
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", editable=False,
        verbose_name=_("by whom"),
    )  # fmt: skip
    address = models.GenericIPAddressField(_("address"), null=True, editable=False)
    said = models.CharField(_("details"), max_length=300, blank=True, default="",
                            editable=False)  # fmt: skip

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("event of an account")
        verbose_name_plural = _("journal of accounts")

    def __str__(self):
        return f"{self.get_what_display()} {self.at:%Y-%m-%d %H:%M}"
