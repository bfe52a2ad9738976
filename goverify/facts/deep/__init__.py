"""The facts that only --deep asks for: what a Go can do beyond a plain build, found out by having it done."""
