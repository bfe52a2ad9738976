"""Whether the distribution is whole and of one release."""
