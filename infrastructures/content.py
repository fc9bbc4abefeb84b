"""What documents say of functions and their levers, of recommendations and of ideas; see
``editorial/content.py``."""

from editorial.content import FORMER, Kind
from editorial.models import FormerSlug
from languages.belongings import Rows
from languages.content import put
from languages.parts import Fact, Link, Many, Words
from languages.shapes import EMPTY, Part, Shape
from languages.values import slugs

from .models import Function, Idea, Lever, Recommendation

WORDS = ["name", "short_name", "summary", "description"]
WORDS_OF_A_LEVER = [*WORDS, "practice", "questions"]


class Former(Part):
    """The former slugs of a row that has no file of its own."""

    def clean(self, value, at):
        return slugs(value, at) if value else EMPTY

    def write(self, row):
        return row.former_slugs or EMPTY


class Levers(Rows):
    """The levers of a function. Cases hold on to them: a lever is changed, never replaced."""

    def rows_of(self, row):
        former = FormerSlug.objects.by_thing("lever")
        rows = super().rows_of(row)
        for lever in rows:
            lever.former_slugs = former.get(lever.slug, [])
        return rows

    def store(self, row, value, at):
        wanted = enumerate(zip(value or [], self.wanted(row, value, at), strict=True))
        stored = [
            self._stored(row, said.get(FORMER, []), columns, (*at, number))
            for number, (said, columns) in wanted
        ]
        return any(stored)

    def _stored(self, row, former, columns, at):
        """Whether this lever, by whatever name it is known here, was written."""
        slug = columns["slug"]
        names = [slug, *FormerSlug.objects.present("lever", [slug]).values(), *former]
        known = {lever.slug: lever for lever in self.shape.model.objects.filter(slug__in=names)}
        here = next((known[name] for name in names if name in known), None)
        old = here.slug if here else slug
        _lever, is_other = put(
            self.shape.model, {**columns, self.owner: row}, row=here,
            check=lambda each: self.shape.check(each, at),
        )  # fmt: skip
        if old != slug:
            FormerSlug.objects.renamed("lever", old, slug)
        FormerSlug.objects.remember("lever", slug, former)
        return is_other


class Functions(Kind):
    """Each with its levers, which have an order of their own."""

    def apart(self, document):
        """Its levers are edited one by one."""
        own = self.plain(document)
        levers = own.pop("levers", [])
        yield FUNCTION_ALONE, own
        for number, lever in enumerate(levers, start=1):
            yield LEVER, {"function": document["slug"], "position": number, **self.plain(lever)}

    def numbered(self):
        each = (function.levers.order_by("position") for function in Function.objects.all())
        return [*super().numbered(), *each]


FUNCTION = Functions(
    Shape(Function, [
        Fact("slug"),
        Fact("position"),
        *map(Words, WORDS),
        Levers("levers", numbered="position", distinct=("slug",), parts=[
            Fact("slug"), Former(FORMER), *map(Words, WORDS_OF_A_LEVER),
        ]),
    ]),
    "functions.yaml", ordered=True,
)  # fmt: skip

RECOMMENDATION = Kind(
    Shape(Recommendation, [
        Fact("slug"), Fact("position"), Words("title"), Words("body"), Many("levers"),
    ]),
    "recommendations.yaml", ordered=True,
)  # fmt: skip

IDEA = Kind(
    Shape(Idea, [
        Fact("slug"), Fact("position"), Words("title"), Words("body"), Many("levers"),
    ]),
    "frame.yaml", ordered=True,
)  # fmt: skip

KINDS = [FUNCTION, RECOMMENDATION, IDEA]

# In files a function has its levers; at the desk, and in its history, each stands for itself.
FUNCTION_ALONE = Kind(
    Shape(Function, [Fact("slug"), Fact("position"), *map(Words, WORDS)], apart={"levers"}),
    "functions.yaml", ordered=True,
)  # fmt: skip
LEVER = Kind(
    Shape(Lever, [
        Link("function"), Fact("position"), Fact("slug"), *map(Words, WORDS_OF_A_LEVER),
    ]),
    "levers.yaml", ordered=True,
)  # fmt: skip
WITH_HISTORY = [FUNCTION_ALONE, LEVER, RECOMMENDATION, IDEA]
