"""The renderers: a report in, a text out, nothing decided."""
