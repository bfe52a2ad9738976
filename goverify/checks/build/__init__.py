"""Whether go builds programs that run."""
