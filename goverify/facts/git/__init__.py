"""Git's repositories and settings as files: what git would make of them, with no git run."""
