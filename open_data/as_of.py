"""The day as of which the atlas says what it says."""

from django.db.models import Max

from cases.models import Case
from contributions.models import Contribution
from editorial.catalogue import once_per_stamp
from editorial.days import today
from editorial.models import Tombstone


@once_per_stamp
def as_of():
    """When the public last read another thing: the newest revision, or withdrawal. It comes
    from the content, so it is the same wherever that stands; today for an empty atlas."""
    days = [
        model.objects.published().aggregate(newest=Max("revised_on"))["newest"]
        for model in (Case, Contribution)
    ]
    withdrawn_at = Tombstone.objects.aggregate(newest=Max("withdrawn_at"))["newest"]
    days.append(withdrawn_at and withdrawn_at.date())
    return max(filter(None, days), default=None) or today()
