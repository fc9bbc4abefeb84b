"""How often an address may ask for a file of a note."""

from open_data.throttles import AddressThrottle


class NoteThrottle(AddressThrottle):
    """A file of thirty cases keeps a processor busy for seconds. A whole town hall may have
    one address."""

    scope, rate = "note", "120/hour"
