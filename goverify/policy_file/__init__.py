"""The policy as people write it: its file found, read into frozen values, and drafted."""
