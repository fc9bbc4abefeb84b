"""Rows of keys that were read before, from an index or a search."""

from django.db import connection, models

FEW = 200  # keys of one statement, well below what any database takes


class InOrderQuerySet(models.QuerySet):
    def in_order(self, keys):
        """The rows of some primary keys as a list, in the order of the keys. What vanished
        since the keys were read is left out."""
        return ordered(self.in_bulk(keys), keys)


def ordered(found, keys):
    return [found[key] for key in keys if key in found]


class WrittenOnce:
    """The rows that a queryset has for some keys, by a statement that is written once for
    each number of them: Django takes longer to write that of a card than the database to
    answer it. What is read is the same, but what a field makes of a computed column.

    ``made`` is a function of keys, all of which its queryset gives to the database as they
    are. Many keys are asked for in turns."""

    def __init__(self, made):
        self.made = made
        self.statements = {}  # {number of keys: (SQL, values, where the keys stand)}
        self.model, self.columns = None, []  # of what was read

    def rows(self, keys):
        """Tuples, as the database gives them: what was read, to be compared."""
        keys = list(keys)
        found = []
        for first in range(0, len(keys), FEW):
            with connection.cursor() as cursor:
                cursor.execute(*self.statement(keys[first : first + FEW]))
                self.columns = [column[0] for column in cursor.description]
                found += cursor.fetchall()
        return found

    def instances(self, rows):
        """What Django makes of such rows, in their order."""
        read = AlreadyRead(rows, self.columns)
        return list(models.query.RawQuerySet("", model=self.model, query=read))

    def statement(self, keys):
        if len(keys) not in self.statements:
            self.statements[len(keys)] = self.written(len(keys))
        sql, values, places = self.statements[len(keys)]
        values = list(values)
        for place, key in zip(places, keys, strict=True):
            values[place] = key
        return sql, values

    def written(self, number):
        stand_ins = [-1_000_000 - place for place in range(number)]  # no key is below zero
        made = self.made(stand_ins)
        self.model = made.model
        sql, values = made.query.get_compiler(connection=connection).as_sql()
        return sql, values, [values.index(one) for one in stand_ins]


class AlreadyRead(models.sql.query.RawQuery):
    """The rows of a statement that was sent before."""

    def __init__(self, rows, columns):
        super().__init__("", connection.alias)
        self.read, self.columns = rows, columns

    def get_columns(self):
        return self.columns

    def __iter__(self):
        return iter(self.read)
