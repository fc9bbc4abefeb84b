"""Which written forms belong to one word, in each language: *carers* and *carer*, *niñas* and
*niño*; not *cuidado* and *cuidadora*, which a rule of endings takes for kin.

Compiled from the word lists of simplemma into one file of numbers, as translations are: a
process maps it and holds none of it. A word is known by a number of 32 bits.
"""

import mmap
import os
import re
import tempfile
from array import array
from bisect import bisect_left
from functools import cache
from importlib.metadata import version
from pathlib import Path
from zlib import crc32

from languages.folding import fold
from languages.texts import CODES

# Who helps is a noun of its own in French, for which the lists have only the verb.
PARTICIPLE = re.compile(r"ante?s?$")
VERSION = f"2-{version('simplemma')}"
FILE = Path(__file__).parent / f"lexicon-{VERSION}.bin"


def number_of(form):
    return crc32(form.encode())


class Forms:
    """Pairs (number of a form, number of its lemma), sorted, as one number of 64 bits each."""

    def __init__(self, pairs):
        self.pairs = pairs

    def lemmas(self, form):
        """The numbers of the lemmas of a form, none if it is not known."""
        number = number_of(form)
        at, found = bisect_left(self.pairs, number << 32), []
        while at < len(self.pairs) and self.pairs[at] >> 32 == number:
            found.append(self.pairs[at] & 0xFFFFFFFF)
            at += 1
        return found


@cache
def forms():
    """{language: (forms as written, forms without their accents)}, mapped from the file."""
    data = memoryview(_mapped())
    head = data[: 16 * len(CODES)].cast("Q")
    found, at = {}, len(head) * 8
    for place, code in enumerate(CODES):
        tables = []
        for size in head[2 * place : 2 * place + 2]:
            tables.append(Forms(data[at : at + 8 * size].cast("Q")))
            at += 8 * size
        found[code] = tuple(tables)
    return found


def is_word(written):
    """True of what any of the languages has, with or without its accents."""
    return any(table.lemmas(written) for pair in forms().values() for table in pair)


def lemmas(written, code, loose=False):
    """The numbers of the lemmas of a form. What no language has as it is written is looked up
    without regard to accents; ``loose``: so is what has none and this language knows, since it
    may stand for a word that has some."""
    as_written, unaccented = forms()[code]
    found = as_written.lemmas(written)
    if (loose and written.isascii()) if found else not is_written(written):
        found = [*found, *unaccented.lemmas(fold(written))]
    return tuple(dict.fromkeys(found))


def is_written(written):
    """True of a form that one of the languages has, just so."""
    return any(as_written.lemmas(written) for as_written, _unaccented in forms().values())


def compiled():
    """The bytes of the file: how many pairs each table has, then the tables."""
    tables = [array("Q", sorted(set(pairs))) for code in CODES for pairs in _pairs(code)]
    sizes = array("Q", map(len, tables))
    return b"".join(table.tobytes() for table in [sizes, *tables])


def _pairs(code):
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    words = DefaultDictionaryFactory().get_dictionary(code)
    plain, accented = [], []
    for form, lemma in words.items():
        form, lemma = form.lower(), lemma.lower()
        if code == "fr" and PARTICIPLE.search(form) and not PARTICIPLE.search(lemma):
            continue
        if form.replace("-", "").replace("'", "").isalpha():
            number = number_of(lemma)
            plain.append(number_of(form) << 32 | number)
            if not form.isascii() and (folded := fold(form)) != form:
                accented.append(number_of(folded) << 32 | number)
    # A lemma is a form of itself.
    plain += [n << 32 | n for n in {pair & 0xFFFFFFFF for pair in plain}]
    return plain, accented


def compile_file():
    """Write the file beside this module, whole or not at all."""
    for old in FILE.parent.glob("lexicon-*.bin"):
        if old != FILE:
            old.unlink()
    handle, name = tempfile.mkstemp(dir=FILE.parent, suffix=".part")
    with os.fdopen(handle, "wb") as part:
        part.write(compiled())
    os.chmod(name, 0o644)
    os.replace(name, FILE)


def _mapped():
    try:
        if not FILE.exists():
            compile_file()
        stored = FILE.open("rb")
    except OSError:  # a place that cannot be written to: the process keeps a copy
        stored = tempfile.TemporaryFile()  # noqa: SIM115
        stored.write(compiled())
        stored.flush()
    with stored:
        return mmap.mmap(stored.fileno(), 0, access=mmap.ACCESS_READ)
