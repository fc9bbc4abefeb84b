"""Reading YAML that persons write: plain values, and the line on which each stands.

It is read from the events of the parser, which takes memory by the size of the file: anchors
and aliases, which grow, and depth, which breaks the parser in C, are refused as they come.
"""

import yaml
from yaml import events
from yaml.constructor import ConstructorError, SafeConstructor
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_BYTES = 8 * 1024 * 1024
DEEPEST = 12
KNOWN = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null")}
DATE = "tag:yaml.org,2002:timestamp"
_resolver, _constructor = Resolver(), SafeConstructor()


class Fault(Exception):
    """Something in a document that an editor should mend. ``at`` is its path, as a tuple of
    keys and numbers; ``line`` is known once the file is."""

    def __init__(self, words, at=()):
        super().__init__(words)
        self.words, self.at = words, tuple(at)


class File:
    """A file, and once it is read, {path in it: number of the line}."""

    def __init__(self, path):
        self.path, self.lines = path, {}

    def line_of(self, at):
        """Of the nearest thing that stands in the file."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)

    def read(self):
        """What it says, in plain values."""
        try:
            self._events = yaml.parse(text_of(self.path), Loader=LOADER)
            return self._document()
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.lines[()] = line
            raise Fault(f"this is not YAML: {error.problem}") from error
        except yaml.YAMLError as error:
            raise Fault(f"this is not YAML: {error}") from error

    def _document(self):
        kept = (event for event in self._events if not isinstance(event, STRUCTURE))
        self._next = lambda: next(kept, None)
        first = self._next()
        if first is None:
            raise Fault("the file is empty")
        value = self._value(first, ())
        if self._next() is not None:
            raise Fault("a file is one document: it has two")
        return value

    def _value(self, event, at):
        self.lines[at] = event.start_mark.line + 1
        if isinstance(event, events.AliasEvent) or event.anchor:
            raise Fault("anchors and aliases (& and *) are not read: write it out", at)
        if len(at) > DEEPEST:
            raise Fault(f"nothing of ours is more than {DEEPEST} levels deep", at)
        if isinstance(event, events.ScalarEvent):
            return plain(event, at)
        if event.tag:
            raise Fault(f"{event.tag} is not read: plain lists and keys are", at)
        is_list = isinstance(event, events.SequenceStartEvent)
        return self._list(at) if is_list else self._mapping(at)

    def _list(self, at):
        found = []
        while not isinstance(event := self._next(), events.SequenceEndEvent):
            found.append(self._value(event, (*at, len(found))))
        return found

    def _mapping(self, at):
        found = {}
        while not isinstance(event := self._next(), events.MappingEndEvent):
            key = event.value if isinstance(event, events.ScalarEvent) else None
            here = (*at, key)
            self.lines[here] = event.start_mark.line + 1
            if key is None:
                raise Fault("a key is one word", here[:-1])
            if key in found:
                raise Fault("this key stands twice", here)
            found[key] = self._value(self._next(), here)
        return found


STRUCTURE = (
    events.StreamStartEvent, events.StreamEndEvent,
    events.DocumentStartEvent, events.DocumentEndEvent,
)  # fmt: skip


def text_of(path):
    if (size := path.stat().st_size) > MOST_BYTES:
        raise Fault(f"the file has {size:,} bytes; at most {MOST_BYTES:,} are read")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Fault(f"the file is not UTF-8: byte {error.start + 1}") from error


def plain(event, at):
    """The value of a scalar, in the types of YAML: texts, numbers, yes and no, dates."""
    implied = (event.implicit[0], event.implicit[1])
    tag = event.tag or _resolver.resolve(ScalarNode, event.value, implied)
    if tag == "tag:yaml.org,2002:str":
        return event.value
    if tag not in KNOWN | {DATE}:
        raise Fault(f"{tag.rpartition(':')[2]} is not read here: put it in quotes", at)
    try:
        return _constructor.construct_document(ScalarNode(tag, event.value))
    except (ValueError, ConstructorError) as error:
        raise Fault(f"{event.value} is no {tag.rpartition(':')[2]}", at) from error
