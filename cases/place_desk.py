"""The desk of places: a town of the gazetteer fills the form, a click on our own map gives
coordinates, and doubtful ones are told beside them."""

from decimal import Decimal
from math import isfinite

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cartography.sheet import HEIGHT, WIDTH, Sheet, degrees_at, drawn, on_world
from editorial.desk import only_one
from editorial.new_in_form import MakesNew
from towns import gazetteer

from .models import Country, Place, PlaceKind
from .place_points import COAST, OF_AN_AREA, doubts, doubts_of
from .typed_town import Typed

STEP = 4  # times larger, by each click
CLOSEST = WIDTH / 64  # units of the world: outlines of 4 km tell nothing nearer
TOWNS = 4


class PlaceForm(only_one("name_fr", within="country")):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "latitude" in self.fields:
            self.fields["latitude"].help_text = told(doubts_of(self.instance))


def told(found):
    return render_to_string("admin/cases/place/_doubts.html", {"doubts": found})


class Point(forms.Form):
    latitude = forms.FloatField(min_value=-360, max_value=360)
    longitude = forms.FloatField(min_value=-360, max_value=360)
    country = forms.ModelChoiceField(Country.objects.all())
    kind = forms.ChoiceField(choices=PlaceKind, required=False)

    @property
    def doubts(self):
        if not self.is_valid():
            return []
        sent = self.cleaned_data
        coast = OF_AN_AREA if sent["kind"] in Place.AREAS else COAST
        return doubts(sent["latitude"], sent["longitude"], sent["country"], coast)


