"""Signatures that name somebody: whom to believe, at which moment, and what has to agree."""

from datetime import UTC, datetime, timedelta

from asn1crypto import cms, core

from goverify.signatures import Signature, Status
from tests.signatures.authorities import NOW, TEAM, developer, issue, world
from tests.signatures.macho_signer import (
    ADHOC,
    DEVELOPED,
    RUNTIME,
    Shape,
    apple_attributes,
    by,
    developed,
    directory,
    flipped,
    judged,
    trust,
    unstamped,
)
from tests.signatures.messages import message, stamp, token

BRIEF = (datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC))
LATER = NOW + timedelta(days=400)
OTHER = directory(b"another program")


def reason(signature: Signature, status: Status) -> str:
    """Return why a signature is not trusted."""
    assert signature.status is status
    return signature.reason


def test_signature_of_a_developer_is_trusted() -> None:
    signature = judged(developed())
    assert (signature.status, signature.reason, signature.remarks) == (Status.TRUSTED, "", ())
    assert (signature.team, signature.flags, signature.signed_at) == (TEAM, ("runtime",), NOW)
    assert [one.name for one in signature.chain] == ["Test Developer", "Test Developer Authority", "Test Root"]
    assert signature.timestamp
    assert (signature.timestamp.time, signature.timestamp.status) == (NOW, Status.TRUSTED)


def test_developer_who_has_run_out_since_is_trusted_by_the_timestamp() -> None:
    leaf = developer("Brief", world().middle, valid=BRIEF)
    assert judged(developed(signer=by(leaf)), trust()._replace(now=LATER)).status is Status.TRUSTED


def test_without_a_timestamp_the_present_counts() -> None:
    data = developed(signer=unstamped(developer("Brief", world().middle, valid=BRIEF)))
    assert judged(data).status is Status.TRUSTED
    assert "it was used on 2027-07-06" in reason(judged(data, trust()._replace(now=LATER)), Status.UNTRUSTED)


def test_time_that_the_signer_claims_proves_nothing() -> None:
    data = developed(signer=unstamped(developer("Brief", world().middle, valid=BRIEF), signed_at=NOW))
    assert judged(data, trust()._replace(now=LATER)).status is Status.UNTRUSTED


def test_timestamp_of_an_unknown_authority_is_not_believed() -> None:
    clock = issue("Nobody's Clock", issue("Nobody", authority=True), purposes=("1.3.6.1.5.5.7.3.8",))
    signature = judged(developed(signer=by(clock=clock)))
    assert reason(signature, Status.UNTRUSTED).startswith('its timestamp does not hold: "Nobody", which issued')


def test_timestamp_of_another_signature_is_broken() -> None:
    data = developed(signer=unstamped(unsigned=(stamp(token(world().clock, b"another signature")),)))
    assert reason(judged(data), Status.BROKEN) == "its timestamp does not hold: it is of another signature"


def test_two_timestamps_are_refused() -> None:
    two = (stamp(token(world().clock, b"1")), stamp(token(world().clock, b"2")))
    assert reason(judged(developed(signer=unstamped(unsigned=two))), Status.BROKEN) == "it has 2 timestamps"


def test_unsigned_attribute_of_an_unknown_kind_is_remarked() -> None:
    signature = judged(developed(signer=unstamped(unsigned=(("1.2.3.4", [core.Null()]),))))
    assert signature.status is Status.TRUSTED
    assert signature.remarks == ("its signature has an unsigned attribute of an unknown kind, 1.2.3.4",)


def test_certificate_that_its_issuer_did_not_sign_is_broken() -> None:
    data, leaf = developed(), world().leaf.der
    signature = judged(flipped(data, data.index(leaf) + len(leaf) - 1))
    assert 'is not signed by "Test Developer Authority"' in reason(signature, Status.BROKEN)


def test_unknown_root_is_told() -> None:
    signature = judged(developed(), trust()._replace(apple=(issue("Another", authority=True).der,)))
    assert "no known root" in reason(signature, Status.UNTRUSTED)


def test_no_root_at_all_is_told() -> None:
    assert "no known root" in reason(judged(developed(), trust()._replace(apple=())), Status.UNTRUSTED)


