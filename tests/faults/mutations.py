"""Each protection taken out, one at a time, in a copy of the house: the suite must fail.

`python -m tests.faults.mutations [NUMBER …]` shows them; `make faults` runs them all.
"""

import sys

from tests.faults.central_protections import AT_CENTRAL_AND_IN_WORDS
from tests.faults.door_protections import AT_THE_DOOR
from tests.faults.kiosk_protections import AT_THE_KIOSK_AND_ON_THE_WAY
from tests.faults.mutation import noticed, passes
from tests.faults.publishing_protections import FROM_CENTRAL

MUTATIONS = (
    *AT_THE_KIOSK_AND_ON_THE_WAY,
    *AT_CENTRAL_AND_IN_WORDS,
    *AT_THE_DOOR,
    *FROM_CENTRAL,
)
CHECKS = sorted({one.noticed_by for one in MUTATIONS})


def main() -> int:
    wanted = [int(number) for number in sys.argv[1:]] or range(1, len(MUTATIONS) + 1)
    checks = sorted({MUTATIONS[number - 1].noticed_by for number in wanted})
    if not passes(checks):
        raise RuntimeError("the suite fails with all protections in")
    missed = 0
    for number in wanted:
        mutation = MUTATIONS[number - 1]
        found = noticed(mutation)
        missed += not found
        print(f"{number:2} {mutation.protection}: {found or 'NOT NOTICED'}", flush=True)  # noqa: T201  # our answer
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
