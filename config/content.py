"""All kinds of things that files tell, each after those that it refers to."""

from cases import content as cases
from contributions import content as contributions
from infrastructures import content as infrastructures

KINDS = [*infrastructures.KINDS, *cases.KINDS, *contributions.KINDS]
