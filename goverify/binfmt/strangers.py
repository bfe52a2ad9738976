"""The words for files that are no executables: what they are instead, where their first bytes tell."""

from goverify.binfmt.window import Window

_KNOWN = (
    (b"\xef\xbb\xbf#!", 'a script whose "#!" stands behind a UTF-8 byte order mark, where no system finds it'),
    (b"\xef\xbb\xbf", "text with a UTF-8 byte order mark"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
    (b"version https://git-lfs.github.com/", "a Git LFS pointer in place of the file itself"),
    (b"\x1f\x8b", "a gzip archive that was not unpacked"),
    (b"PK\x03\x04", "a zip archive that was not unpacked"),
    (b"\xfd7zXZ\0", "an xz archive that was not unpacked"),
    (b"BZh", "a bzip2 archive that was not unpacked"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive that was not unpacked"),
    (b"xar!", "a macOS installer package"),
    (b"\xd0\xcf\x11\xe0", "a Windows installer package or another OLE file"),
    (b"\xca\xfe\xba\xbe", "a Java class file"),
    (b"L\0\0\0\x01\x14\x02\0", "a Windows shortcut"),
)
_HTML = (b"<!doctype html", b"<html", b"<?xml")
_CONTROL = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b"))  # text may have an escape, as in coloured output


def explain(window: Window) -> str:
    """Return what a file of no known format is, as a sentence fragment."""
    head = window.head
    for magic, meaning in _KNOWN:
        if head.startswith(magic):
            return meaning
    if head[257:262] == b"ustar":
        return "a tar archive that was not unpacked"
    if head.lstrip().lower().startswith(_HTML):
        return "a web page, such as a failed download leaves behind"
    if not head.strip(b"\0"):
        return f"nothing but zero bytes in its first {len(head)}"
    if head == head.translate(None, _CONTROL):
        return 'text without a "#!" line'
    return f"no executable of a known format (it begins with {head[:4].hex(' ')})"
