"""Where the towns come from, to be said wherever one of their figures stands."""

SOURCE, YEAR, LICENCE = "GeoNames", 2026, "CC BY 4.0"
LEAST_POPULATION = 5_000
