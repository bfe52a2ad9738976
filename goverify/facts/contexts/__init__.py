"""The contexts in which a go is started — shells, a desktop session, services, sudo — and which one each would find."""
