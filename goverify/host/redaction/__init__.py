"""The parts of the redaction: which variables are kept, what a secret looks like, whose names are replaced by what."""
