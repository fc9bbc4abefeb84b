"""One moving line on a terminal; one line at the end in a log."""


class Progress:
    def __init__(self, stdout):
        self.stdout = stdout

    def __call__(self, what, done, total):
        if self.stdout.isatty():
            self.stdout.write(f"\r{what} {done}/{total}", ending="" if done < total else "\n")
        elif done == total:
            self.stdout.write(f"{what} {done}/{total}")
