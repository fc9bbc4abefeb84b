"""What a reader types and what is found, through the list."""


def found(client, words, **more):
    response = client.get("/fr/cases/", {"q": words, **more})
    return [case.title for case in response.context["cases"]]


def reasons(client, words, language="fr"):
    response = client.get(f"/{language}/cases/", {"q": words})
    found = [reason for case in response.context["cases"] for reason in case.hit.reasons]
    return [str(reason).replace("\xa0", " ") for reason in found]
