"""What protects cases on a kiosk and on their way; each with how it is taken out."""

from tests.faults.mutation import (
    AT_THE_KIOSK,
    OLD_DISK,
    ON_THE_DISK,
    ON_THE_LINE,
    WRONG_WORDS,
    Change,
    Mutation,
)

AT_THE_KIOSK_AND_ON_THE_WAY = (
    Mutation(
        "a case is committed before it is promised",
        (Change("kiosk/journal/database.py", "                self._recorder.commit()\n", ""),),
        AT_THE_KIOSK,
    ),
    Mutation(
        "a commit of the journal is synced",
        (
            Change("kiosk/journal/database.py", "synchronous = full", "synchronous = normal"),
            Change("kiosk/journal/database.py", "FULL = 2", "FULL = 1"),
        ),
        AT_THE_KIOSK,
    ),
    Mutation(
        "keys and large attachments are synced before they get their names",
        (
            Change(
                "kiosk/journal/files.py",
                "        file.write(data)\n        file.flush()\n        os.fsync(file.fileno())",
                "        file.write(data)",
            ),
        ),
        AT_THE_KIOSK,
    ),
    Mutation(
        "names of files on the kiosk are synced",
        (Change("kiosk/journal/files.py", "            os.fsync(handle)", "            pass"),),
        AT_THE_KIOSK,
    ),
    Mutation(
        "a number is never given twice for a day",
        (Change("kiosk/journal/accepting.py", "last = last + 1", "last = 1"),),
        AT_THE_KIOSK,
    ),
    Mutation(
        "nothing is erased before central holds its attachments",
        (Change("kiosk/journal/retention.py", "state != HELD", "state > HELD"),),
        AT_THE_KIOSK,
    ),
    Mutation(
        "an orphan is what no entry names",
        (Change("kiosk/journal/blobs.py", "if path.name not in known", "if path.name"),),
        AT_THE_KIOSK,
    ),
    Mutation(
        "attachments are encrypted at rest",
        (
            Change(
                "kiosk/journal/blobs.py",
                'return prefix + b"".join(pieces)',
                "return prefix + data",
            ),
        ),
        AT_THE_KIOSK,
    ),
    Mutation(
        "a word to another kiosk is no word",
        (
            Change(
                "kiosk/courier/delivering.py",
                "if (word.kiosk, word.chain) != (batch[0].kiosk, batch[0].chain):",
                "if False:",
            ),
        ),
        f"{WRONG_WORDS}::test_a_word_to_another_kiosk_is_no_word",
    ),
    Mutation(
        "a word is about what was sent",
        (Change("kiosk/courier/delivering.py", "if entry.hash not in word.refused()", "if False"),),
        f"{WRONG_WORDS}::test_a_word_about_other_entries_ends_the_round",
    ),
    Mutation(
        "no more goes at once than the line carries",
        (Change("kiosk/courier/at_once.py", "failure is Failure.CUT and", "False and"),),
        "tests/courier/test_narrow_line.py",
    ),
    Mutation(
        "a commit that failed is written over",
        (
            Change(
                "kiosk/journal/database.py",
                'connection.exec_driver_sql("PRAGMA user_version = 0")',
                "pass",
            ),
        ),
        ON_THE_DISK,
    ),
    Mutation(
        "a full disk is told from a failing one",
        (
            Change(
                "kiosk/journal/troubles.py", "_FULL, _IOERR, _CORRUPT", "_IOERR, _FULL, _CORRUPT"
            ),
        ),
        ON_THE_DISK,
    ),
    Mutation(
        "what the disk refused is a trouble, not a fault",
        (Change("kiosk/journal/troubles.py", "raise disk_trouble(error) from error", "raise"),),
        ON_THE_DISK,
    ),
    Mutation(
        "after a restore, all that was confirmed is offered again",
        (
            Change(
                "kiosk/courier/delivering.py",
                "if known == epoch and (self._compared or not lost):",
                "if known is not None:",
            ),
        ),
        "tests/courier/test_restored.py::test_central_restored_and_said_so",
    ),
    Mutation(
        "attachments that central lacks are brought",
        (
            Change(
                "kiosk/journal/outbox.py",
                "heard(connection, word.held, word.missing)",
                "heard(connection, word.held, ())",
            ),
        ),
        ON_THE_LINE,
    ),
    Mutation(
        "a kiosk whose disk is an old one begins a new chain",
        (
            Change(
                "kiosk/courier/delivering.py",
                "present = word.chain == self._journal.history.head().chain",
                "present = False",
            ),
        ),
        OLD_DISK,
    ),
    Mutation(
        "confirmations by stick hold for one epoch",
        (
            Change(
                "kiosk/courier/stick.py",
                "        if known not in (None, epoch):",
                "        if False:",
            ),
        ),
        "tests/courier/test_restored_by_stick.py::test_central_restored_asks_again_by_stick",
    ),
    Mutation(
        "one courier at a time",
        (
            Change(
                "kiosk/journal/journal.py",
                "lock = locked(folder, role)",
                "lock = locked(folder, role + secrets.token_hex(4))",
            ),
        ),
        "tests/courier/test_failures.py::test_two_couriers_on_one_kiosk",
    ),
    Mutation(
        "nobody waits for a clock that was set back",
        (
            Change(
                "kiosk/courier/courier.py", "return now < at <= now + LONGEST", "return now < at"
            ),
        ),
        "tests/courier/test_courier.py::test_nobody_waits_for_a_clock_that_was_set_back",
    ),
    Mutation(
        "central's time is taken where the kiosk's clock is wrong",
        (
            Change(
                "kiosk/courier/line.py",
                "self.offset = _ahead(answer, self._clock(), self.offset)",
                "pass",
            ),
        ),
        "tests/courier/test_failures.py::test_clock_an_hour_off_is_bridged_and_not_set",
    ),
)
