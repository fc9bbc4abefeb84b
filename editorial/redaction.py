"""A name, or a text, is taken out of everything that is kept, whichever table it stands in.

Nothing is listed by hand: every text of every model is read, so a table that is added is
covered. Whoever calls this has decided that a name must go, for which what is otherwise never
changed is changed too: ``write`` goes past every guard, and past nothing else in the atlas.
"""

import json
import re
import unicodedata
from collections import Counter
from itertools import permutations

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.crypto import get_random_string

from languages.folding import slug_of

PIECE = 500  # rows read at a time
# Between the words of a name: signs and spaces, breaks of lines as JSON writes them, and the
# keys of a format that tells the parts of a name apart.
BETWEEN = r"(?:\\[nrt]|%20|[\W_])+(?:(?:family|given|family_name)(?:[\W_])+)?"


class Name:
    """A name, however it is written: case, accents, what stands between its words, the family
    name first, the first name as its initial; as a slug, too."""

    def __init__(self, *names, text="[…]"):
        self.text = text
        self.slug = f"redacted-{get_random_string(8).lower()}"  # says nothing of the name
        self.pattern = re.compile("|".join(f"(?:{form})" for form in forms(names)))
        families = [BETWEEN.join(words[1:]) for words in map(words_of, names) if words[1:]]
        self.family = families and re.compile(rf"(?<=\")(?:{'|'.join(families)})(?=\")")

    def stands_in(self, text):
        return self.taken_from(text)[1] > 0

    def taken_from(self, text):
        """(the text without the name, how often it stood there)"""
        plain, places = plainly(text)
        found, at, times = [], 0, 0
        for match in self.pattern.finditer(plain):
            start, end = places[match.start()], places[match.end() - 1] + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            is_slug = re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", text[start:end])
            found += [text[at:start], self.slug if is_slug else self.text]
            at, times = end, times + 1
        return "".join([*found, text[at:]]), times

    def family_taken_from(self, line):
        """A line of a table without cells that say the family name alone."""
        plain, places = plainly(line)
        for match in reversed(list(self.family.finditer(plain)) if self.family else []):
            start, end = places[match.start()], places[match.end() - 1] + 1
            line = line[:start] + line[end:]
        return line

    def taken_from_value(self, value):
        """The same of anything that JSON holds."""
        if isinstance(value, str):
            return self._taken_from_json(value) or self.taken_from(value)
        if isinstance(value, list):
            pairs = [self.taken_from_value(one) for one in value]
            return [said for said, _times in pairs], sum(times for _said, times in pairs)
        if isinstance(value, dict):
            said, times = self._taken_from_parts(value)
            found = {}
            for key, one in said.items():
                key, in_key = self.taken_from(key)
                found[key], in_value = self.taken_from_value(one)
                times += in_key + in_value
            return found, times
        return value, 0

    def _taken_from_json(self, text):
        """JSON inside a text may hide letters: \\u00e9. None where it is none."""
        if "\\u" not in text:
            return None
        try:
            said, times = self.taken_from_value(json.loads(text))
        except ValueError:
            return None
        return (json.dumps(said), times) if times else (text, 0)

    def _taken_from_parts(self, value):
        parts = [value.get(name) for name in ("given", "family")]
        if all(isinstance(part, str) for part in parts) and self.stands_in(" ".join(parts)):
            return {**value, "given": "", "family": self.text}, 1
        return value, 0


class Passage(Name):
    """A text that must go, for law: however its words are parted, and in whatever letters."""

    FEWEST = 4  # words: fewer stand in too many texts that say something else

    def __init__(self, *texts, text="[…]"):
        self.text = text
        self.slug = f"redacted-{get_random_string(8).lower()}"
        self.family = None
        self.pattern = re.compile("|".join(f"(?:{form})" for form in whole(texts)))

    def family_taken_from(self, line):
        return line


# Signs of a text, its line breaks as JSON writes them, and the quotes that a table doubles.
PARTED = r"(?:\\[nrt\"]|[\W_])+"


def whole(texts):
    for text in texts:
        if len(words := words_of(text)) < Passage.FEWEST:
            raise ValueError("a text has at least four words")
        yield rf"(?<![^\W_]){PARTED.join(words)}(?![^\W_])[.!?…]?"


def words_of(name):
    return [re.escape(word) for word in re.findall(r"[^\W_]+", plainly(name)[0])]


def forms(names):
    for name in names:
        if not (words := words_of(name)):
            raise ValueError("a name has letters")
        orders = {tuple(words), *((*words[n:], *words[:n]) for n in range(1, len(words)))}
        if len(words) == 2:
            orders |= set(permutations(words))
        for order in sorted(orders):
            yield rf"(?<![^\W_]){BETWEEN.join(order)}(?![^\W_])"
        if len(words) > 1:
            family = BETWEEN.join(words[1:])
            yield rf"(?<![^\W_]){family},\s*{words[0][0]}\.(?:\s*\w\.)*"


def plainly(text):
    """(small letters without accents, for each the place where it stands in the text)"""
    plain, places = [], []
    for place, sign in enumerate(text):
        for letter in unicodedata.normalize("NFKD", sign.casefold()):
            if not unicodedata.combining(letter) and letter not in "\u00ad\u200b\u200d\u2060":
                plain.append(letter)
                places.append(place)
    return "".join(plain), places


def texts_of(model):
    """The columns of a model that hold words."""
    kinds = models.CharField | models.TextField | models.JSONField
    return [field for field in model._meta.concrete_fields if isinstance(field, kinds)]


def every_model():
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and texts_of(model):
            yield model


def redact(name, *, changes=True):
    """Counter of how often the name stood in each column. ``changes``: False to look only.
    Must be called in a transaction."""
    found = Counter()
    for model in every_model():
        columns = texts_of(model)
        keys = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), PIECE):
            for row in model._base_manager.filter(pk__in=keys[start : start + PIECE]):
                if (said := of_row(row, columns, name, found)) and changes:
                    write(row, said)
    for session in Session.objects.all():  # packed: its words are not found as others are
        if name.taken_from_value(session.get_decoded())[1]:
            found["sessions.Session"] += 1
            if changes:
                session.delete()
    return found


def of_row(row, columns, name, found):
    """{column: what it says without the name}, of the columns where it stood."""
    said = {}
    for field in columns:
        value, times = name.taken_from_value(getattr(row, field.attname))
        if times:
            found[f"{row._meta.label}.{field.name}"] += times
            said[field.attname] = fitted(field, value, name)
    if said and hasattr(row, "redacted"):
        said |= row.redacted()
    return said


def fitted(field, value, name):
    if isinstance(field, models.SlugField):
        return (slug_of(value) or name.slug)[: field.max_length]
    if isinstance(value, str) and field.max_length:
        return value[: field.max_length]
    return value


def write(row, said):
    """The one way past what is never changed: it is no less true without a name."""
    models.QuerySet(type(row)).filter(pk=row.pk).update(**said)
