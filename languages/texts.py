"""A text in three languages: three plain columns, one attribute that falls back visibly.

    class Lever(models.Model):
        name = Translated(models.CharField, max_length=200)

makes the columns ``name_fr``, ``name_en``, ``name_es`` (French is required) and the
attribute ``lever.name``: the reader's language, else the next one that has words. The
answer knows its own language (``lever.name.language``), so that a page can say so.
``translated("levers__name")`` is the same rule for the database.
"""

from django.db.models import TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .known import CODES

LONGEST = 500_000  # signs of one text, whatever holds it: a book has as many


class Text(str):
    """Words that know their language (a two-letter code, empty for no words)."""

    language = ""

    def __new__(cls, words, language=""):
        text = super().__new__(cls, words)
        text.language = language
        return text

    @classmethod
    def first(cls, texts, languages):
        """The first of some texts that has words, each in its language."""
        for words, language in zip(texts, languages, strict=True):
            if words:
                return cls(words, language)
        return cls("")


ORDERS = {first: (first, *(code for code in CODES if code != first)) for first in CODES}


def preference(language=None):
    """The order in which languages are tried: the reader's first, then fr, en, es."""
    return ORDERS.get((language or get_language() or "")[:2], CODES)


def first_with_words(instance, name, language=None):
    for code in preference(language):
        if words := getattr(instance, f"{name}_{code}"):
            return Text(words, code)
    return Text("")


def written_in(instance, name):
    """The languages that have words of a translated text, in the order of the atlas."""
    return [code for code in CODES if getattr(instance, f"{name}_{code}")]


def translated_row(name, language=None):
    """(columns, languages) of a translated field, in the order in which they are tried."""
    languages = preference(language)
    return [f"{name}_{code}" for code in languages], languages


def translated(path, language=None):
    """The query expression of the same rule, also across relations."""
    columns = [NullIf(f"{path}_{code}", Value("")) for code in preference(language)]
    return Coalesce(*columns, Value(""), output_field=TextField())


class Translated:
    """A field factory: one column a language; the first is required unless ``blank``."""

    def __init__(self, field, *, blank=False, verbose_name=None, **options):
        self.field, self.blank, self.options = field, blank, options
        self.verbose_name = verbose_name

    def contribute_to_class(self, model, name):
        label = self.verbose_name or name.replace("_", " ")
        for code in CODES:
            column = self.field(
                verbose_name=format_lazy("{} ({})", label, code),
                blank=self.blank or code != CODES[0],
                default="",
                **self.options,
            )
            column.contribute_to_class(model, f"{name}_{code}")
        setattr(model, name, property(lambda instance: first_with_words(instance, name)))


def columns(*names):
    """The column names of translated fields, a language after the other."""
    return [f"{name}_{code}" for code in CODES for name in names]


def translated_names(model):
    """The names of a model's translated fields, in their order."""
    first = f"_{CODES[0]}"
    fields = [field.name for field in model._meta.fields if field.name.endswith(first)]
    return [name.removesuffix(first) for name in fields]


def too_long(words, most=None):
    """What to say of words that no field of a form holds; "" if they are not."""
    most = most or LONGEST
    if len(words) <= most:
        return ""
    told = {"count": len(words), "most": most}
    return _("It is too long: %(count)s signs, and at most %(most)s fit.") % told
