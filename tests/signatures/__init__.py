"""Tests of the signature readers."""
