"""``{% url %}`` as Django's, which looks an address up anew each time: a page has sixty."""

from django import template
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as read

from ..addresses import known_address

register = template.Library()


class KnownURL(URLNode):
    def render(self, context):
        if self.kwargs or self.asvar:
            return super().render(context)
        given = (part.resolve(context) for part in self.args)
        address = known_address(self.view_name.resolve(context), *map(str, given))
        return template.base.render_value_in_context(address, context)


@register.tag
def url(parser, token):
    node = read(parser, token)
    return KnownURL(node.view_name, node.args, node.kwargs, node.asvar)
