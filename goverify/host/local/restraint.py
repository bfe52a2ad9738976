"""The limits that a child process of ours sets itself before it looks at what it does not trust."""

import sys


def restrain(memory_bytes: int, cpu_s: int) -> None:
    """Bound this process's address space and processor time, and let it write no file; nothing on Windows."""
    if sys.platform == "win32":
        return
    import resource

    for limit, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        try:
            resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):  # macOS refuses some of them
            continue
