"""Whether the go file is one that can run here."""
