"""What the tests of this machine share."""

from collections.abc import Iterator

import pytest

from goverify.host.live import LiveHost


@pytest.fixture
def host() -> Iterator[LiveHost]:
    """Return this machine; what the test has started and written goes with it."""
    with LiveHost() as live:
        yield live
