"""Which Go a go command would run in this folder, as its own rules say it, and whether that one can be had."""
