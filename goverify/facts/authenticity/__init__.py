"""Whether a tree is its release, file by file: the records, where they come from, and the verdict."""
