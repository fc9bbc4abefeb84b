"""The languages of a text stand abreast in a form: whoever translates compares sentences."""

import re

from django.contrib.admin.options import BaseModelAdmin

from languages.texts import CODES

OF_A_LANGUAGE = re.compile(rf"(?P<text>\w+)_(?P<code>{'|'.join(CODES)})")


def abreast(names):
    """The names of a form's fields, those of one text in one line, where its first stood."""
    names, flat, lines = list(names), {name for name in names if isinstance(name, str)}, []
    for name in names:
        found = isinstance(name, str) and OF_A_LANGUAGE.fullmatch(name)
        line = [f"{found['text']}_{code}" for code in CODES] if found else []
        if not found or not flat.issuperset(line):
            lines.append(name)
        elif name == line[0]:
            lines.append(tuple(line))
    return lines


class SideBySide(BaseModelAdmin):
    def get_fieldsets(self, request, obj=None):
        return [
            (title, {**shown, "fields": abreast(shown["fields"])})
            for title, shown in super().get_fieldsets(request, obj)
        ]

    def formfield_for_dbfield(self, field, request, **options):
        """A box says of which language its words are, to the browser's spelling too."""
        made = super().formfield_for_dbfield(field, request, **options)
        found = OF_A_LANGUAGE.fullmatch(field.name)
        if made is not None and found:
            made.widget.attrs["lang"] = found["code"]
        return made
