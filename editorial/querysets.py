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
    are. Of more than a few keys it is asked itself."""

    def __init__(self, made):
        self.made = made
        self.statements = {}  # {number of keys: (model, SQL, values, where the keys stand)}

    def __call__(self, keys):
        if not keys or len(keys) > FEW:
            return self.made(keys)
        model, *statement = self.statement(keys)
        return model._default_manager.raw(*statement)

    def tuples(self, keys):
        """What a queryset of ``values_list`` has, without what a field makes of a value."""
        if not keys or len(keys) > FEW:
            return self.made(keys)
        _model, *statement = self.statement(keys)
        with connection.cursor() as cursor:
            cursor.execute(*statement)
            return cursor.fetchall()

    def statement(self, keys):
        if len(keys) not in self.statements:
            self.statements[len(keys)] = self.written(len(keys))
        model, sql, values, places = self.statements[len(keys)]
        values = list(values)
        for place, key in zip(places, keys, strict=True):
            values[place] = key
        return model, sql, values

    def written(self, number):
        stand_ins = [-1_000_000 - place for place in range(number)]  # no key is below zero
        rows = self.made(stand_ins)
        sql, values = rows.query.get_compiler(connection=connection).as_sql()
        return rows.model, sql, values, [values.index(one) for one in stand_ins]
