"""What a form must carry along so that the reader loses no choice."""

from django import template

register = template.Library()


@register.filter
def kept(question):
    """(name, value) of every choice made, but the words searched for."""
    for name, chosen in question.chosen.items():
        if name != "q":
            values = chosen if isinstance(chosen, list) else [chosen]
            yield from ((name, value) for value in values)


@register.filter
def field(form, name):
    return form.fields.get(name)
