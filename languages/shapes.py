"""What a document says of a row, declared once and used both ways.

A shape is a model and the parts of its document, in their order. Each part knows how to

* ``clean`` what a file says into the canonical value, or refuse it with a ``Fault``;
* ``write`` the canonical value of a row;
* give the ``columns`` of a canonical value, or ``store`` it in rows that belong to the row;
* ``copy`` what belongs to a row, as it is, to another.

What is empty is not written; ``EMPTY`` is what ``write`` and ``clean`` give for it.
"""

from django.core.exceptions import ValidationError

from .content_files import Fault
from .values import expect

EMPTY = None


class Part:
    """``names``: the columns and relations of the model that it tells."""

    names = ()
    prefetch = ()
    resting = ""  # the relation whose rows rest on these
    always = False  # whether it is written when it is empty, too

    def __init__(self, key):
        self.key = key

    def bind(self, model):
        self.model = model
        return self

    @property
    def nothing(self):
        """The canonical value of an empty list."""
        return [] if self.always else EMPTY

    def thawed(self, value):
        """The canonical value that was kept as JSON: days are texts there, and PostgreSQL
        orders keys in its own way."""
        return value

    def columns(self, value, at, owner=None):
        """``owner`` is the row that these belong to, where there is one."""
        return {}

    def store(self, row, value, at):
        """Whether rows that belong to the row were written."""
        return False

    def copied(self, row, keys):
        """The columns of a copy of the row that are not its own: what it rests on is copied."""
        return {}

    def copy(self, row, other, keys):
        """``keys``: {relation: {key of a row: key of its copy}}, to look up, and to add to."""

    def check(self, row, value, at, *, constraints=False):
        """Refuse what the model would refuse of rows that belong to the row."""

    def place_of(self, column):
        """Where a column stands in the document."""
        return (self.key,)


class Shape:
    """``apart``: what the model has and no document says; see the test that holds it.
    ``derived``: {column: what gives it from the other columns}."""

    def __init__(self, model, parts, *, apart=(), derived=None):
        self.model, self.parts = model, [part.bind(model) for part in parts]
        self.keys = [part.key for part in parts]
        self.derived = derived or {}
        self.apart = {"id", *apart, *self.derived} - {""}
        self.prefetch = tuple(path for part in parts for path in part.prefetch)

    def clean(self, entry, at=()):
        """The canonical document of what a file says."""
        expect(entry, dict, "keys and values", at)
        for key in entry:
            if key not in self.keys:
                raise Fault(f"there is no key “{key}”: {', '.join(self.keys)}", (*at, key))
        return self._document(
            (part, part.clean(entry.get(part.key), (*at, part.key))) for part in self.parts
        )

    def write(self, row):
        """The canonical document of a row."""
        return self._document((part, part.write(row)) for part in self.parts)

    def thawed(self, document):
        """The canonical document that was kept as JSON, by what a shape knows today."""
        return self._document(
            (part, EMPTY if value is EMPTY else part.thawed(value))
            for part in self.parts
            for value in [document.get(part.key)]
        )

    def _document(self, said):
        return {part.key: value for part, value in said if value is not EMPTY or part.always}

    def columns(self, document, at=(), owner=None):
        """The columns of the row itself."""
        found = {}
        for part in self.parts:
            found |= part.columns(document.get(part.key), (*at, part.key), owner)
        return found | {name: given(found) for name, given in self.derived.items()}

    def store(self, row, document, at=()):
        """Whether rows that belong to the row were written. What others rest on goes first."""
        stored = [
            part.store(row, document.get(part.key), (*at, part.key)) for part in self.in_order
        ]
        return any(stored)

    @property
    def in_order(self):
        return sorted(self.parts, key=lambda part: not part.resting)

    def copy(self, row, other):
        """Give another row of the model all that belongs to a row, sign by sign; {relation:
        {key of a row: key of its copy}}."""
        keys = {}
        for part in self.in_order:
            part.copy(row, other, keys)
        return keys

    def check(self, row, at=(), *, apart=(), constraints=False):
        """Refuse what the model would refuse at the desk, and say where it stands. The
        constraints of the table take a query each: they are asked once it has refused."""
        try:
            row.full_clean(
                exclude={*apart, *self.apart},
                validate_unique=False,
                validate_constraints=constraints,
            )
        except ValidationError as error:
            column, words = next(iter(error.message_dict.items()))
            raise Fault(" ".join(words), (*at, *self.place_of(column))) from error

    def explain(self, document, at=(), stored=None):
        """Say in words which constraint the table has refused it for, if any can be found.
        ``stored``: the row that it is, which is no other one with the same slug."""
        row = self.model(**self.columns(document, at))
        if stored is None:
            self.check(row, at, constraints=True)
        else:
            own = self.model(pk=stored.pk, **self.columns(document, at))
            own._state.adding = False
            self.check(own, at, constraints=True)
        for part in self.parts:
            part.check(row, document.get(part.key), (*at, part.key), constraints=True)

    def place_of(self, column):
        for part in self.parts:
            if column in part.names:
                return part.place_of(column)
        return ()

    def told(self):
        """The columns and relations that the document says, or leaves out on purpose."""
        return {name for part in self.parts for name in part.names} | self.apart
