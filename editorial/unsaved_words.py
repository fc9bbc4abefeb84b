"""What a form brought that is saved nowhere: a deed that saves nothing shows it, to be
copied."""

from languages.uniform import uniform

from .typed_texts import WHY, typed_texts


def unsaved_words(request, document, forms):
    """[(label, text)] of the form that came, without what the document says somewhere or the
    ``forms`` of what is saved show there, and without why a deed is done, which goes on."""
    said, shown = set(texts_in(document)), dict(values_of(forms))
    fields = [
        (name, [text for text in texts if plain(text) not in said | {shown.get(name)}])
        for name, texts in request.POST.lists()
        if not WHY.fullmatch(name)
    ]
    return list(typed_texts(request.resolver_match, fields))


def plain(text):
    return uniform(text).strip()


def values_of(forms):
    """(name, text) of each box of the forms."""
    for form in forms:
        for name in form.fields:
            value = form[name].value()
            yield form.add_prefix(name), plain("" if value is None else str(value))


def texts_in(said):
    """Every text of a document, wherever it stands."""
    if isinstance(said, str):
        yield plain(said)
    elif isinstance(said, dict | list):
        for one in said.values() if isinstance(said, dict) else said:
            yield from texts_in(one)
