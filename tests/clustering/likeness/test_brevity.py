from service.clustering.likeness.brevity import believed_brief
from service.clustering.likeness.surroundings import look_around
from tests.clustering.support import evidence, window_of


def test_brevity_counts_as_far_as_there_are_neighbours_and_in_no_form() -> None:
    report = evidence("new", 0)
    few, more = (
        look_around(report, window_of({"s": [evidence(f"a{n}", n, hours=n) for n in range(many)]}))
        for many in (4, 12)
    )
    assert 0.0 < believed_brief(few) < believed_brief(more) < 1.0
    more.form = evidence("form", 0).words.indices.astype(bool)
    assert believed_brief(more) == 0.0
