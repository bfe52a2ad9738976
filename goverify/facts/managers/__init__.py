"""The version managers and other stand-ins: which Go each would choose in this folder, found out by reading alone."""
