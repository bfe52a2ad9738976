"""The one error of the checksum database: something is not to be believed, and why."""


class Refused(ValueError):
    """A text, a record or a proof is not to be believed; the message says why."""
