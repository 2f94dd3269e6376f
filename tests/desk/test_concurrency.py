"""Many hands at one desk."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

from embeddings import FloatArray
from service.desk import Desk
from service.model import Relation
from service.ports import Store, StoryQuery
from service.stores.memory import MemoryStore
from tests.desk.support import (
    DAY,
    NOON,
    SUBJECTS,
    WordEncoder,
    brief,
    check,
    fate,
    full_disk,
    members,
    report,
    story_of,
    submit,
)

HANDS = 16


def test_sixteen_copies_at_once_are_one_story(desk: Desk) -> None:
    together = Barrier(HANDS)

    def post(number: int) -> tuple[str, Relation]:
        article = report(f"copy/{number}")
        together.wait()
        decision = submit(desk, article)[0].decision
        return decision.story_id, decision.relation

    with ThreadPoolExecutor(HANDS) as pool:
        answers = list(pool.map(post, range(HANDS)))
    assert len({story for story, _ in answers}) == 1
    relations = [relation for _, relation in answers]
    assert relations.count(Relation.NEW_STORY) == 1
    assert relations.count(Relation.EXACT_DUPLICATE) == HANDS - 1
    assert len(members(desk, answers[0][0])) == HANDS


def test_reads_go_on_while_reports_come_in(desk: Desk) -> None:
    done = Event()
    submit(desk, report("first"))

    def survivor(story_id: str) -> str:
        """Where a story lives that may have been merged since it was listed."""
        while (answer := fate(desk, story_id, NOON)) != "live":
            assert answer not in ("another", "gone", "hidden")
            story_id = answer
        return story_id

    def read() -> int:
        rounds = 0
        while not done.is_set() or not rounds:
            for shown in desk.stories(StoryQuery(NOON)):
                assert shown.articles
                assert survivor(shown.story.id)
            assert brief(desk, NOON).items
            assert check(desk, [report("probe")], NOON)[0].decision.duplicate_of == "first"
            rounds += 1
        return rounds

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            for take in range(10):
                submit(desk, *(report(f"{subject}/{take}", subject, take) for subject in SUBJECTS))
        finally:
            done.set()
        assert all(reader.result() for reader in readers)
    assert desk.window_size == 1 + 10 * len(SUBJECTS)


def test_an_encoder_at_work_holds_nobody_up() -> None:
    """While one batch is being encoded, another is received and read."""

    class Slow(WordEncoder):
        def encode(self, texts: Sequence[str]) -> FloatArray:
            if any("slow" in text for text in texts):
                begun.set()
                assert released.wait(10)
            return super().encode(texts)

    begun, released = Event(), Event()
    busy = Desk(MemoryStore(), Slow())
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(submit, busy, report("late", title="slow"))
        assert begun.wait(10)
        story = story_of(busy, report("quick"))
        assert members(busy, story) == ["quick"]
        released.set()
        assert waiting.result()[0].decision.duplicate_of == "quick"


def test_a_commit_that_fails_changes_nothing(desk: Desk, store: Store) -> None:
    story, other = story_of(desk, report("a")), story_of(desk, report("b", "court"))
    attempts: list[Callable[[], object]] = [
        lambda: submit(desk, report("a", take=9), report("c", "globe"), report("d")),
        lambda: submit(desk, report("late", "strike", published_at=NOON + 50 * DAY), now=NOON + 50 * DAY),
        lambda: desk.merge(story, [other], NOON),
        lambda: desk.split(story, ["b"], NOON),
        lambda: desk.pin(story, "a", NOON),
        lambda: desk.undo(2, NOON),
        lambda: desk.withdraw("a", NOON, "libel"),
    ]
    probes = [report(f"probe/{subject}", subject) for subject in SUBJECTS]
    for attempt in attempts:
        before = (check(desk, probes, NOON), desk.window_size, list(desk.events(0)))
        with full_disk(store):
            attempt()
        assert (check(desk, probes, NOON), desk.window_size, list(desk.events(0))) == before
        attempt()
    assert members(desk, story) == ["b", "d"]
    assert desk.window_size == 1
