"""The resources. Each reads the same question as the pages, and tells the same rows."""

from django.core.paginator import InvalidPage, Paginator
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.views import APIView

from cases.models import Case
from cases.ordering import Sort
from editorial.models import Tombstone
from languages.addresses import absolute

from ..formats.objects import full, in_language
from ..renamed import moved
from ..sheet import SHEET
from ..sheet_rows import sheet
from ..table_rows import TABLES, in_order, public, rows_of
from ..validated import validated
from . import parameters
from .problems import MEDIA_TYPE, Gone
from .shapes import CASE, FULL_CASE, ROWS, ProblemSerializer, page_of

OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Expose-Headers": "Content-Language, ETag, Link, Retry-After",
}


class Described(AutoSchema):
    """The description of a resource, as the resource itself tells it."""

    def get_operation_id(self):
        one = "_one" if "{" in self.path else ""
        return f"{self.view.name}{one}"

    def get_tags(self):
        return [self.view.name]

    def get_description(self):
        return str(self.view.meaning)

    def get_override_parameters(self):
        return list(self.view.parameters())

    def get_request_serializer(self):
        return None

    def get_response_serializers(self):
        refusals = {
            404: "Not found",
            410: "Gone",
            429: "Too many requests",
            406: "Not acceptable",
            400: "Bad request",
        }
        problem = {
            (status, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, words)
            for status, words in refusals.items()
        }
        return {(200, "application/json"): self.view.shape(), **problem}


class OpenToAll:
    """Pages of other sites may read it, and ask whether it has changed."""

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in OPEN_TO_ALL.items():
            response[name] = value
        patch_cache_control(response, public=True, no_cache=True)
        return response

    def options(self, request, *args, **kwargs):
        return Response(status=204)


@method_decorator(validated, name="dispatch")
class Description(OpenToAll, SpectacularJSONAPIView):
    """The OpenAPI document."""


@method_decorator(validated, name="dispatch")
class Resource(OpenToAll, APIView):
    """Something that may be read. Its language is settled before anything else is said."""

    schema = Described()
    name = meaning = ""
    known = ()

    def initial(self, request, *args, **kwargs):
        asked = request.query_params.get("language")
        if asked in dict(parameters.OWN_NAMES):
            translation.activate(asked)
        super().initial(request, *args, **kwargs)

    def asked(self):
        return parameters.request_of(self.request.query_params, self.known)


def chosen(rows, fields):
    """The rows with the fields that were asked for; all of them if none was."""
    if not fields:
        return list(rows)
    return [{name: row[name] for name in fields} for row in rows]


class Listed(Resource):
    """A list by pages, with the addresses of the pages around."""

    row = None

    def shape(self):
        return page_of(self.row)

    def parameters(self):
        yield parameters.of_language()
        yield from parameters.of_list()
        yield parameters.of_fields(self.known)

    def get(self, request, *args, **kwargs):
        asked = self.asked()
        paginator = Paginator(self.items(), asked["page_size"] or parameters.PAGE_SIZE)
        try:
            page = paginator.page(asked["page"] or 1)
        except InvalidPage as error:
            raise NotFound from error
        around = {
            "next": page.next_page_number() if page.has_next() else None,
            "previous": page.previous_page_number() if page.has_previous() else None,
        }
        links = {rel: self.address(number) for rel, number in around.items()}
        rows = chosen(self.rows(page.object_list), asked["fields_"])
        response = Response({"count": paginator.count, **links, "results": rows})
        told = [f'<{to}>; rel="{REL[rel]}"' for rel, to in links.items() if to]
        if told:
            response["Link"] = ", ".join(told)
        return response

    def address(self, number):
        if number is None:
            return None
        query = self.request.query_params.copy()
        query["page"] = number
        return absolute(f"{self.request.path}?{query.urlencode()}")


REL = {"next": "next", "previous": "prev"}


class Cases(Listed):
    name = "cases"
    meaning = TABLES["cases"].meaning
    known = [column.name for column in SHEET]
    row = CASE

    def parameters(self):
        yield from super().parameters()
        yield from parameters.of_question()

    def items(self):
        """By their slugs; where a town is named, the nearest to it first."""
        question = parameters.question_of(self.request.query_params)
        if "near" in question.chosen:
            return question.ordered(Sort.NEAR)
        return in_order(question.holds())

    def rows(self, cases):
        return sheet(cases, get_language())


class OneCase(Resource):
    name = "cases"
    meaning = TABLES["cases"].meaning
    known = list(FULL_CASE().fields)

    def shape(self):
        return FULL_CASE

    def parameters(self):
        return [parameters.of_language(), parameters.of_fields(self.known)]

    def get(self, request, slug):
        asked = self.asked()
        keys = list(Case.objects.published().filter(slug=slug).values_list("pk", flat=True))
        if not keys:
            return elsewhere(request, "case", slug)
        return Response(chosen(full(keys, get_language()), asked["fields_"])[0])


class OfTable(Resource):
    """What the resources of one tidy table share."""

    table = None
    slug_field = ""

    @property
    def name(self):
        return self.table.name

    @property
    def meaning(self):
        return self.table.meaning

    @property
    def known(self):
        return [column.name for column in self.table.columns]

    @property
    def row(self):
        return ROWS[self.table.name]

    def public(self, cases):
        """The rows that some cases need, a queryset; the vocabulary whole."""
        rows = public(self.table)
        if self.table.of:
            return rows.filter(**{f"{self.table.of}__in": cases})
        return rows.filter(self.table.shared(cases)) if self.table.shared else rows

    def told(self, keys):
        for row in rows_of(self.table, keys):
            told = in_language(self.table, row, get_language())
            # In a list of many cases a row must say whose it is.
            yield {"case": row["case"], **told} if "case" in row else told


class Rows(OfTable, Listed):
    def parameters(self):
        yield from super().parameters()
        if self.table.of or self.table.shared:
            yield from parameters.of_question()

    def items(self):
        question = parameters.question_of(self.request.query_params)
        order = [f"{self.table.of}__slug"] * bool(self.table.of) + [*self.table.order]
        needed = self.public(question.qs.order_by().values("pk"))
        return needed.values_list("pk", *order).distinct().order_by(*order)

    def rows(self, keyed):
        return self.told([row[0] for row in keyed])


class OneRow(OfTable, Resource):
    def findable(self):
        """What has a page of its own, whether or not a case names it; else what one names."""
        if hasattr(self.table.model.objects, "published"):
            return public(self.table)
        return self.public(Case.objects.published().order_by().values("pk"))

    def shape(self):
        return self.row

    def parameters(self):
        return [parameters.of_language(), parameters.of_fields(self.known)]

    def get(self, request, key):
        asked = self.asked()
        (column,) = self.table.key
        found = self.findable().filter(**{column: key})
        keys = list(found.values_list("pk", flat=True).distinct())
        if not keys:
            return elsewhere(request, self.table.model._meta.model_name, key)
        return Response(chosen(self.told(keys), asked["fields_"])[0])


def elsewhere(request, kind, slug):
    """The way to what was renamed; Gone, with the reason, what was withdrawn; else NotFound."""
    if way := moved(request):
        return way
    if stone := Tombstone.objects.filter(kind=kind, slug=slug).first():
        raise Gone(stone)
    raise NotFound


class Nowhere(Resource):
    """Every address under /api/ that is none: told as a problem too."""

    schema = None

    def get(self, request, *args, **kwargs):
        raise NotFound
