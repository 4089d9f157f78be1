"""Receipts judged at central: by every kiosk's keys, and by the cases that are there."""

from dataclasses import replace

from kiosk.central.desk import revoke_kiosk
from kiosk.central.receipts import exported_keys, judge_receipt
from kiosk.wire.entry import Entry
from kiosk.wire.identity import Identity
from kiosk.wire.keylist import read_keys
from kiosk.wire.proof import Proof, Verdict, judge, prove
from tests.central.hall import Central, Kiosk, now, number_of


def proof_of(entry: Entry) -> Proof:
    case_id = entry.case_id or ""
    return Proof(case_id, number_of(entry), entry.hash, entry.sequence, entry.kiosk)


def verdict(central: Central, text: str) -> Verdict:
    return judge_receipt(central.database_url, central.folder, text, now()).verdict


def test_a_receipt_is_judged_before_and_after_its_case_has_arrived(
    central: Central, kiosk: Kiosk
) -> None:
    proof = proof_of(kiosk.submit())
    genuine = prove(proof, kiosk.keys.identity)
    altered = prove(replace(proof, hash="5a" * 32), kiosk.keys.identity)
    forged = prove(proof, Identity.make())
    assert verdict(central, genuine) is verdict(central, altered) is Verdict.GENUINE
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
    judged = judge_receipt(central.database_url, central.folder, genuine, now())
    assert (judged.verdict, judged.proof, judged.recorded) == (Verdict.GENUINE, proof, True)
    assert verdict(central, altered) is Verdict.ALTERED
    assert verdict(central, forged) is Verdict.FORGED
    assert verdict(central, "1506020126112301001741") is Verdict.UNREADABLE
    stranger = prove(replace(proof, kiosk="nowhere-1"), kiosk.keys.identity)
    assert verdict(central, stranger) is Verdict.UNKNOWN


def test_the_key_list_is_all_that_is_needed_to_judge_offline(
    central: Central, kiosk: Kiosk
) -> None:
    text = prove(proof_of(kiosk.submit()), kiosk.keys.identity)
    listed = exported_keys(central.database_url, central.folder, now())
    assert kiosk.keys.identity.secret() not in listed
    assert judge(text, read_keys(listed)).verdict is Verdict.GENUINE


def test_a_stolen_kiosk_vouches_only_for_what_arrived_before(
    central: Central, kiosk: Kiosk
) -> None:
    arrived = prove(proof_of(kiosk.submit()), kiosk.keys.identity)
    with kiosk.line(central.url) as line:
        line.send(kiosk.journal.outbox.waiting())
    later = prove(proof_of(kiosk.submit()), kiosk.keys.identity)
    revoke_kiosk(central.database_url, central.folder, kiosk.welcome.kiosk, now())
    assert verdict(central, arrived) is Verdict.GENUINE
    assert verdict(central, later) is Verdict.REVOKED
    listed = read_keys(exported_keys(central.database_url, central.folder, now()))
    assert judge(later, listed).verdict is Verdict.REVOKED
