"""The disk full, gone, read-only, over quota or slow at its n-th call, in the short form."""

from tests.faults.disk_faults import faults_of_the_disk


def test_a_disk_that_fails_is_told_and_leaves_no_half() -> None:
    count = faults_of_the_disk(every=24)
    assert count.wrong == ()
    assert count.faults > 40
    assert count.promises > 20


def test_central_whose_disk_fails_promises_nothing_and_takes_all_when_it_is_well() -> None:
    count = faults_of_the_disk(every=100, story="central_disk_story")
    assert count.wrong == ()
    assert count.faults > 8
    assert count.promises > count.faults
