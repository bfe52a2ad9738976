"""Facts about cgo: whether it is on, the C compiler behind it, what needs it, and a program with C in it."""
