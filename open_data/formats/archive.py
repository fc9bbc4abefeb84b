"""A zip that is sent while it is made: no file, no whole in memory."""

from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


class Pipe:
    """A stream without a way back; what was written is taken away piece by piece."""

    def __init__(self):
        self.waiting = []

    def write(self, data):
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self):
        pass

    def taken(self):
        data, self.waiting = b"".join(self.waiting), []
        return data


def zipped(files, day):
    """The bytes of a zip, for (name, pieces of text or bytes) one after the other. The same
    content of the same day gives the same bytes."""
    pipe = Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as archive:
        for name, pieces in files:
            member = ZipInfo(name, day.timetuple()[:6])
            member.compress_type, member.external_attr = ZIP_DEFLATED, 0o644 << 16
            with archive.open(member, "w") as file:
                for piece in pieces:
                    file.write(piece.encode() if isinstance(piece, str) else piece)
                    if data := pipe.taken():
                        yield data
    yield pipe.taken()
