"""A language that nobody speaks: English with accents, some 40 % longer, read from the right.

Its catalogue takes the place of English, which has none: the content stays as it is. What
stands on a page without brackets was typed into a template, or comes from the content.
"""

import re

import polib
from django.conf import settings

LETTERS = str.maketrans("aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ")
AS_IT_IS = re.compile(r"(<[^<>]*>|&#?\w+;|%\(\w+\)[sd]|%[sd%]|\{\w*\})")
OPEN, CLOSE = "⟦", "⟧"
LONGER = 10  # letters, for which four signs are added


def pseudo(message):
    parts = AS_IT_IS.split(message)
    parts[::2] = [part.translate(LETTERS) for part in parts[::2]]
    letters = sum(map(str.isalpha, "".join(parts[::2])))
    if not letters:  # a sign between words
        return message
    ends = message.endswith("\n") * "\n"
    begins = message.startswith("\n") * "\n"
    words = "".join(parts).strip("\n")
    return f"{begins}{OPEN}{words}{' ~~~' * (1 + letters // LONGER)}{CLOSE}{ends}"


def written(folder):
    """The folder, with the catalogue in it: every string that there is in French."""
    catalogue = polib.pofile(str(settings.BASE_DIR / "locale/fr/LC_MESSAGES/django.po"))
    catalogue.metadata["Plural-Forms"] = "nplurals=2; plural=(n != 1);"
    catalogue.metadata["Language"] = "en"
    for entry in catalogue:
        if entry.msgid_plural:
            forms = [pseudo(entry.msgid), pseudo(entry.msgid_plural)]
            entry.msgstr_plural = dict(enumerate(forms))
        else:
            entry.msgstr = pseudo(entry.msgid)
    there = folder / "en" / "LC_MESSAGES"
    there.mkdir(parents=True)
    catalogue.save_as_mofile(str(there / "django.mo"))
    return folder
