"""Which implementation of Go answers."""
