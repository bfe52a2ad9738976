"""The walk to a root: what is trusted, and why the rest is not."""

from datetime import UTC, datetime, timedelta

import pytest

from goverify.signatures.certificates import read_certificate, subject_of
from goverify.signatures.chain import CODE_SIGNING, TIME_STAMPING, Chain, follow
from goverify.signatures.types import Status
from tests.signatures.authorities import LEAF_MARK, NOW, Issued, developer, issue, world

SHORT = (datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))


def walk(
    leaf: Issued,
    *others: Issued,
    roots: tuple[Issued, ...] | None = None,
    at: datetime = NOW,
    purpose: str = CODE_SIGNING,
) -> Chain:
    """Return the chain from a leaf."""
    known = (world().root,) if roots is None else roots
    return follow(leaf.read, [one.read for one in others], tuple(root.der for root in known), at, purpose)


def reason(chain: Chain, status: Status = Status.UNTRUSTED) -> str:
    """Return why a chain is not trusted."""
    assert chain.status is status
    return chain.reason


def names(chain: Chain) -> list[str]:
    """Return the chain by name."""
    return [link.name for link in chain.told]


def test_chain_to_a_known_root_is_trusted() -> None:
    chain = walk(world().leaf, world().middle)
    assert (chain.status, chain.reason, chain.remarks) == (Status.TRUSTED, "", ())
    assert names(chain) == ["Test Developer", "Test Developer Authority", "Test Root"]


def test_root_need_not_come_along_and_may() -> None:
    assert walk(world().leaf, world().middle, world().root).status is Status.TRUSTED


def test_order_of_the_certificates_does_not_matter() -> None:
    assert walk(world().leaf, issue("Bystander"), world().root, world().leaf, world().middle).status is Status.TRUSTED


def test_unknown_root_is_named() -> None:
    chain = walk(world().leaf, world().middle, world().root, roots=(issue("Another Root", authority=True),))
    assert reason(chain) == 'its certificates lead to "Test Root", which is no known root'
    assert len(chain.links) == 3


def test_root_of_the_same_name_is_another_root() -> None:
    chain = walk(world().leaf, world().middle, world().root, roots=(issue("Test Root", authority=True),))
    assert "no known root" in reason(chain)


def test_missing_issuer_is_named() -> None:
    assert reason(walk(world().leaf)) == '"Test Developer Authority", which issued "Test Developer", is not known here'


def test_certificate_that_its_issuer_did_not_sign_is_broken() -> None:
    der = world().leaf.der
    forged = read_certificate(der[:-1] + bytes([der[-1] ^ 1]))
    chain = follow(forged, [world().middle.read], (world().root.der,), NOW, CODE_SIGNING)
    assert 'is not signed by "Test Developer Authority"' in reason(chain, Status.BROKEN)


def test_certificate_whose_name_was_changed_is_broken() -> None:
    forged = read_certificate(
        world().leaf.der.replace(b"Test Developer0", b"Best Developer0").replace(b"ABCDE", b"EDCBA")
    )
    chain = follow(forged, [world().middle.read], (world().root.der,), NOW, CODE_SIGNING)
    assert "is not signed by" in reason(chain, Status.BROKEN)


@pytest.mark.parametrize(
    ("at", "holds"),
    [
        (SHORT[0] - timedelta(seconds=1), False),
        (SHORT[0], True),
        (SHORT[1], True),
        (SHORT[1] + timedelta(seconds=1), False),
    ],
)
def test_leaf_is_judged_at_the_given_moment(at: datetime, holds: bool) -> None:
    chain = walk(developer("Short", world().middle, valid=SHORT), world().middle, at=at)
    assert (chain.status is Status.TRUSTED) is holds
    assert holds or 'the certificate "Short" is valid from 2024-01-01 to 2025-01-01' in chain.reason


def test_authority_is_judged_at_the_given_moment() -> None:
    middle = issue("Middle", world().root, authority=True, valid=SHORT)
    chain = walk(developer("Leaf", middle), middle)
    assert 'the certificate "Middle" is valid' in reason(chain)


def test_leaf_that_issues_is_no_authority() -> None:
    chain = walk(developer("Leaf", world().leaf), world().leaf, world().middle)
    assert reason(chain) == 'the certificate "Test Developer" is no authority, and issued "Leaf"'


def test_authority_that_may_not_sign_certificates_is_refused() -> None:
    middle = issue("Middle", world().root, authority=True, signs=False)
    assert "not made for issuing" in reason(walk(developer("Leaf", middle), middle))


def test_too_many_authorities_below_one_are_refused() -> None:
    below = issue("Below", world().middle, authority=True)
    chain = walk(developer("Leaf", below), below, world().middle)
    assert "allows 0 authorities below it, and has 1" in reason(chain)


def test_leaf_that_is_not_made_for_signing_is_refused() -> None:
    assert "not made for signing" in reason(walk(developer("Leaf", world().middle, signs=False), world().middle))


@pytest.mark.parametrize("purposes", [(), (TIME_STAMPING,)])
def test_leaf_of_another_purpose_is_refused(purposes: tuple[str, ...]) -> None:
    chain = walk(developer("Leaf", world().middle, purposes=purposes), world().middle)
    assert reason(chain) == 'the certificate "Leaf" is not made for signing code'


def test_authority_of_another_purpose_is_refused() -> None:
    middle = issue("Middle", world().root, authority=True, purposes=(TIME_STAMPING,))
    assert "may not issue any for signing code" in reason(walk(developer("Leaf", middle), middle))


def test_critical_mark_of_apple_is_accepted_and_of_others_refused() -> None:
    apple = developer("Leaf", world().middle, marks=((LEAF_MARK, True), ("1.2.840.113635.100.6.9.99", True)))
    stranger = developer("Leaf", world().middle, marks=(("1.2.3.4", True),))
    assert walk(apple, world().middle).status is Status.TRUSTED
    assert "has the critical extension 1.2.3.4" in reason(walk(stranger, world().middle))


def test_mark_that_only_looks_like_apple_s_is_refused() -> None:
    stranger = developer("Leaf", world().middle, marks=(("1.2.840.113635.100.60.1", True),))
    assert "1.2.840.113635.100.60.1" in reason(walk(stranger, world().middle))


def test_endless_chain_is_left() -> None:
    links = [world().root]
    for number in range(12):
        links.append(issue(f"Link {number}", links[-1], authority=True))
    assert "within 8 steps" in reason(walk(developer("Leaf", links[-1]), *links))


def test_authorities_that_issue_each_other_are_left() -> None:
    one, two = issue("One", authority=True), issue("Two", authority=True)
    crossed = [issue("One", two, authority=True, key=one.key), issue("Two", one, authority=True, key=two.key)]
    assert walk(developer("Leaf", one), *crossed).status is Status.UNTRUSTED


def test_crowd_of_namesakes_is_bounded() -> None:
    crowd = [issue("Crowd", authority=True, key=world().middle.key) for _ in range(40)]
    leaf = developer("Leaf", crowd[0])
    assert walk(leaf, *crowd).status is not Status.TRUSTED


def test_cross_signed_authority_leads_to_the_root_that_is_known() -> None:
    stranger = issue("Strange Root", authority=True)
    middle = issue("Crossed", world().root, authority=True)
    crossed = issue("Crossed", stranger, authority=True, key=middle.key)
    chain = walk(developer("Leaf", middle), crossed, stranger, middle)
    assert names(chain) == ["Leaf", "Crossed", "Test Root"]


def test_subject_is_found_without_reading_the_rest() -> None:
    assert subject_of(world().root.der) == world().root.read.subject
