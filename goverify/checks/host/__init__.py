"""The checks of the machine: its limits, memory, processors, system release, clock, and the files of its kernel."""
