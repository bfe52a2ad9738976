"""Tests of what is told of a host and never judged."""
