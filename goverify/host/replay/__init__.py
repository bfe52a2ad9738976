"""The parts of a recorded host: its records, its JSON, the world that follows from a few files."""
