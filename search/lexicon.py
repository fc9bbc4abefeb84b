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

from .agreement import agreeing

# Letters that a word of our languages may have: what has others is no word of them whose
# accents were left out.
OURS = re.compile(r"[a-zàâäæçéèêëîïôöœùûüÿñáíóú'’-]+")
# Who helps is a noun of its own in French, for which the lists have only the verb.
PARTICIPLE = re.compile(r"ante?s?$")
VERSION = f"3-{version('simplemma')}"
FILE = Path(__file__).parent / f"lexicon-{VERSION}.bin"


def number_of(form):
    return crc32(form.encode())


class Forms:
    """Pairs (number of a form, number of its lemma), sorted, as one number of 64 bits each."""

    def __init__(self, pairs):
        self.pairs = pairs

    def lemmas(self, form):
        """The numbers of the lemmas of a form, none if it is not known."""
        return self.lemmas_of(number_of(form))

    def lemmas_of(self, number):
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


def is_lemma(number, code):
    """True of the number, in eight hexadecimal digits, of a lemma."""
    as_written, _unaccented = forms()[code]
    return int(number, 16) in as_written.lemmas_of(int(number, 16))


def is_word(written):
    """True of what any of the languages has, with or without its accents."""
    return any(table.lemmas(written) for pair in forms().values() for table in pair)


def lemmas(written, code, loose=False):
    """The numbers of the lemmas of a form. What no language has as it is written is looked up
    without regard to accents; ``loose``: so is what has none and this language knows, since it
    may stand for a word that has some."""
    as_written, unaccented = forms()[code]
    found = as_written.lemmas(written)
    if (loose and written.isascii()) if found else may_lack_accents(written):
        found = [*found, *unaccented.lemmas(fold(written))]
    return tuple(dict.fromkeys(found))


def may_lack_accents(written):
    """True of what none of the languages has just so, in their letters alone: *Ọyọ* is not the
    Spanish *oyó*."""
    return bool(OURS.fullmatch(written)) and not is_written(written)


def is_other_without_accents(written):
    """True of *sûr* or *marché*: without its accents it would be another word. In English it
    never is: *creche* is *crèche*."""
    folded = fold(written)
    if written == folded:
        return False
    for code, (as_written, _unaccented) in forms().items():
        if code == "en":
            continue
        its, other = as_written.lemmas(written), as_written.lemmas(folded)
        if its and other and not set(its) & set(other):
            return True
    return False


def is_marked(written):
    """True of *Ọ̀yọ́*: it has letters of no language of ours, without which it would be read
    as a word of one that lacks its accents, *oyó*."""
    return not OURS.fullmatch(written) and lacks_accents(fold(written))


def lacks_accents(written):
    """True of what is only a word of ours once it has its accents: *oyo*."""
    return (
        written.isascii()
        and not is_written(written)
        and any(unaccented.lemmas(written) for _as_written, unaccented in forms().values())
    )


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

    words = DefaultDictionaryFactory().get_dictionary(code).items()
    words = agreeing({form.lower(): lemma.lower() for form, lemma in words}, code)
    plain, accented = [], []
    for form, lemma in words.items():
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
