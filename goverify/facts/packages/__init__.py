"""What packagers recorded of the files that they installed, packager by packager, and trees held against it."""
