"""The settings of Go: what is in force, where it was made, and what in its value go does not accept."""
