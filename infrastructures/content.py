"""What documents say of functions, levers and recommendations; see ``editorial/content.py``."""

from editorial.content import Kind
from languages.belongings import Rows
from languages.content import put
from languages.parts import Fact, Many, Words
from languages.shapes import Shape

from .models import Function, Recommendation

WORDS = ["name", "short_name", "summary", "description"]


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

    def numbered(self):
        each = (function.levers.order_by("position") for function in Function.objects.all())
        return [*super().numbered(), *each]


FUNCTION = Functions(
    Shape(Function, [
        Fact("slug"),
        Fact("position"),
        *map(Words, WORDS),
        Levers("levers", numbered="position", distinct=("slug",), parts=[
            Fact("slug"), *map(Words, [*WORDS, "practice", "questions"]),
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
