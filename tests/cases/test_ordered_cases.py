"""The cases of an answer in their order are a sequence, as any other."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import ordering
from cases.case_sets import CaseSet
from cases.ordering import Order, OrderedCases
from search.masks import mask_of, numbered


class Keys:
    """The part of a sorter that is needed, for some primary keys."""

    def __init__(self, keys):
        self.keys, self.bit_of = keys, numbered(keys)


@st.composite
def sequences(draw):
    """(the sequence, the list it stands for)"""
    keys = sorted(draw(st.sets(st.integers(1, 90), max_size=30)))
    order = draw(st.permutations(range(len(keys))))
    tier_of = [draw(st.integers(0, 3)) for _ in keys]  # 3: in no tier
    tiers = [[bit for bit in order if tier_of[bit] == tier] for tier in range(3)]
    sets = [CaseSet(mask_of(bits, len(keys))) for bits in tiers]
    plain = [keys[bit] for bits in tiers for bit in bits]
    return OrderedCases(Keys(keys), sets, Order(order)), plain


near = st.none() | st.integers(-35, 35)


@pytest.mark.parametrize("few", [0, 4_000])
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequences(), near, near, st.none() | st.integers(-4, 4).filter(bool))
def test_it_does_what_a_list_does(monkeypatch, few, made, start, stop, step):
    monkeypatch.setattr(ordering, "FEW", few)
    cases, plain = made

    assert len(cases) == len(plain)
    assert list(cases) == plain
    assert cases[start:stop:step] == plain[start:stop:step]
    assert list(reversed(cases)) == plain[::-1]
    for number in range(-len(plain), len(plain)):
        assert cases[number] == plain[number]
    for key in [*range(-2, 95), None, "1"]:
        assert (key in cases) == (key in plain)
    for number in (len(plain), -len(plain) - 1):
        with pytest.raises(IndexError):
            cases[number]
