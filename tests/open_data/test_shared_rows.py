"""Rows that many cases share cost no more than the cases do."""

import pytest

from cases.models import Case
from open_data.table_rows import TABLES, public

SHARED = [name for name, table in TABLES.items() if table.shared]


@pytest.mark.parametrize("name", SHARED)
def test_a_row_that_many_cases_share_is_met_once(atlas, name):
    """Met once for each pair of its ties, it would cost the square of the cases."""
    table = TABLES[name]
    cases = Case.objects.published().order_by().values("pk")

    rows = public(table).filter(table.shared(cases))

    assert 0 < rows.count() == rows.distinct().count()
