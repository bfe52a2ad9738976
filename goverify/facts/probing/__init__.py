"""What only a running Go program knows: the probe's answers, and the scheduler's own words."""
