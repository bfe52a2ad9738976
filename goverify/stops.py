"""What ends a run before its end: input that cannot be used, and somebody's wish.

Apart from the values, since a command that makes no report needs none of those.
"""


class BadInput(ValueError):
    """What a person handed in cannot be used; the text says what it is and what to do."""


class ReaderGone(Exception):  # no OSError: typer would end the run with 1, which means findings
    """Whoever was to read the document has left, as `head` does; nothing failed."""


class Interrupted(BaseException):  # a person's or a supervisor's wish, like KeyboardInterrupt
    """The run was told to stop; `signal_number` says by which signal."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(signal_number)
        self.signal_number = signal_number
