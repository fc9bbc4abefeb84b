"""Which published cases hold some words, in any of the three languages.

Every word must be found, anywhere in the texts that name and sum up the case, without
regard to case or accents. This is the one file that knows how a search is answered.
"""

from languages.folding import fold
from languages.texts import columns

from .models import Case

TEXTS = ["original_name", *columns("title", "in_short", "summary")]
NAMES = [
    columns("places__name", "places__country__name"),
    columns("levers__name", "levers__short_name"),
    columns("groups__name", "groups__alternative_names"),
    columns("themes__label", "themes__alternative_names"),
]


def matching(words):
    """The primary keys of the published cases that hold all the words."""
    wanted = fold(words).split()
    return [pk for pk, text in _folded_texts().items() if all(word in text for word in wanted)]


def _folded_texts():
    texts = {}
    for fields in [TEXTS, *NAMES]:
        rows = Case.objects.published().order_by().values_list("pk", *fields).distinct()
        for pk, *words in rows:
            texts[pk] = f"{texts.get(pk, '')} {fold(' '.join(filter(None, words)))}"
    return texts
