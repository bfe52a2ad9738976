"""Tests of the checksum database's readers."""
