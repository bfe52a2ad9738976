"""Checks of the settings of Go: what is left over, misspelt, or no value that go accepts."""
