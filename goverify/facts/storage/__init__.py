"""Where go writes: its caches and temporary folder, whether this user may write there, and whether there is room."""
