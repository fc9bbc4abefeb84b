"""What leaves and never changes: a release, a selection as it was kept."""


def frozen(response):
    """Pages of other sites may read it, and whoever has it need never ask again."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
