"""What documents say of contributions and their authors; see ``editorial/content.py``."""

from cases.content import BY_DEEDS
from cases.models import Case
from editorial.content import Kind, opened
from editorial.days import DAYS
from editorial.models import Tombstone
from editorial.publication import State
from languages.belongings import Rows
from languages.folding import slug_of
from languages.parts import Fact, Link, Many, Words
from languages.shapes import Shape

from .models import Author, Contribution


class Signed(Link):
    """An author by slug; one who is new may be written by name, as printed."""

    def clean(self, value, at):
        named = named_author(value)
        return super().clean(slug_of(named["name"]) if named else value, at)


class Authors(Kind):
    """Authors of the list, and those whom contributions name without their being in it."""

    def _entries(self, folder):
        known = set()
        for entry in super()._entries(folder):
            known.add(entry.document["slug"])
            yield entry
        for path in sorted((folder / CONTRIBUTION.path).glob("*.yaml")):
            file, said = opened(path)
            listed = said.get("authors") if isinstance(said, dict) else None
            for number, value in enumerate(listed if isinstance(listed, list) else []):
                named = named_author(value)
                if named and (slug := slug_of(named["name"])) not in known:
                    known.add(slug)
                    yield self._entry({"slug": slug, **named}, file, ("authors", number))


def named_author(value):
    """{"name": …} of an author who is written by name; None for a slug."""
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return value
    is_name = isinstance(value, str) and value != slug_of(value)
    return {"name": value} if is_name else None


def withdrawn():
    return set(Tombstone.objects.filter(kind="case").values_list("slug", flat=True))


class Contributions(Kind):
    def as_file_says(self, document, row):
        """Ties to a case that is not published are the desk's own: a file that says nothing
        of them does not undo them."""
        told = document["cases"]
        own = row.cases.exclude(state=State.PUBLISHED).values_list("slug", flat=True)
        existing = Case.objects.filter(slug__in=told).values_list("slug", flat=True)
        deleted = withdrawn() - set(existing)
        return {**document, "cases": sorted({*told, *own} - deleted)}

    def hidden(self):
        unpublished = Case.objects.exclude(state=State.PUBLISHED)
        return withdrawn() | set(unpublished.values_list("slug", flat=True))

    def before_withdrawals(self, ours, theirs, hidden):
        lost = hidden.intersection(theirs["cases"])
        return {**ours, "cases": sorted({*ours["cases"], *lost})}

    def own_words(self, slugs):
        rows = self.rows().filter(slug__in=slugs)
        return {document["slug"]: document for _row, document in self.documents(rows)}

    def compared(self, document, hidden):
        told = [slug for slug in document["cases"] if slug not in hidden]
        return {**document, "cases": told}


AUTHOR = Authors(
    Shape(Author, [Fact("slug"), Fact("name"), Fact("family_name")]), "authors.yaml"
)

CONTRIBUTION = Contributions(
    Shape(Contribution, [
        Fact("slug"),
        *map(Fact, DAYS),
        Fact("original_title"),
        Words("title"),
        Fact("is_synthesis"),
        Fact("language"),
        Fact("format"),
        Fact("stage"),
        Fact("year"),
        Fact("url"),
        Rows("authors", "authorships", numbered="position", flat=True, parts=[
            Signed("author"),
        ]),
        Fact("supervised_by"),
        Rows("organisations", "contribution_organisations", numbered="position", flat=True,
             parts=[Link("organisation")]),
        Many("levers", always=True),
        Many("cases", always=True),
        Fact("abstract_basis"),
        Words("abstract"),
        Words("note"),
    ], apart=BY_DEEDS),
    "contributions/",
)  # fmt: skip

KINDS = [AUTHOR, CONTRIBUTION]
