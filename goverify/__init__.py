"""goverify verifies and diagnoses a Go environment: which go answers, whether it is whole, whether it works."""

__version__ = "0.1.0"
