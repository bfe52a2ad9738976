"""Tests of what packagers recorded."""
