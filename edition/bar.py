"""How far a long work is, for who waits for it at a terminal."""

WIDTH = 30


def bar(stream):
    """What to call with (done, known); it says nothing where nobody looks. How much there is
    to do is known better and better."""

    def grow(done, known):
        full = WIDTH * done // known
        stream.write(f"\r[{'=' * full}{' ' * (WIDTH - full)}] {done} / {known} ", ending="")
        if done == known:
            stream.write("")
        stream.flush()

    return grow if stream.isatty() else lambda done, known: None
