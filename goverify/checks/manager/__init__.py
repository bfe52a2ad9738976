"""Version managers: shims, wrappers, and what they choose."""
