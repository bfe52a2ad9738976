"""The processors by the numbers that headers give them, in the words of GOARCH where Go has one.

Sources: elf.h (EM_*), mach/machine.h (CPU_TYPE_*), the PE specification ("Machine Types").
"""

_ELF = {
    (2, 32, ">"): "sparc",
    (3, 32, "<"): "386",
    (8, 32, ">"): "mips",
    (8, 32, "<"): "mipsle",
    (8, 64, ">"): "mips64",
    (8, 64, "<"): "mips64le",
    (20, 32, ">"): "ppc",
    (21, 64, ">"): "ppc64",
    (21, 64, "<"): "ppc64le",
    (22, 32, ">"): "s390",
    (22, 64, ">"): "s390x",
    (40, 32, "<"): "arm",
    (40, 32, ">"): "armbe",
    (43, 64, ">"): "sparc64",
    (62, 64, "<"): "amd64",
    (62, 32, "<"): "amd64p32",
    (183, 64, "<"): "arm64",
    (183, 64, ">"): "arm64be",
    (243, 32, "<"): "riscv",
    (243, 64, "<"): "riscv64",
    (258, 64, "<"): "loong64",
}
_MACHO = {7: "386", 12: "arm", 18: "ppc", 0x1000007: "amd64", 0x100000C: "arm64", 0x1000012: "ppc64"}
_PE = {
    0x14C: "386",
    0x1C0: "arm",
    0x1C4: "arm",
    0x5064: "riscv64",
    0x6264: "loong64",
    0x8664: "amd64",
    0xAA64: "arm64",
}


def of_elf(machine: int, bits: int, order: str) -> str:
    """Return the processor of an ELF file, which the number alone does not tell."""
    return _ELF.get((machine, bits, order)) or f"unknown-{machine:#x}"


def of_macho(cpu: int) -> str:
    """Return the processor of a Mach-O file or of a slice of a fat one."""
    return _MACHO.get(cpu) or f"unknown-{cpu:#x}"


def of_pe(machine: int) -> str:
    """Return the processor of a PE file."""
    return _PE.get(machine) or f"unknown-{machine:#x}"
