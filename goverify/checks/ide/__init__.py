"""Editors and IDEs: the Go that their settings give them, beside the one that a terminal runs."""
