"""What a request to the API may say: its language, its page, its fields, its question."""

from django import forms
from django.core.validators import slug_re
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from drf_spectacular.utils import OpenApiParameter

from cases.filters import CaseFilter
from cases.models import Case, Country
from cases.near_field import NearField
from cases.picked import MOST, PickedField
from languages.known import OWN_NAMES

from .problems import BadQuestion

PAGE_SIZE, LARGEST_PAGE = 50, 500
FEW = 100  # cases that a description names one by one
NO_NULL = r"^[^\x00]*$"


class RequestForm(forms.Form):
    """The parameters that every list understands beside the question."""

    language = forms.ChoiceField(
        choices=OWN_NAMES.items(),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy(
                "“%(value)s” is not a language of the atlas: fr, en or es."
            )
        },
    )
    page = forms.IntegerField(min_value=1, required=False)
    page_size = forms.IntegerField(min_value=1, max_value=LARGEST_PAGE, required=False)
    fields_ = forms.CharField(required=False)

    def __init__(self, data, known):
        self.known = known
        super().__init__({**data.dict(), "fields_": data.get("fields", "")})

    def clean_fields_(self):
        asked = [name for name in self.cleaned_data["fields_"].split(",") if name]
        if unknown := [name for name in asked if name not in self.known]:
            raise forms.ValidationError(
                ngettext_lazy(
                    "“%(names)s” is not a field of this resource; the codebook has them all.",
                    "“%(names)s” are not fields of this resource; the codebook has them all.",
                    len(unknown),
                ),
                params={"names": ", ".join(unknown)[:200]},
            )
        return asked


def request_of(data, known):
    """The checked parameters; faults are a BadQuestion."""
    form = RequestForm(data, known)
    if not form.is_valid():
        raise BadQuestion({name.rstrip("_"): faults for name, faults in form.errors.items()})
    return form.cleaned_data


def question_of(data):
    question = CaseFilter(data)
    if not question.is_valid():
        raise BadQuestion(question.form.errors)
    return question


# --- in the description -----------------------------------------------------------------


def parameter(name, words, **schema):
    return OpenApiParameter(name, schema, description=str(words), many=False)


def of_language():
    return parameter(
        "language",
        gettext_lazy("Language of the texts; else that of the header Accept-Language."),
        type="string",
        enum=list(OWN_NAMES),
    )


def of_list():
    return [
        parameter("page", gettext_lazy("Page, from 1."), type="integer", minimum=1),
        parameter(
            "page_size",
            _("Rows of a page, %(most)s at most.") % {"most": LARGEST_PAGE},
            type="integer", minimum=1, maximum=LARGEST_PAGE, default=PAGE_SIZE,
        ),
    ]  # fmt: skip


def of_fields(known):
    words = gettext_lazy("Names of the fields to tell, separated by commas; else all.")
    items = {"type": "string", "enum": list(known)}
    return OpenApiParameter(
        "fields", {"type": "array", "items": items}, description=str(words), explode=False
    )


def of_question():
    """One parameter for each filter, with the values that it accepts today."""
    question = CaseFilter({})
    for name, field in question.form.fields.items():
        if name != "sort":
            yield OpenApiParameter(
                name, schema_of(field), description=str(field.label), explode=True
            )


def schema_of(field):
    if isinstance(field, PickedField):
        return {"type": "array", "items": a_case(), "maxItems": MOST}
    if isinstance(field, NearField):
        return {"type": "string", "maxLength": field.max_length} | a_town()
    if isinstance(field, forms.MultipleChoiceField):
        values = [value for value, _label in field.choices]
        several = {"type": "array", "items": {"type": "string"} | told(values)}
        return several if values else several | {"maxItems": 0}
    if isinstance(field, forms.ChoiceField):
        return {"type": "string", "enum": [value for value, _label in field.choices if value]}
    if isinstance(field, forms.IntegerField):
        return {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
    return {"type": "string", "maxLength": field.max_length, "pattern": NO_NULL}


def a_town():
    """As it is typed by hand, up to 50 million inhabitants: all that this describes is a town.
    Numbers of GeoNames and names are understood too, but which are towns no pattern says."""
    codes = "|".join(Country.objects.order_by("iso2").values_list("iso2", flat=True))
    people = "([1-9][0-9]{0,6}|[1-4][0-9]{7}|50000000)"
    return {"pattern": f"^({codes})-{people}$" if codes else NO_NULL}


def a_case():
    """The slugs of all cases, while they are few enough to be told."""
    slugs = Case.objects.published().order_by("slug").values_list("slug", flat=True)
    return {"type": "string", "maxLength": 100} | told(list(slugs[: FEW + 1]))


def told(values):
    """All the values that there are, while they are few enough to be told."""
    if len(values) > FEW:
        return {"pattern": slug_re.pattern}
    return {"enum": values} if values else {}
