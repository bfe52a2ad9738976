"""The checks: one file each, whose place below this package is its id."""
