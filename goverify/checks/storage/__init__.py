"""The checks of where Go keeps what it makes and fetches: caches, their owners, room and mounts."""
