"""What can be checked of a text by a machine: its language, its figures, its marks, its
links, and whether it repeats a text that it should not."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from .texts import CODES

MARK = re.compile(r"\[(\d{1,3})\]")
LINK = re.compile(r"\[[^\]\n]+\]\(([^)\n]*)\)")
# The words that a language uses most. Some belong to two: the others decide.
FREQUENT = {
    "fr": """le la les l un une des du de d et en à au aux dans pour par sur avec sans qui que
    qu ne n pas est sont était a ont se s ce cette ces son sa ses leur leurs où ou plus il elle
    ils elles y été être mais entre chez selon depuis""",
    "en": """the a an of and in to for on by with without that which who not no is are was were
    has have had it its their they from or at as be been up more than this these but between
    since what when where about into one other s""",
    "es": """el la los las un una de del y e en a al para por con sin que quien quienes no es
    son era fue se su sus lo como más o u esta este estos estas les le ha han pero entre desde
    según donde cuando sobre hasta cada otra otras otros""",
}
FREQUENT = {code: set(words.split()) for code, words in FREQUENT.items()}
ENOUGH = 20  # words below which a language is not guessed
LONGEST_RUN = 8  # words that may be equal to another text


class Grave(str):
    """Words for what must not be published as it is; other words are advice."""


@dataclass
class Problem:
    """Something an editor should mend."""

    what: str  # the slug of what has it
    where: str  # such as résumé (es)
    words: str

    @property
    def forbids(self):
        return isinstance(self.words, Grave)

    def __str__(self):
        return f"{self.what}: {self.where}: {self.words}"


def by_language(instance, name):
    """{code: words} of a translated text, empty ones too."""
    return {code: getattr(instance, f"{name}_{code}") for code in CODES}


def label_of(instance, name):
    """What an editor calls a text: the name of its field, its language left out."""
    field = instance._meta.get_field(f"{name}_{CODES[0]}")
    return str(field.verbose_name).removesuffix(f" ({CODES[0]})")


def faults(words, code, not_to_repeat=frozenset()):
    """What is wrong with one text by itself, in words for an editor; ``not_to_repeat`` holds
    runs of words of other texts."""
    if not seems_in(words, code):
        yield Grave(_("does not seem to be in this language"))
    if repeated := own_runs(words) & not_to_repeat:
        yield _("repeats another text: “%s”") % " ".join(sorted(repeated)[0])
    for address in LINK.findall(words):
        if not (address.startswith("case:") or well_formed(address)):
            yield _("a link is malformed: %s") % address


def differences(text):
    """What should be the same in every language of a text, and is not."""
    written = {code: words for code, words in text.items() if words}
    if len({tuple(marks(words)) for words in written.values()}) > 1:
        yield _("does not cite the same sources in each language")
    by_code = {code: figures(words, code) for code, words in written.items()}
    if len({tuple(found) for found in by_code.values()}) > 1:
        said = "; ".join(f"{code} {', '.join(found) or '–'}" for code, found in by_code.items())
        yield _("figures differ: %s") % said


def well_formed(address):
    try:
        parts = urlsplit(address)
    except ValueError:  # http://[
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in address


def length(text):
    """How many words a text has as a writer counts them: marks and lone signs are none."""
    return sum(any(map(str.isalnum, word)) for word in MARK.sub("", text).split())


def words_of(text):
    return re.findall(r"\w+", unicodedata.normalize("NFKC", MARK.sub("", text)).lower())


def without_names(text):
    """A text without what stands in italics or brackets: names in their own language."""
    return re.sub(r"\*[^*\n]+\*|\([^)]+\)", "", text)


def language_scores(text):
    """How many of each language's frequent words a text has: {code: count}."""
    found = words_of(without_names(text))
    return {code: sum(word in FREQUENT[code] for word in found) for code in CODES}


def seems_in(text, code):
    """False only when a text is long enough to tell, and another language scores higher."""
    scores = language_scores(text)
    return len(words_of(without_names(text))) < ENOUGH or scores[code] == max(scores.values())


def marks(text):
    """The numbers of the sources that a text cites, sorted, each as often as it does."""
    return sorted(int(number) for number in MARK.findall(text))


def figures(text, code):
    """The numbers of a text, its marks left out, as a machine writes them, sorted.

    English groups thousands by commas and has a decimal point; French and Spanish group by
    a space that does not break and have a decimal comma.
    """
    text = MARK.sub("", text)
    if code == "en":
        text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    else:
        text = re.sub(r"(?<=\d)[\u202f\u00a0](?=\d{3}(?!\d))", "", text)
        text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    return sorted(re.findall(r"\d+(?:\.\d+)?", text))


def runs(text, length=LONGEST_RUN + 1):
    """Every run of so many consecutive words."""
    words = words_of(text)
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def own_runs(text):
    """The runs of each paragraph or point, names left out: none goes on into the next."""
    return set().union(*(runs(line) for line in without_names(text).splitlines()))


def longest_common_run(text, other):
    """The longest run of words that two texts share, as a list of words."""
    mine, theirs = words_of(text), " ".join(["", *words_of(other), ""])
    best = []
    for start in range(len(mine)):
        # Grow only past the best so far: a shorter run at this place does not matter.
        while f" {' '.join(mine[start : start + len(best) + 1])} " in theirs:
            if start + len(best) + 1 > len(mine):
                break
            best = mine[start : start + len(best) + 1]
    return best
