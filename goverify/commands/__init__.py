"""The commands, a module each, and what they share: streams guarded, hosts opened, documents written."""
