"""Which row of an older list is which row of a newer one: sources, results, organisations."""

LIKE = 0.5  # of two rows that say at least this share of the same, one became the other


def paired(old, new, bare, number):
    """[(index in ``old``, index in ``new``)] in the order of ``new``; None where there is no
    other. ``bare`` gives what a row says apart from its place, ``number`` its place."""
    found = {}
    old_bare, new_bare = [bare(row) for row in old], [bare(row) for row in new]
    left = dict.fromkeys(range(len(old)))

    def take(here, there):
        found[there] = here
        left.pop(here)

    for there, row in enumerate(new_bare):  # said in the same words
        same = [here for here in left if old_bare[here] == row]
        if same:
            take(min(same, key=lambda here: number(old, here) != number(new, there)), there)
    likely = [
        (-likeness(old_bare[here], row), abs(here - there), here, there)
        for there, row in enumerate(new_bare)
        if there not in found
        for here in left
    ]
    for less, _apart, here, there in sorted(likely):
        in_place = number(old, here) == number(new, there)
        if here in left and there not in found and (-less >= LIKE or in_place):
            take(here, there)
    kept = [(found.get(there), there) for there in range(len(new))]
    return [*kept, *((here, None) for here in left)]


def likeness(one, other):
    """The share of what two rows say, {key: value}, that both say."""
    keys = one.keys() | other.keys()
    return sum(one.get(key) == other.get(key) for key in keys) / max(len(keys), 1)
