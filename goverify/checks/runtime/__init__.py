"""The checks of what a running Go program meets: its own runtime, the loopback, certificates, names and time zones."""
