"""What a picture says of a case, of several, of a contribution."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def where(place):
    if not place:
        return _("No single place")
    return ", ".join(str(name) for name in (place.name, place.within) if name)


def when(case):
    """The years, in the words of a card."""
    words = render_to_string("cases/_when.html", {"case": case}).strip()
    return words[:1].upper() + words[1:]


def counted(cases):
    """Such as “13 cases, 9 countries”."""
    places = [row.place for case in cases for row in case.case_places.all()]
    countries = len({place.country_id for place in places if place.country_id})
    words = [
        ngettext("%(count)s case", "%(count)s cases", len(cases)) % {"count": len(cases)},
        ngettext("%(count)s country", "%(count)s countries", countries) % {"count": countries},
    ]
    return ", ".join(words if countries else words[:1])


def signed_by(contribution):
    authors = [row.author.name for row in contribution.authorships.all()]
    organisations = [
        str(row.organisation.title_with_acronym)
        for row in contribution.contribution_organisations.all()
    ]
    return "\u00a0· ".join(", ".join(names) for names in (authors, organisations) if names)
