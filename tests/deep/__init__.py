"""Tests of the deep view."""
