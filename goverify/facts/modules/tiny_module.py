"""A tiny module of goverify's own: its files, its archive, and how a proxy and a module cache hold them.

The hashes are written down here and not worked out, so that go's own arithmetic is held against something: Go 1.19 to
1.27 come to the same. Source: go.dev/ref/mod (GOPROXY protocol), golang.org/x/mod/zip.
"""

import io

MODULE, VERSION = "goverify.test/dep", "v1.0.0"
NAMED = f"{MODULE}@{VERSION}"
GOMOD = f"module {MODULE}\n\ngo 1.19\n"
FILES = {"go.mod": GOMOD, "dep.go": "package dep\n\nconst Seven = 7\n"}

SUM = "h1:aTB1zy0FWGvWnO2mVg/PjCyaOroaCz9noWtsG2b44C8="
GOMOD_SUM = "h1:qkEOKvnlphB50RNUUZMGMAaaB5+wJ7j0d5n+9DWYdbY="
FORGED = f"h1:{'A' * 43}="
"""What no module has for a hash."""

PLACE = f"{MODULE}/@v"


def archive() -> str:
    """Return the module's archive, as a text that surrogateescape turns into its bytes."""
    import zipfile  # few runs need it

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in FILES.items():
            made.writestr(zipfile.ZipInfo(f"{NAMED}/{name}"), content)  # of 1980, whenever it is made
    return file.getvalue().decode("utf-8", "surrogateescape")


def proxy() -> dict[str, str]:
    """Return the files of a folder that serves the module to go."""
    return {f"{PLACE}/list": f"{VERSION}\n"} | _described(PLACE)


def changed_cache() -> dict[str, str]:
    """Return the files of a module cache in which somebody has changed the module after go unpacked it."""
    kept = f"cache/download/{PLACE}"
    unpacked = {f"{NAMED}/{name}": content for name, content in FILES.items()}
    changed = {f"{NAMED}/dep.go": FILES["dep.go"].replace("7", "8")}
    return _described(kept) | {f"{kept}/{VERSION}.ziphash": SUM} | unpacked | changed


def user(sum_of_archive: str) -> dict[str, str]:
    """Return the files of a project that requires the module, and records this hash for it."""
    return {
        "go.mod": f"module goverify.test/user\n\ngo 1.19\n\nrequire {MODULE} {VERSION}\n",
        "go.sum": f"{MODULE} {VERSION} {sum_of_archive}\n{MODULE} {VERSION}/go.mod {GOMOD_SUM}\n",
    }


def _described(place: str) -> dict[str, str]:
    return {
        f"{place}/{VERSION}.info": f'{{"Version":"{VERSION}"}}',
        f"{place}/{VERSION}.mod": GOMOD,
        f"{place}/{VERSION}.zip": archive(),
    }
