"""The proof on a receipt: nobody else can make one, and no letter of one can be changed."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.wire.base45 import LETTERS, decode, encode
from kiosk.wire.identity import Identity
from kiosk.wire.proof import MARK, Judgement, Proof, Signer, Verdict, judge, prove

OURS, OTHER = Identity.load(b"\x01" * 32), Identity.load(b"\x02" * 32)
PROOFS = (
    Proof("019c0a11-0000-7000-8000-000000000017", "1506020126112301001741", "5a" * 32, 3, "hall-3"),
    Proof("00000000-0000-0000-0000-000000000000", "1506020126112301001741", "0" * 64, 1, "厅"),
    Proof(str(UUID(int=2**128 - 1)), "150602012611230123001787", "f" * 64, 2**48 - 1, "a"),
)
SIGNERS = tuple(Signer(one.kiosk, (OURS.public,)) for one in PROOFS)
LIKELY = LETTERS + "akz，\n"


def verdict(text: str, signers: tuple[Signer, ...] = SIGNERS) -> Verdict:
    return judge(text, signers).verdict


@pytest.mark.parametrize("proof", PROOFS)
def test_what_a_kiosk_proves_is_read_back_and_genuine(proof: Proof) -> None:
    text = prove(proof, OURS)
    assert text == prove(proof, OURS)
    assert judge(text, SIGNERS) == Judgement(Verdict.GENUINE, proof)


def test_every_single_changed_letter_is_refused() -> None:
    text = prove(PROOFS[0], OURS)
    for place, there in enumerate(text):
        for letter in LIKELY.replace(there, ""):
            changed = text[:place] + letter + text[place + 1 :]
            assert verdict(changed) is not Verdict.GENUINE, (place, letter)


@pytest.mark.parametrize("proof", PROOFS)
def test_every_letter_left_out_doubled_or_moved_is_refused(proof: Proof) -> None:
    text = prove(proof, OURS)
    for place, here in enumerate(text):
        before, after = text[:place], text[place + 1 :]
        for changed in (before + after, before + here + here + after, before + after + here):
            assert changed == text or verdict(changed) is not Verdict.GENUINE


@pytest.mark.parametrize(
    "other",
    [
        replace(PROOFS[0], number="1506020126112301001838"),
        replace(PROOFS[0], case_id="019c0a11-0000-7000-8000-000000000018"),
        replace(PROOFS[0], hash="5b" * 32),
        replace(PROOFS[0], sequence=4),
    ],
)
def test_a_signature_holds_for_its_own_receipt_only(other: Proof) -> None:
    genuine = decode(prove(PROOFS[0], OURS).removeprefix(MARK))
    forged = decode(prove(other, OTHER).removeprefix(MARK))
    mixed = MARK + encode(forged[:-64] + genuine[-64:])
    assert judge(mixed, SIGNERS) == Judgement(Verdict.FORGED, other)


def test_another_kiosks_key_is_no_key() -> None:
    assert verdict(prove(PROOFS[0], OTHER)) is Verdict.FORGED
    assert verdict(prove(PROOFS[0], OURS), (Signer("hall-3", (OTHER.public,)),)) is Verdict.FORGED
    assert verdict(prove(PROOFS[0], OURS), (Signer("hall-4", (OURS.public,)),)) is Verdict.UNKNOWN


def test_what_it_signed_for_another_purpose_is_no_receipt() -> None:
    message = decode(prove(PROOFS[0], OURS).removeprefix(MARK))[:-64]
    assert verdict(MARK + encode(message + OURS.sign(b"entry/1", message))) is Verdict.FORGED


def test_a_key_from_before_a_kiosk_was_enrolled_anew_still_counts() -> None:
    both = (Signer("hall-3", (OTHER.public, OURS.public)),)
    assert verdict(prove(PROOFS[0], OURS), both) is Verdict.GENUINE


def test_what_is_recorded_decides() -> None:
    proof, text = PROOFS[0], prove(PROOFS[0], OURS)
    revoked = (Signer("hall-3", (OURS.public,), revoked=True),)
    same, another = {proof.case_id: proof.hash}, {proof.case_id: "0" * 64}
    assert judge(text, SIGNERS, same) == Judgement(Verdict.GENUINE, proof, True)
    assert judge(text, SIGNERS, another) == Judgement(Verdict.ALTERED, proof, True)
    assert judge(text, revoked).verdict is Verdict.REVOKED
    assert judge(text, revoked, same).verdict is Verdict.GENUINE
    assert judge(prove(proof, OTHER), SIGNERS, same).verdict is Verdict.FORGED


@given(st.text(max_size=300) | st.binary(max_size=200).map(lambda data: MARK + encode(data)))
def test_what_is_no_receipt_is_never_genuine_and_never_an_error(text: str) -> None:
    assert verdict(text) is not Verdict.GENUINE


@given(st.binary(max_size=120))
def test_bytes_come_back_from_their_letters(data: bytes) -> None:
    assert decode(encode(data)) == data


@given(st.text(alphabet=LETTERS, max_size=40))
@settings(max_examples=300)
def test_letters_have_one_spelling(text: str) -> None:
    try:
        data = decode(text)
    except ValueError:
        return
    assert encode(data) == text


@pytest.mark.parametrize(
    ("data", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581")]
)
def test_the_examples_of_the_standard(data: bytes, text: str) -> None:
    assert encode(data) == text
    assert decode(text) == data
