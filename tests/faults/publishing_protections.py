"""What keeps what staff publish true on its way to the kiosks; each with how it is taken out."""

from tests.faults.mutation import Change, Mutation

NOTICES = "kiosk/courier/notices.py"
FORMS = "tests/central/published/test_forms.py"
KEPT = "tests/central/published/test_kept_forms.py"
SETTINGS = "tests/central/published/test_settings.py"
RENEWING = "tests/screens/acts/test_renewing.py"
SIGNED = "if not signed_by(public_key, _purpose(kind), content, envelope.signature):"

FROM_CENTRAL = (
    Mutation(
        "what is published counts by central's signature",
        (Change("kiosk/wire/signed.py", SIGNED, "if not envelope.signature:"),),
        f"{KEPT}::test_a_round_with_a_forged_catalogue_says_so_and_the_kiosk_goes_on",
    ),
    Mutation(
        "what is older than what is kept changes nothing",
        (Change(NOTICES, "if told.version <= here:", "if False:"),),
        f"{KEPT}::test_a_wrong_signature_and_an_older_version_change_nothing",
    ),
    Mutation(
        "settings for another kiosk are not taken",
        (Change(NOTICES, "if not self._meant(told):", "if False:"),),
        f"{SETTINGS}::test_nothing_older_nothing_forged_and_nothing_meant_for_another",
    ),
    Mutation(
        "what is published has its name only when all of it is on the disk",
        (Change(NOTICES, "place(self._file, signed)", "self._file.write_bytes(signed)"),),
        f"{KEPT}::test_killed_between_fetch_and_rename_the_kiosk_has_what_it_had",
    ),
    Mutation(
        "a visit goes on by what it began with",
        (
            Change(
                "kiosk/screens/acts/renewing.py",
                "        return self._stage.visit == Visit()",
                "        return self._stage.visit is not None",
            ),
        ),
        f"{RENEWING}::test_a_visit_goes_on_by_what_it_began_with",
    ),
    Mutation(
        "what was published cannot be changed",
        (
            Change(
                "kiosk/central/migrations/versions/0007_gazette.py",
                'for change in ("UPDATE", "DELETE"):',
                'for change in ("UPDATE",):',
            ),
        ),
        f"{FORMS}::test_who_published_what_is_kept_and_cannot_be_changed",
    ),
)
