"""The disk full, gone, read-only, over quota or slow at its n-th call, in the short form."""

from tests.faults.disk_faults import faults_of_the_disk


def test_a_disk_that_fails_is_told_and_leaves_no_half() -> None:
    count = faults_of_the_disk(every=24)
    assert count.wrong == ()
    assert count.faults > 40
    assert count.promises > count.faults
