"""Sets of things as bits of one integer: the thing of bit 5 has the value 2**5.

An intersection of two sets of a hundred thousand takes some microseconds, a count as well.
"""

from array import array

IN_BYTE = [tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]


def mask_of(bits, size):
    """The mask of some bits below ``size``."""
    data = bytearray(size // 8 + 1)
    for bit in bits:
        data[bit >> 3] |= 1 << (bit & 7)
    return int.from_bytes(data, "little")


def mask_of_keys(keys, bit_of, size):
    """The mask of those of some keys that have a bit; ``bit_of`` is of ``numbered`` keys."""
    if isinstance(bit_of, Table):
        return bit_of.mask(keys, size)
    return mask_of([bit for key in keys if (bit := bit_of.get(key)) is not None], size)


def bits_in(mask):
    """The bits of a mask, from the first on."""
    for start, byte in enumerate(as_bytes(mask)):
        if byte:
            for bit in IN_BYTE[byte]:
                yield start * 8 + bit


def as_bytes(mask):
    return mask.to_bytes((mask.bit_length() + 7) // 8, "little")


def whole(size):
    """The mask of all bits below ``size``."""
    return (1 << size) - 1


def numbered(keys):
    """{key: bit} of rising whole numbers, with ``get`` and ``len``. Where most numbers of
    their range are keys a table does it, which weighs a tenth of a dict."""
    sparse = keys and keys[-1] - keys[0] > 8 * len(keys)
    return {key: bit for bit, key in enumerate(keys)} if sparse else Table(keys)


class Table:
    def __init__(self, keys):
        self.first, self.count = (keys[0], len(keys)) if keys else (0, 0)
        self.bits = array("i", [-1]) * (keys[-1] - self.first + 1 if keys else 0)
        for bit, key in enumerate(keys):
            self.bits[key - self.first] = bit

    def __len__(self):
        return self.count

    def mask(self, keys, size):
        """The same as of ``get`` for each, in one loop: a word has ten thousand cases."""
        data, bits, first, end = bytearray(size // 8 + 1), self.bits, self.first, len(self.bits)
        for key in keys:
            at = key - first
            if 0 <= at < end and (bit := bits[at]) >= 0:
                data[bit >> 3] |= 1 << (bit & 7)
        return int.from_bytes(data, "little")

    def get(self, key):
        at = key - self.first
        bit = self.bits[at] if 0 <= at < len(self.bits) else -1
        return None if bit < 0 else bit