class Window(forms.Form):
    """A part of the sheet, and a click in it; all in units of the sheet."""

    left = forms.FloatField(required=False)
    top = forms.FloatField(required=False)
    width = forms.FloatField(required=False)
    x = forms.FloatField(required=False)
    y = forms.FloatField(required=False)
    step = forms.TypedChoiceField(
        choices=[(one, one) for one in (-1, 0, 1)], coerce=int, required=False, empty_value=0
    )
    latitude = forms.FloatField(required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(required=False, min_value=-180, max_value=180)

    @property
    def sheet(self):
        sent = self.cleaned_data
        width = min(max(sent["width"] or WIDTH, CLOSEST), WIDTH)
        return at(sent["left"] or 0, sent["top"] or 0, width)

    @property
    def clicked(self):
        """(longitude, latitude), or None beside the earth."""
        sheet, sent = self.sheet, self.cleaned_data
        if sent["x"] is None or sent["y"] is None:
            return None
        try:
            longitude, latitude = degrees_at(
                sheet.left + sent["x"] / sheet.enlargement,
                sheet.top + sent["y"] / sheet.enlargement,
            )
        except ValueError:
            return None
        is_on_earth = isfinite(longitude) and -180 <= longitude <= 180 and -90 <= latitude <= 90
        return (longitude, latitude) if is_on_earth else None


def at(left, top, width):
    """A sheet of this width that stays on the world."""
    height = width * HEIGHT / WIDTH
    return Sheet(min(max(left, 0), WIDTH - width), min(max(top, 0), HEIGHT - height), width)


class ChartedPlaces(MakesNew):
    """To stand before the admin of places."""

    form = PlaceForm
    change_form_template = "admin/cases/place/change_form.html"

    class Media:
        js = ["js/place.js"]

    def get_urls(self):
        def way(route, view):
            return path(
                f"{route}/", self.admin_site.admin_view(view), name=f"cases_place_{route}"
            )

        return [way("point", self.point), way("chart", self.chart), *super().get_urls()]

    def allowed(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied

    @method_decorator(require_safe)
    def point(self, request):
        """What is doubtful of ``?latitude=…&longitude=…&country=…``, as HTML in JSON."""
        self.allowed(request)
        return JsonResponse({"doubts": told(Point(request.GET).doubts)})

    @method_decorator(require_safe)
    def chart(self, request):
        """A part of the sheet, nearer or farther around a click or around the point."""
        self.allowed(request)
        form = Window(request.GET)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=400)
        sheet, clicked = form.sheet, form.clicked
        sent = form.cleaned_data
        point = clicked
        if point is None and None not in (sent["latitude"], sent["longitude"]):
            point = sent["longitude"], sent["latitude"]
        width = min(max(sheet.width * STEP ** -sent["step"], CLOSEST), WIDTH)
        if sent["step"] or clicked:
            x, y = on_world(*point) if point else middle(sheet)
            sheet = at(x - width / 2, y - width * HEIGHT / WIDTH / 2, width)
        answer = {"left": sheet.left, "top": sheet.top, "width": sheet.width}
        outlines = drawn_of(sheet)
        answer |= {"land": outlines["land"], "borders": outlines["borders"]}
        if point:
            answer["pin"] = sheet.position(*point)
        if clicked:
            figures = 2 if width > WIDTH / STEP**2 else 4
            answer |= {
                "longitude": round(point[0], figures),
                "latitude": round(point[1], figures),
            }
        return JsonResponse(answer)

    def more_of(self, request, typed):
        return {"towns": [offer(town) for town in Typed(typed).choices[:TOWNS]]}

    def new_ones(self, request, words):
        """Towns of the gazetteer; and what is typed with its country: Épiniac, France."""
        typed = Typed(words)
        towns = [(f"town:{town.number}", called(town.name, town.country))
                 for town in (typed.choices if len(words) > 2 else [])[:TOWNS]]  # fmt: skip
        for code in sorted(typed.countries or ()):
            towns.append((f"{code}:{typed.town}", called(typed.town, code)))
        return towns

    def data_of(self, told):
        how, _colon, name = told.partition(":")
        data = {"kind": PlaceKind.CITY, "slug": ""}
        if how != "town":
            country = Country.objects.filter(iso2=how).first()
            return data | {"name_fr": name, "country": country and country.pk}
        town = town_of(name)
        if town is None:
            raise ValidationError(_("This town is not in the gazetteer: write its name."))
        country = Country.objects.filter(iso2=town.country).first()
        return data | {
            "name_fr": town.name,
            "country": country and country.pk,
            "latitude": str(coordinate(town.latitude)),
            "longitude": str(coordinate(town.longitude)),
        }

    def name_of(self, told):
        how, _colon, name = told.partition(":")
        if how == "town":
            town = town_of(name)
            return called(town.name, town.country) if town else name
        return called(name, how)

    def render_change_form(self, request, context, *args, obj=None, **options):
        sheet, country = Sheet(), getattr(obj, "country", None)
        has_point = obj is not None and obj.has_point
        context |= {
            "sheet": sheet,
            "outlines": sheet.outlines(),
            "pin": sheet.position(obj.longitude, obj.latitude) if has_point else None,
            "chart_address": reverse("admin:cases_place_chart"),
            "point_address": reverse("admin:cases_place_point"),
            "country": country,
        }
        return super().render_change_form(request, context, *args, obj=obj, **options)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for doubt in doubts_of(form.instance):
            self.message_user(request, doubt.words, messages.WARNING)


def town_of(number):
    is_number = number.isdecimal() and len(number) < 12
    return gazetteer.by_number(int(number)) if is_number else None


def called(name, code):
    country = Country.objects.filter(iso2=code).first()
    told = {"town": name, "country": country.name if country else code}
    return _("%(town)s, %(country)s") % told


def middle(sheet):
    return sheet.left + sheet.width / 2, sheet.top + sheet.width * HEIGHT / WIDTH / 2


def drawn_of(sheet):
    return sheet.outlines() if sheet.is_world else drawn(sheet)


def offer(town):
    """A town, as the script fills the form with it."""
    country = Country.objects.filter(iso2=town.country).first()
    told = {"town": town.name, "country": country.name if country else town.country}
    told["people"] = number_format(town.population, force_grouping=True)
    return {
        "label": _("Fill in: %(town)s, %(country)s (%(people)s inhabitants)") % told,
        "name": town.name,
        "country": country.pk if country else "",
        "country_name": country.name if country else "",
        "latitude": str(coordinate(town.latitude)),
        "longitude": str(coordinate(town.longitude)),
    }


def coordinate(degrees):
    return Decimal(str(degrees)).quantize(Decimal("0.0001"))
