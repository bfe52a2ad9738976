"""The machine that programs run on: its processors, memory, limits, clock, kernel and what it keeps from them."""
