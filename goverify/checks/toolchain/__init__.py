"""Checks of the choice of a Go: which release the project asks for, and whether it can be had here."""
