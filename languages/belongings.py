"""Parts of a document that are rows of their own: they belong to the row, and go with it."""

from .content import replace
from .content_files import Fault
from .shapes import EMPTY, Part, Shape
from .values import expect


class Rows(Part):
    """Rows that belong to the row, such as sources: a list, in their order.

    ``flat``: the list has the values of its one part alone, and is written when it is empty.
    ``numbered``: the column that has the order, if it is the place in the list. ``sorted_by``:
    the part that has it, if the rows say it themselves. ``resting``:
    the relation whose rows rest on these, and go before them. ``distinct``: the keys in which
    no two are equal.
    """

    def __init__(
        self, key, relation=None, *, parts, flat=False, numbered="", sorted_by="", resting="",
        distinct=(),
    ):  # fmt: skip
        super().__init__(key)
        self.distinct = (parts[0].key,) if flat else distinct
        self.relation, self.parts, self.flat, self.always = relation or key, parts, flat, flat
        self.numbered, self.sorted_by, self.resting = numbered, sorted_by, resting

    def bind(self, model):
        self.model = model
        field = model._meta.get_field(self.relation)
        self.owner, self.names = field.field.name, (self.relation,)
        self.shape = Shape(field.related_model, self.parts, apart={self.owner, self.numbered})
        below = self.shape.prefetch
        self.prefetch = (self.relation, *(f"{self.relation}__{path}" for path in below))
        return self

    def clean(self, value, at):
        found = []
        for number, entry in enumerate(expect(value or [], list, "a list", at)):
            here = (*at, number)
            row = self.shape.clean({self.parts[0].key: entry} if self.flat else entry, here)
            same = [name for name in self.distinct if row.get(name) is not EMPTY]
            if same and any(all(row[n] == each.get(n) for n in same) for each in found):
                raise Fault("this stands twice", here)
            found.append(row)
        return [self.folded(row) for row in self.in_order(found)] or self.nothing

    def in_order(self, rows):
        """Documents of rows, where they have an order of their own."""
        return sorted(rows, key=lambda row: row[self.sorted_by]) if self.sorted_by else rows

    def folded(self, row):
        return row[self.parts[0].key] if self.flat else row

    def unfolded(self, value):
        return [{self.parts[0].key: each} if self.flat else each for each in value or []]

    def thawed(self, value):
        return [self.folded(self.shape.thawed(row)) for row in self.unfolded(value)]

    def write(self, row):
        rows = self.in_order([self.shape.write(each) for each in self.rows_of(row)])
        return [self.folded(each) for each in rows] or self.nothing

    def rows_of(self, row):
        rows = list(getattr(row, self.relation).all())
        return sorted(rows, key=lambda each: (getattr(each, self.numbered or "pk"), each.pk))

    def wanted(self, row, value, at):
        """The columns of each row, in their order."""
        for number, entry in enumerate(self.unfolded(value)):
            here = at if self.flat else (*at, number)
            columns = self.shape.columns(entry, here, row)
            yield columns | ({self.numbered: number + 1} if self.numbered else {})

    def copy(self, row, other, keys):
        copied = keys.setdefault(self.relation, {})
        for each in self.rows_of(row):
            columns = {
                field.attname: field.value_from_object(each)
                for field in each._meta.concrete_fields
                if not field.primary_key and field.name != self.owner
            }
            for part in self.parts:
                columns |= part.copied(each, keys)
            new = self.shape.model._base_manager.create(**{self.owner: other}, **columns)
            copied[each.pk] = new.pk

    def store(self, row, value, at):
        wanted = self.check(row, value, at)
        resting = getattr(row, self.resting) if self.resting else None
        return replace(getattr(row, self.relation), wanted, resting=resting)

    def check(self, row, value, at, *, constraints=False):
        """The columns of each row that is wanted, none of which the model would refuse."""
        wanted = list(self.wanted(row, value, at))
        # A row that is not saved has no rows yet that others could rest on.
        within = [part.key for part in self.parts if isinstance(part, Within) and not row.pk]
        apart = {self.owner, *within}
        for number, columns in enumerate(wanted):
            each = self.shape.model(**{self.owner: row}, **columns)
            here = (*at, number)
            self.shape.check(each, here, apart=apart, constraints=constraints)
        return wanted


class Keyed(Rows):
    """Rows of which each is known by its first part, one of the choices of its column, and
    says no more than its second: ``{staff: words}``, in the order of the choices."""

    @property
    def codes(self):
        return [code for code, _label in self.shape.parts[0].field.choices]

    def clean(self, value, at):
        words = self.shape.parts[1]
        said = expect(value or {}, dict, "keys and values", at)
        for code in said:
            if code not in self.codes:
                known = ", ".join(self.codes)
                raise Fault(f"there is no key “{code}”: {known}", (*at, code))
        found = {
            code: words.clean(said[code], (*at, code)) for code in self.codes if code in said
        }
        return {code: text for code, text in found.items() if text is not EMPTY} or EMPTY

    def thawed(self, value):
        _link, words = self.shape.parts
        return {
            slug: said and words.thawed(said) for slug, said in sorted(value.items())
        } or EMPTY

    def write(self, row):
        fact, words = self.shape.parts
        rows = getattr(row, self.relation).all()
        found = {fact.write(each): words.write(each) for each in rows}
        return {code: found[code] for code in self.codes if code in found} or EMPTY

    def wanted(self, row, value, at):
        fact, words = self.shape.parts
        for code, said in (value or {}).items():
            here = (*at, code)
            yield fact.columns(code, here) | words.columns(said, here)


class Within(Part):
    """A row of the same owner, by its number: the source that a result rests on."""

    def __init__(self, key, relation, number):
        super().__init__(key)
        self.relation, self.number = relation, number
        self.names = self.prefetch = (key,)

    def clean(self, value, at):
        if value is None:
            raise Fault(f"this is missing: the number of a {self.key}", at)
        return expect(value, int, "a whole number", at)

    def write(self, row):
        return getattr(getattr(row, self.key), self.number)

    def copied(self, row, keys):
        column = f"{self.key}_id"
        return {column: keys[self.relation][getattr(row, column)]}

    def columns(self, value, at, owner=None):
        if owner.pk is None:  # it is only asked whether the rest would do
            return {}
        rows = getattr(owner, self.relation).filter(**{self.number: value})
        if (found := rows.first()) is None:
            raise Fault(f"there is no {self.key} {value}", at)
        return {self.key: found}


class Numbers(Part):
    """Rows of the same owner, by their numbers, kept in a column as texts cite them."""

    def __init__(self, key, column, relation, number):
        super().__init__(key)
        self.column, self.relation, self.number = column, relation, number
        self.names = (column,)

    def bind(self, model):
        self.field = model._meta.get_field(self.column)
        return super().bind(model)

    def clean(self, value, at):
        found = []
        for place, each in enumerate(expect(value or [], list, "a list of numbers", at)):
            number = expect(each, int, "a whole number", (*at, place))
            if number in found:
                raise Fault(f"{number} stands twice", (*at, place))
            found.append(number)
        return sorted(found) or EMPTY

    def write(self, row):
        return self.field.numbers(getattr(row, self.column)) or EMPTY

    def columns(self, value, at, owner=None):
        if owner is not None and owner.pk is not None and value:
            rows = getattr(owner, self.relation).values_list(self.number, flat=True)
            for place, number in enumerate(value):
                if number not in rows:
                    raise Fault(f"there is no source {number}", (*at, place))
        return {self.column: self.field.marks(value or [])}
