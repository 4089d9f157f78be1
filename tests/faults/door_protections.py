"""What keeps everybody else out, and whose word counts; each with how it is taken out."""

from tests.faults.mutation import Change, Mutation

STRANGERS = "tests/faults/test_strangers.py"
REQUESTS = "tests/wire/test_requests.py"
RESTORED = "tests/courier/test_restored.py"

AT_THE_DOOR = (
    Mutation(
        "an entry is its kiosk's own by its signature",
        (
            Change(
                "kiosk/central/lines.py",
                "signed_by(key, PURPOSE, entry.content, entry.signature) for",
                "signed_by for",
            ),
        ),
        f"{STRANGERS}::test_an_entry_that_its_kiosk_did_not_sign_is_refused",
    ),
    Mutation(
        "a stick is its kiosk's own by its signature",
        (Change("kiosk/central/parcels.py", " or parcel.public_key not in speaker.keys", ""),),
        f"{STRANGERS}::test_a_stick_packed_by_another_is_not_taken",
    ),
    Mutation(
        "a request is its kiosk's own by its signature",
        (Change("kiosk/wire/requests.py", " or not proves(key, base, claim.signature)", ""),),
        f"{REQUESTS}::test_an_unknown_kiosk_and_none_at_all",
    ),
    Mutation(
        "a request of another time is refused",
        (Change("kiosk/wire/requests.py", "> SKEW.total_seconds()", "< 0"),),
        f"{REQUESTS}::test_clocks_may_differ_by_five_minutes_and_no_more",
    ),
    Mutation(
        "where bytes go is signed",
        (
            Change(
                "kiosk/wire/requests.py",
                "{*LINE, *(name for name in UPLOAD if name in request.headers)}",
                "{*LINE}",
            ),
        ),
        f"{REQUESTS}::test_where_bytes_go_is_signed_too",
    ),
    Mutation(
        "a receipt is genuine by its kiosk's key",
        (Change("kiosk/wire/proof.py", "if not any(signed_by(", "if not any((signed_by,"),),
        "tests/wire/test_proof.py::test_another_kiosks_key_is_no_key",
    ),
    Mutation(
        "a code is for one kiosk and one key",
        (
            Change(
                "kiosk/central/enrolment.py",
                " or _present_key(connection, kiosk) != request.public_key",
                "",
            ),
        ),
        "tests/central/test_doors.py::test_a_code_is_for_one_kiosk_and_one_key",
    ),
    Mutation(
        "a code ends after a day",
        (
            Change(
                "kiosk/central/enrolment.py",
                "if invited.code_until is not None and now <= invited.code_until:",
                "if invited.code_until is not None:",
            ),
        ),
        "tests/central/test_doors.py::test_a_code_ends_after_a_day",
    ),
    Mutation(
        "a kiosk that was stopped is not heard",
        (
            Change(
                "kiosk/central/senders.py",
                "Refusal(ProblemKind.REVOKED) if speaker.revoked else (head, speaker)",
                "(head, speaker)",
            ),
        ),
        "tests/courier/test_failures.py::test_revoked_goes_on_taking_cases",
    ),
    Mutation(
        "a department is known by its token",
        (Change("kiosk/central/senders.py", "if department is None:", "if not token:"),),
        "tests/central/test_audit.py::test_who_is_not_let_in_sees_nothing_and_leaves_nothing",
    ),
    Mutation(
        "a loss at central that nobody told of is noticed",
        (Change("kiosk/courier/delivering.py", "lost=self._lost(word, batch)", "lost=False"),),
        f"{RESTORED}::test_central_restored_and_nobody_said_so",
    ),
)
