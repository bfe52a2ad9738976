"""What this machine fetches from the network, only ever on request: one small document at a time."""

import errno

TIMEOUT_S = 30.0


def fetch(url: str, limit_bytes: int) -> bytes:
    """Return what is served at an address; FileNotFoundError where nothing is, OSError where that cannot be told."""
    import urllib.error
    import urllib.request

    if not url.startswith(("https://", "http://")):
        raise OSError(errno.EPROTONOSUPPORT, "no address of the web", url)
    try:
        request = urllib.request.Request(url, headers={"User-Agent": "goverify"})  # noqa: S310 - looked at above
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310 - as above
            data: bytes = answer.read(limit_bytes + 1)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in (404, 410):
            raise FileNotFoundError(errno.ENOENT, "nothing is served there", url) from None
        raise OSError(errno.EIO, f"the server answered {error.code}", url) from None
    except (OSError, ValueError) as error:  # a bad certificate, no route, an address that is none
        raise OSError(errno.EIO, str(getattr(error, "reason", error)), url) from None
    if len(data) > limit_bytes:
        raise OSError(errno.EFBIG, f"the answer has more than {limit_bytes} bytes", url)
    return data
