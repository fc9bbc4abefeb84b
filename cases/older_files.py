"""Files of cases as they were written before the second coding, read as they are meant."""

ALL_RESIDENTS = "all-residents"
NO_GROUPS = {ALL_RESIDENTS}


def renewed(document):
    """(the document as it is written today, words for each thing that was old)."""
    if not isinstance(document, dict):
        return document, []
    new, old = dict(document), []
    if isinstance(levers := new.get("levers"), dict):
        new["levers"] = [
            {"lever": lever, "basis": "cited", "rationale": rationale}
            for lever, rationale in levers.items()
        ]
        old.append("levers without a basis, taken for those that the synthesis names")
    if isinstance(groups := new.get("groups"), list) and ALL_RESIDENTS in groups:
        new["groups"] = [group for group in groups if group != ALL_RESIDENTS]
        new.setdefault("open_to_all", "anyone")
        old.append(f"the group {ALL_RESIDENTS}, read as open_to_all: anyone")
    if "open_to_all" not in new:
        new["open_to_all"] = "not-said"
    return new, old
