"""Which go a command line finds."""
