"""How much there is in ``fixtures/``, counted: what a page says is held against it."""

from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASES = len(list((FIXTURES / "cases").glob("*.yaml")))
CONTRIBUTIONS = len(list((FIXTURES / "contributions").glob("*.yaml")))
