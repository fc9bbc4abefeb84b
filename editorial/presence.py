"""Who has which form of the desk open just now. Nothing of it is kept: what was not renewed for
some minutes counts no more, and whoever comes next takes it away."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

LASTING = timedelta(minutes=3)  # the script of a form renews it every half minute


def lately():
    """(from, to). To an end that is to come: another machine may be ahead by seconds, but what
    a clock said before it was set back by a day stays for no day."""
    now = timezone.now()
    return now - LASTING, now + LASTING


class PresenceQuerySet(models.QuerySet):
    def about(self, thing):
        """Of a working copy as of what it replaces: their form is one."""
        thing = getattr(thing, "original", thing)
        return self.filter(kind=thing._meta.label_lower, key=str(thing.pk))

    def prune(self):
        return self.exclude(seen__range=lately()).delete()

    def renew(self, thing, person, form):
        """They have it open, in this form. Must be called after ``prune``: who was away for
        longer has it open since now."""
        thing, now = getattr(thing, "original", thing), timezone.now()
        one = Presence(person=person, kind=thing._meta.label_lower, key=str(thing.pk),
                       form=form, since=now, seen=now)  # fmt: skip
        self.bulk_create(
            [one], update_conflicts=True, unique_fields=["kind", "key", "person"],
            update_fields=["form", "seen"],
        )  # fmt: skip

    def end(self, thing, person, form):
        """This form of theirs is left; one that they opened meanwhile stays."""
        return self.about(thing).filter(person=person, form=form).delete()

    def others(self, thing, person):
        """[(name, since)] of who else has it open, the first first."""
        here = self.about(thing).filter(seen__range=lately())
        others = here.exclude(person=person).order_by("since", "pk")
        return list(others.values_list("person__username", "since"))


class Presence(models.Model):
    """``kind`` and ``key``: of the thing itself, never of its working copy. ``form``: the one
    of theirs that was opened or renewed last."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    form = models.UUIDField()
    since = models.DateTimeField()
    seen = models.DateTimeField(db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "person"], name="presence_is_told_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"
