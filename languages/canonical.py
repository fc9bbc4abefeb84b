"""Writing documents as YAML in one canonical form: the same document, the same bytes.

Keys stand in the order of the document. A short text is plain, or quoted where plain would say
something else; a long one is folded; one of several lines is a block. PyYAML's own writer was
left aside: it quotes a text of many lines, and folds by the length of words.
"""

import re

from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

SHORT = 70  # characters; a longer text is folded
WIDTH = 100  # columns, of a folded text
# Signs that YAML takes for line ends, or does not print.
ESCAPED = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
# Conservative: a letter or digit first, and no sign within that begins something else.
PLAIN = re.compile(r"(?!.*(: | #))[^\W_](.*[^\s:])?")
_resolver = Resolver()


def written(document):
    """The YAML of a mapping, or of a list of mappings."""
    return "".join(f"{line}\n" for line in lines(document, 0)) or "[]\n"


def lines(value, indent):
    """The lines of a mapping or list; those of what is in it are indented by two."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from entry(f"{scalar(key, 0)}:", below, indent)
    else:
        for below in value:
            yield from item(below, indent)


def entry(key, value, indent):
    start = " " * indent + key
    if isinstance(value, dict | list) and value:
        yield start
        yield from lines(value, indent + 2)
    else:
        yield f"{start} {scalar(value, indent + 2)}"


def item(value, indent):
    """A point of a list; the first key of a mapping stands beside its dash."""
    if isinstance(value, dict):
        first, *rest = lines(value, indent + 2)
        yield " " * indent + "- " + first[indent + 2 :]
        yield from rest
    else:
        yield f"{' ' * indent}- {scalar(value, indent + 2)}"


def scalar(value, indent):
    if isinstance(value, str):
        return text(value, indent)
    if isinstance(value, dict | list):  # those that hold something are written by lines
        return "{}" if isinstance(value, dict) else "[]"
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def text(words, indent):
    # What a block begins with is its margin: a space there would be taken for it.
    if ESCAPED.search(words) or ("\n" in words and words[0].isspace()):
        return escaped(words)
    if "\n" in words or ("  " in words and len(words) > SHORT):
        return block(words, indent)
    if len(words) > SHORT and " " in words:
        return folded(words, indent)
    return words if is_plain(words) else "'" + words.replace("'", "''") + "'"


def escaped(words):
    safe = words.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return '"' + ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", safe) + '"'


def is_plain(words):
    """Whether a reader takes it for a text as it stands: ``no`` is not, nor ``2024``."""
    if not PLAIN.fullmatch(words):
        return False
    return _resolver.resolve(ScalarNode, words, (True, False)) == "tag:yaml.org,2002:str"


def block(words, indent):
    margin = "\n" + " " * indent
    return "|" + "".join(margin + line if line else "\n" for line in words.split("\n"))


def folded(words, indent):
    """Lines are broken at spaces alone, and a reader puts the spaces back."""
    found, room = [[]], WIDTH - indent
    for word in words.split(" "):
        if found[-1] and sum(map(len, found[-1])) + len(found[-1]) + len(word) > room:
            found.append([])
        found[-1].append(word)
    margin = "\n" + " " * indent
    return ">-" + "".join(margin + " ".join(line) for line in found)
