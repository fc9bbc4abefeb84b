"""Bits by table or by dict: the same answer to any key."""

from hypothesis import given
from hypothesis import strategies as st

from search.masks import Table, numbered

near, far = st.integers(0, 60), st.integers(0, 10**12)


@given(st.sets(near) | st.sets(far), st.lists(near | far | st.integers()))
def test_each_key_has_its_bit_and_no_other_number_has_one(keys, asked):
    keys = sorted(keys)
    bits = numbered(keys)

    assert len(bits) == len(keys)
    assert [bits.get(key) for key in keys] == list(range(len(keys)))
    assert all(bits.get(number) is None for number in asked if number not in keys)


def test_numbers_far_apart_take_no_table():
    assert isinstance(numbered(range(100, 200)), Table)
    assert isinstance(numbered([1, 10**12]), dict)
