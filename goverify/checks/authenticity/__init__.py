"""Whether the distribution is the one that its release recorded."""
