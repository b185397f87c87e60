"""Work in two processes."""

import os

from core.build.workers import in_halves


def test_both_halves_come_back_and_the_second_from_another_process():
    (mine, here), (theirs, there) = in_halves(lambda items: (sum(items), os.getpid()), [1, 10, 100, 1000])

    assert (mine, theirs) == (101, 1010)
    assert here == os.getpid() != there


def test_what_the_other_process_fails_to_do_is_done_here():
    home = os.getpid()

    def work(items):
        if os.getpid() != home:
            raise MemoryError
        return items

    assert in_halves(work, [1, 2, 3]) == ([1, 3], [2])
