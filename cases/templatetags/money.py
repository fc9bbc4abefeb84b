"""How large a sum is."""

from django import template

from ..orders_of_size import order_of, said_with_rate
from ..per_inhabitant import per_inhabitant

register = template.Library()
register.simple_tag(order_of)
register.simple_tag(per_inhabitant)
register.filter("with_rate", said_with_rate)