def test_certificate_of_another_kind_than_developer_id_is_told() -> None:
    plain = developer("Plain", world().middle, marks=())
    assert reason(judged(developed(signer=by(plain))), Status.UNTRUSTED) == 'the certificate "Plain" is no Developer ID'


def test_issuer_of_another_kind_than_developer_id_is_told() -> None:
    middle = issue("Store", world().root, authority=True)
    signer = by(developer("Leaf", middle), others=(middle,))
    assert "is no Developer ID" in reason(judged(developed(signer=signer)), Status.UNTRUSTED)


def test_certificate_of_another_team_is_refused() -> None:
    signature = judged(developed(signer=by(developer("Leaf", world().middle, unit="OTHER"))))
    assert reason(signature, Status.BROKEN) == f'it names the team "{TEAM}", and its certificate the team "OTHER"'


def test_certificate_that_does_not_sign_code_is_told() -> None:
    signature = judged(developed(signer=by(developer("Leaf", world().middle, purposes=("1.3.6.1.5.5.7.3.1",)))))
    assert "is not made for signing code" in reason(signature, Status.UNTRUSTED)


def test_signature_of_another_directory_is_refused() -> None:
    data = developed(signer=lambda _: message(world().leaf, OTHER, attributes=apple_attributes([OTHER])))
    assert reason(judged(data), Status.BROKEN) == "its signature is of a different code directory"


def test_list_of_other_directories_is_refused() -> None:
    data = developed(signer=by(attributes=apple_attributes([OTHER])[:1]))
    assert reason(judged(data), Status.BROKEN) == "its signature lists other code directories than it has"


def test_digests_of_other_directories_are_refused() -> None:
    data = developed(signer=by(attributes=apple_attributes([OTHER])[1:]))
    assert reason(judged(data), Status.BROKEN) == "its signature has digests of other code directories than it has"


def test_old_signature_says_nothing_of_its_one_directory() -> None:
    assert judged(developed(signer=by(attributes=()))).status is Status.TRUSTED


def test_further_directory_has_to_be_signed_for() -> None:
    shapes = (DEVELOPED._replace(hash_type=1), DEVELOPED)
    assert judged(developed(*shapes)).status is Status.TRUSTED
    said = reason(judged(developed(*shapes, signer=by(attributes=()))), Status.BROKEN)
    assert said == "its signature says nothing of its further code directories"


def test_further_directory_that_was_added_is_refused() -> None:
    def signer(directories: list[bytes]) -> bytes:
        return by(attributes=apple_attributes(directories[:1]))(directories)

    data = developed(DEVELOPED._replace(hash_type=1), DEVELOPED, signer=signer)
    assert reason(judged(data), Status.BROKEN) == "its signature lists other code directories than it has"


def test_message_that_holds_content_is_refused() -> None:
    data = developed(signer=lambda parts: message(world().leaf, parts[0], embedded=True))
    assert reason(judged(data), Status.BROKEN) == "its signed message is not the one of a program"


def test_message_of_two_signers_is_refused() -> None:
    def signer(directories: list[bytes]) -> bytes:
        content_info = cms.ContentInfo.load(by()(directories))
        infos = content_info["content"]["signer_infos"]
        content_info["content"]["signer_infos"] = [infos[0], infos[0]]
        doubled: bytes = content_info.dump(force=True)
        return doubled

    assert reason(judged(developed(signer=signer)), Status.BROKEN) == "its signed message is not the one of a program"


def test_bytes_behind_the_message_are_refused() -> None:
    data = developed(signer=lambda parts: by()(parts) + b"\0")
    assert reason(judged(data), Status.BROKEN) == "its signed message is not the one of a program"


def test_ad_hoc_signature_with_a_signer_is_refused() -> None:
    signature = judged(developed(Shape(team=TEAM, flags=ADHOC | RUNTIME)))
    assert reason(signature, Status.BROKEN) == "it says that it is ad-hoc and names a signer"


def test_changed_program_is_broken_and_still_says_who_signed_it() -> None:
    signature = judged(flipped(developed(), 5000))
    assert "within bytes 4096 to 8192" in reason(signature, Status.BROKEN)
    assert signature.signer
    assert signature.signer.name == "Test Developer"


def test_changed_program_of_an_untrusted_signer_is_broken() -> None:
    assert judged(flipped(developed(), 5000), trust()._replace(apple=())).status is Status.BROKEN
