"""What documents say of functions, levers and recommendations; see ``editorial/content.py``."""

from editorial.content import Kind
from languages.belongings import Rows
from languages.content import put
from languages.parts import Fact, Link, Many, Words
from languages.shapes import Shape

from .models import Function, Lever, Recommendation

WORDS = ["name", "short_name", "summary", "description"]
WORDS_OF_A_LEVER = [*WORDS, "practice", "questions"]


class Levers(Rows):
    """The levers of a function. Cases hold on to them: a lever is changed, never replaced."""

    def store(self, row, value, at):
        stored = [
            put(self.shape.model, {**columns, self.owner: row},
                check=lambda each, at=(*at, number): self.shape.check(each, at))
            for number, columns in enumerate(self.wanted(row, value, at))
        ]  # fmt: skip
        return any(is_other for _lever, is_other in stored)


class Functions(Kind):
    """Each with its levers, which have an order of their own."""

    def apart(self, document):
        """Its levers are edited one by one."""
        own = self.plain(document)
        levers = own.pop("levers", [])
        yield FUNCTION_ALONE, own
        for number, lever in enumerate(levers, start=1):
            yield LEVER, {"function": document["slug"], "position": number, **lever}

    def numbered(self):
        each = (function.levers.order_by("position") for function in Function.objects.all())
        return [*super().numbered(), *each]


FUNCTION = Functions(
    Shape(Function, [
        Fact("slug"),
        Fact("position"),
        *map(Words, WORDS),
        Levers("levers", numbered="position", distinct=("slug",), parts=[
            Fact("slug"), *map(Words, WORDS_OF_A_LEVER),
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

KINDS = [FUNCTION, RECOMMENDATION]

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
WITH_HISTORY = [FUNCTION_ALONE, LEVER, RECOMMENDATION]
