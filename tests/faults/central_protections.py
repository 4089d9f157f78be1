"""What protects cases at central and in the words between; each with how it is taken out."""

from tests.faults.mutation import (
    AT_CENTRAL,
    FORGED,
    KNOWN_AGAIN,
    OLD_DISK,
    ON_A_SERVER,
    ON_THE_LINE,
    WRONG_WORDS,
    Change,
    Mutation,
)

AT_CENTRAL_AND_IN_WORDS = (
    Mutation(
        "a commit of central is synced",
        (Change("kiosk/central/database.py", '"synchronous = full"', '"synchronous = normal"'),),
        AT_CENTRAL,
    ),
    Mutation(
        "names of files at central are synced",
        (Change("kiosk/central/files.py", "        os.fsync(handle)", "        pass"),),
        AT_CENTRAL,
    ),
    Mutation(
        "central's keys are synced",
        (Change("kiosk/central/files.py", "os.fsync(out.fileno())", "pass"),),
        AT_CENTRAL,
    ),
    Mutation(
        "central commits before it gives its word",
        (
            Change(
                "kiosk/central/database.py",
                "            with connection.begin():\n",
                "            if connection.begin():\n",
            ),
        ),
        ON_THE_LINE,
    ),
    Mutation(
        "central knows again what it has",
        (Change("kiosk/central/ledger.py", "if place.hash == entry.hash:", "if False:"),),
        KNOWN_AGAIN,
    ),
    Mutation(
        "only central's own word confirms",
        (
            Change(
                "kiosk/wire/signed.py",
                "if not signed_by(public_key, _purpose(kind), content, envelope.signature):",
                "if not signed_by:",
            ),
        ),
        FORGED,
    ),
    Mutation(
        "a request that was changed on the way is refused",
        (Change("kiosk/wire/requests.py", 'raise UnprovenRequest("digest")', "pass"),),
        "tests/wire/test_requests.py::test_what_was_changed_is_noticed",
    ),
    Mutation(
        "small attachments are what their names say",
        (
            Change(
                "kiosk/central/upload_api.py",
                "if any(digest(content) != name for name, content in files.items()):",
                "if any(False for _ in files):",
            ),
        ),
        f"{WRONG_WORDS}::test_bytes_that_are_not_those_of_their_name_are_not_held",
    ),
    Mutation(
        "a commit of central's server is a commit",
        (
            Change(
                "kiosk/central/database.py",
                "with self.engine.begin() as connection:\n                yield connection\n      "
                "      return",
                "with self.engine.connect() as connection:\n                yield connection\n    "
                "        return",
            ),
        ),
        ON_A_SERVER,
    ),
    Mutation(
        "what is wrong with one delivery is no other's trouble",
        (
            Change(
                "kiosk/central/intake.py",
                "return [self._alone(one, now) for one in batches]",
                "return [LookupError()] * len(batches)",
            ),
        ),
        "tests/central/test_together.py::test_who_cannot_be_kept_spoils_nobody_elses",
    ),
    Mutation(
        "a case that comes in two entries is one case",
        (
            Change(
                "kiosk/central/opening.py",
                "if case is None or case.id not in here:",
                "if True:",
            ),
        ),
        "tests/central/test_together.py::"
        "test_a_case_of_two_kiosks_is_one_case_and_one_for_a_person",
    ),
    Mutation(
        "a case is opened once",
        (
            Change(
                "kiosk/central/opening.py",
                "return [one for one in opened if one.waited.place in still]",
                "return [*opened]",
            ),
        ),
        "tests/central/test_opening.py::test_who_opens_at_one_time_opens_each_case_once",
    ),
    Mutation(
        "what is kept waits until it is open",
        (Change("kiosk/central/intake.py", "append(connection, unopened, waiting)", "pass"),),
        "tests/central/test_opening.py::test_a_server_that_dies_while_it_opens_has_lost_nothing",
    ),
    Mutation(
        "what a process was keeping when it died is promised to nobody",
        (
            Change(
                "kiosk/central/keepers.py",
                "raise ConnectionResetError from error",
                'return [b""] * len(deliveries)',
            ),
        ),
        "tests/central/test_keepers.py"
        "::test_one_that_dies_over_a_delivery_promised_nothing_and_is_begun_anew",
    ),
    Mutation(
        "a case that cannot be kept is put aside for a person and keeps nobody waiting",
        (
            Change(
                "kiosk/central/opening.py", "_Opened(one.waited, Understood(None), FAULT)", "one"
            ),
        ),
        "tests/central/test_opening.py::test_a_case_that_cannot_be_kept_waits_for_a_person",
    ),
    Mutation(
        "an entry is kept though it cannot be opened now",
        (
            Change(
                "kiosk/central/intake.py",
                "            self._then(now)\n        except Exception",
                "            self._then(now)\n        except ArithmeticError",
            ),
        ),
        "tests/central/test_opening.py::test_what_cannot_be_opened_now_is_kept_and_opened_later",
    ),
    Mutation(
        "both sides of a conflict are kept",
        (
            Change(
                "kiosk/central/ledger.py",
                "append(self._connection, conflicts, [_bytes(entry, now) for entry in beside])",
                "pass",
            ),
        ),
        OLD_DISK,
    ),
    Mutation(
        "a piece of an attachment is synced before central counts it",
        (Change("kiosk/central/uploads.py", "        os.fsync(file.fileno())\n", ""),),
        AT_CENTRAL,
    ),
    Mutation(
        "an attachment that comes with others is synced before central counts it",
        (
            Change(
                "kiosk/central/wholes.py",
                "            os.fsync(one.handle)\n",
                "            pass\n",
            ),
        ),
        AT_CENTRAL,
    ),
    Mutation(
        "an attachment that comes with others is what its name says",
        (
            Change(
                "kiosk/central/wholes.py",
                "if self._hash.hexdigest() != self._written.sha256:",
                "if not self.came:",
            ),
        ),
        "tests/central/test_loads.py::test_one_with_other_bytes_is_dropped_and_the_others_are_kept",
    ),
    Mutation(
        "what a crash left of a piece is cut off",
        (
            Change(
                "kiosk/central/uploads.py", "    file.truncate(part.end)\n    return", "    return"
            ),
        ),
        "tests/central/test_sealed.py::test_a_torn_end_is_cut_off_and_it_goes_on_before_it",
    ),
    Mutation(
        "an attachment is what its name says",
        (
            Change(
                "kiosk/central/uploads.py",
                "right=right or part.hash.hexdigest() == sha256",
                "right=True",
            ),
        ),
        "tests/central/test_sealed.py::test_wrong_bytes_are_gone",
    ),
    Mutation(
        "one central in its folder",
        (Change("kiosk/central/serving.py", "        alone(where.folder),\n", ""),),
        "tests/central/test_serving.py::test_one_server_in_a_folder",
    ),
    Mutation(
        "the name of an attachment is synced before central counts it",
        (Change("kiosk/central/receiving.py", "        self.uploads.settle(sizes)\n", ""),),
        AT_CENTRAL,
    ),
)
