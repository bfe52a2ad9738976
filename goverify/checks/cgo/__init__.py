"""Checks of cgo: the C compiler that go uses, its headers and libraries, and a program with C in it."""
