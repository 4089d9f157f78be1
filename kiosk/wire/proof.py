"""The proof on a receipt: with the kiosk's public key anybody can tell it from a forged one.

What its QR code says:

    KR1:<base 45 of: case id 16 bytes · case number 10 · hash of its entry 32 · sequence 6 ·
    name of the kiosk in UTF-8 · Ed25519 signature 64 over all before it>

Nothing in it is about a person. Every byte is signed and every spelling but one is refused, so
that no letter of it can be changed.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kiosk.cases.number import grouped
from kiosk.wire.base45 import decode, encode
from kiosk.wire.identity import SIGNATURE_BYTES, Identity, signed_by

MARK = "KR1:"
PURPOSE = b"receipt/1"
_FIXED = struct.Struct(">16s10s32s6s")
_NUMBER, _SEQUENCE = 10, 6


@dataclass(frozen=True, slots=True)
class Proof:
    """What a receipt proves: this kiosk recorded this case, as the entry with this hash (hex)."""

    case_id: str
    number: str
    hash: str
    sequence: int
    kiosk: str


class Verdict(StrEnum):
    """What is to be said of a receipt."""

    GENUINE = "genuine"
    ALTERED = "altered"
    """The kiosk signed it, but the case recorded here under its id is another."""

    FORGED = "forged"
    """No key of the kiosk it names signed it: made up, or a letter was changed."""

    REVOKED = "revoked"
    """Signed by a kiosk that is listened to no more, and nothing is recorded here."""

    UNKNOWN = "unknown kiosk"
    UNREADABLE = "no receipt"


_TOLD = {
    Verdict.GENUINE: "genuine",
    Verdict.ALTERED: "ALTERED: another case is recorded under its id",
    Verdict.FORGED: "FORGED: the kiosk that it names did not sign this",
    Verdict.REVOKED: "IN DOUBT: signed by a kiosk that is listened to no more",
    Verdict.UNKNOWN: "IN DOUBT: no key of that kiosk is known",
    Verdict.UNREADABLE: "NO RECEIPT: no QR code of one says this",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, what the receipt says (None if it cannot be read), whether the case is here."""

    verdict: Verdict
    proof: Proof | None = None
    recorded: bool = False

    @property
    def genuine(self) -> bool:
        """Whether nothing at all speaks against it."""
        return self.verdict is Verdict.GENUINE

    def __str__(self) -> str:
        """Say it in a line, with the number to be compared with the one that is printed."""
        proof, told = self.proof, _TOLD[self.verdict]
        if proof is None:
            return told
        here = "" if self.recorded else "; the case is not recorded here"
        return f"{told}: {grouped(proof.number)} of {proof.kiosk}{here}"


@dataclass(frozen=True, slots=True)
class Signer:
    """A kiosk's name, every public key (32 bytes) it ever had, whether it is trusted no more."""

    kiosk: str
    keys: Sequence[bytes]
    revoked: bool = False


def prove(proof: Proof, identity: Identity) -> str:
    """Write what the QR code says; the same proof and key always give the same."""
    message = _message(proof)
    return MARK + encode(message + identity.sign(PURPOSE, message))


def read_proof(text: str) -> tuple[Proof, bytes] | None:
    """Read what a receipt says and its signature; None if it is no receipt. Proves nothing."""
    try:
        data = decode(text.removeprefix(MARK)) if text.startswith(MARK) else b""
        case, number, digest, sequence = _FIXED.unpack_from(data)
        kiosk = data[_FIXED.size : -SIGNATURE_BYTES].decode()
    except (ValueError, struct.error):
        return None
    proof = Proof(
        case_id=str(UUID(bytes=case)),
        number=str(int.from_bytes(number, "big")),
        hash=digest.hex(),
        sequence=int.from_bytes(sequence, "big"),
        kiosk=kiosk,
    )
    return (proof, data[-SIGNATURE_BYTES:]) if kiosk else None


def judge(
    text: str, signers: Iterable[Signer], recorded: Mapping[str, str] | None = None
) -> Judgement:
    """Judge what a receipt's QR code says.

    `recorded` gives, by case id, the hash of the entry that is kept here; a case that is not
    here yet says nothing against its receipt.
    """
    read = read_proof(text)
    if read is None:
        return Judgement(Verdict.UNREADABLE)
    proof, signature = read
    named = [one for one in signers if one.kiosk == proof.kiosk]
    if not named:
        return Judgement(Verdict.UNKNOWN, proof)
    message, keys = _message(proof), [key for one in named for key in one.keys]
    if not any(signed_by(key, PURPOSE, message, signature) for key in keys):
        return Judgement(Verdict.FORGED, proof)
    kept = (recorded or {}).get(proof.case_id)
    if kept is None:
        revoked = any(one.revoked for one in named)
        return Judgement(Verdict.REVOKED if revoked else Verdict.GENUINE, proof)
    return Judgement(Verdict.GENUINE if kept == proof.hash else Verdict.ALTERED, proof, True)


def _message(proof: Proof) -> bytes:
    fixed = _FIXED.pack(
        UUID(proof.case_id).bytes,
        int(proof.number).to_bytes(_NUMBER, "big"),
        bytes.fromhex(proof.hash),
        proof.sequence.to_bytes(_SEQUENCE, "big"),
    )
    return fixed + proof.kiosk.encode()
