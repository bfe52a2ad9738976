"""What all tests share."""

from pathlib import Path

import pytest

from tests.trees import NEWER, OLDER, go_tree


@pytest.fixture(scope="session")
def newer_go() -> Path:
    """Return the tree of the newer real release."""
    return go_tree(NEWER)


@pytest.fixture(scope="session")
def older_go() -> Path:
    """Return the tree of the older real release."""
    return go_tree(OLDER)
