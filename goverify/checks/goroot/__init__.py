"""Where go looks for its own tree."""
