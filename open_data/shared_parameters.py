"""Parameters that several resources understand are described once."""

from collections import defaultdict

PLACE = "#/components/parameters/"


def share_parameters(result, generator, request, public):
    """A hook of the description: what is the same everywhere becomes a reference."""
    operations = [told["get"] for told in result["paths"].values()]
    known = defaultdict(list)
    for operation in operations:
        for parameter in operation.get("parameters", []):
            known[parameter["name"]].append(parameter)
    shared = {
        name: some[0]
        for name, some in known.items()
        if len(some) > 1 and all(one == some[0] for one in some)
    }
    result["components"]["parameters"] = shared
    for operation in operations:
        operation["parameters"] = [
            {"$ref": f"{PLACE}{one['name']}"} if one["name"] in shared else one
            for one in operation.get("parameters", [])
        ]
    return result


def own_and_shared(operation):
    """(parameters of this operation alone, names of those that it shares)"""
    told = operation["parameters"]
    own = [one for one in told if "$ref" not in one]
    return own, [one["$ref"].removeprefix(PLACE) for one in told if "$ref" in one]
