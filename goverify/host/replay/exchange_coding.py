"""What was asked of the web, in the JSON of a recorded host: by the address, without any login."""

import base64
import binascii
from typing import Any

from goverify.host.replay.file_encoding import without
from goverify.host.replay.json_node import Node
from goverify.host.web import Certificate, Exchange, Trouble

LARGEST_BODY = 64 << 10
"""Bytes of an answer that a recording keeps; those that were longer it does not give again."""

_TEXTS = ("location", "content_type", "challenge", "words", "variable", "proxy")
_FIELDS = ("status", "body", "body64", "cut", "skew_s", "trouble", "certificate", *_TEXTS)


def encode_exchange(known: Exchange) -> dict[str, Any]:
    """Return what came of a question as JSON."""
    fields = without(known._asdict(), **Exchange()._asdict())
    if known.body:
        fields |= _encoded(fields.pop("body"))
    if known.certificate:
        fields["certificate"] = known.certificate._asdict()
    return fields


def decode_exchange(node: Node) -> Exchange:
    """Return what came of a question; BadRecording where the JSON does not say that."""
    fields = node.fields(_FIELDS)
    texts = {name: fields[name].text() for name in _TEXTS if name in fields}
    body = _decoded(fields["body64"]) if "body64" in fields else b""
    return Exchange(
        status=fields["status"].integer() if "status" in fields else None,
        body=fields["body"].text().encode("utf-8", "replace") if "body" in fields else body,
        cut="cut" in fields and fields["cut"].truth(),
        skew_s=fields["skew_s"].integer(-(1 << 40)) if "skew_s" in fields else None,
        trouble=Trouble(fields["trouble"].one_of([each.value for each in Trouble])) if "trouble" in fields else None,
        certificate=_certificate(fields["certificate"]) if "certificate" in fields else None,
        **texts,
    )


def _certificate(node: Node) -> Certificate:
    fields = node.fields(Certificate._fields, Certificate._fields)
    return Certificate(*(fields[name].text() for name in Certificate._fields))


def _encoded(body: bytes) -> dict[str, str]:
    try:
        return {"body": body.decode()}
    except UnicodeDecodeError:
        return {"body64": base64.b64encode(body).decode()}


def _decoded(node: Node) -> bytes:
    try:
        return base64.b64decode(node.text(), validate=True)
    except (ValueError, binascii.Error):
        raise node.wrong("bytes in base64") from None
