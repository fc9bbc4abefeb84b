"""What is doubtful about the point of a place: the sea, another country, two numbers that
changed places, a sign that is missing. Doubts are words for an editor; nothing is refused."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cartography.land import country_at, kilometres_from

from .models import Country

COAST = 30  # km off its country that a point may lie: harbours, islets, outlines of 4 km
OF_AN_AREA = 300  # the same for its label, which stands between islands
BORDER = 10  # km over a border


@dataclass(frozen=True)
class Doubt:
    """``latitude``, ``longitude``: what may be meant, or None."""

    words: str
    latitude: float | None = None
    longitude: float | None = None


def doubts_of(place):
    """Of a place as it is, saved or not. Where it spans several countries, nobody knows."""
    if place.latitude is None or place.longitude is None or place.country is None:
        return []
    point = float(place.latitude), float(place.longitude)
    return doubts(*point, place.country, OF_AN_AREA if place.is_area else COAST)


def doubts(latitude, longitude, country, coast=COAST):
    """``coast``: km off its country that the point may lie in the sea."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return _meant(latitude, longitude, country)
    away = kilometres_from(country.m49, longitude, latitude)
    here = country_at(longitude, latitude)
    if away is None or here in (country.m49, "") or away <= (coast if here is None else BORDER):
        return []
    told = {"country": country.name, "km": f"{away:.0f}"}
    if here is None:
        words = _("This point is in the sea, %(km)s km from this country: %(country)s.")
    else:
        other = Country.objects.filter(m49=here).first()
        told["other"] = other.name if other else here
        words = _("This point is in: %(other)s. The place says: %(country)s.")
    return [Doubt(words % told), *_meant(latitude, longitude, country)]


def _meant(latitude, longitude, country):
    """What would lie in the country: the numbers swapped, or one with the other sign."""
    for words, north, east in [
        (_("Are the two numbers swapped?"), longitude, latitude),
        (_("Is a minus sign missing, or one too many?"), latitude, -longitude),
        (_("Is a minus sign missing, or one too many?"), -latitude, longitude),
        (_("Is a minus sign missing, or one too many?"), -latitude, -longitude),
    ]:
        is_on_earth = -90 <= north <= 90 and -180 <= east <= 180
        if is_on_earth and country_at(east, north) == country.m49:
            return [Doubt(words, north, east)]
    return []
