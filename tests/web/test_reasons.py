"""Receipts as sentences: every rule has one, and each says what decided."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.clustering.likeness.verdicts import COMPARED
from service.clustering.sides.subjects import SUBJECT_FEATURES
from service.model import Decision, Receipt, Relation, RunnerUp
from service.web.reasons import percent, reason_of, rules, sureness

SERVICE = Path(__file__).parents[2] / "service"
MAKERS = {"Receipt", "_certain", "copy_of", "_answering"}
"""What receipts are made by, the name of a rule among what is handed in."""


def emitted() -> Iterator[str]:
    """The names of all rules in the rooms that decide."""
    for room in ("clustering", "desk"):
        for path in (SERVICE / room).glob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            constants = {
                target.id: node.value.value
                for node in tree.body
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for call in ast.walk(tree):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") in MAKERS:
                    handed = [*call.args, *(word.value for word in call.keywords if word.arg == "rule")]
                    for one in (leaf for part in handed for leaf in ast.walk(part)):
                        name = constants.get(one.id) if isinstance(one, ast.Name) else None
                        value = one.value if isinstance(one, ast.Constant) else name
                        if isinstance(value, str):
                            yield value


def told(rule: str, probability: float = 1.0, **parts: object) -> str:
    receipt = Receipt(rule, **parts)  # type: ignore[arg-type]
    decision = Decision("a", "s", Relation.SAME_STORY, probability, receipt, "b", "b")
    reason = reason_of(decision, lambda _: "the report of North Wire", lambda _: "“River Alma”")
    return " ".join(reason.sentences)


def test_every_rule_that_is_emitted_has_a_sentence() -> None:
    found = set(emitted())
    assert {"reprint", "same_story", "must_link", "revision", "older_version", "same_subject"} <= found
    assert found <= rules()
    for rule in found:
        assert told(rule).endswith(".")
        assert "by the rule" not in told(rule)


def test_a_sentence_says_what_decided() -> None:
    weights = {"names": 2.1, "lead": 0.4, "days": -0.6, "words": 0.01}
    joined = told("same_story", 0.97, contributions=weights, runner_up=RunnerUp("t", 0.12))
    assert "very probable" in joined
    assert "the names and numbers they share and what they begin with" in joined
    assert "Against it: how far apart in time they are" in joined
    assert "“River Alma”, with 12 percent" in joined
    assert "the words they share" not in joined
    assert "nothing on file was like it" in told("no_match")
    lone = told("no_match", runner_up=RunnerUp("t", 0.3), margin=0.2)
    assert "only 30 percent, 20 points short" in lone
    reprint = told("reprint", features={"of_shorter": 0.985, "beside": 0.97, "names": 0.9})
    assert "a reprint of the report of North Wire" in reprint
    assert "98 percent" in reprint
    assert "keeps it out of “River Alma”" in told("no_match", vetoes=("cannot_link:s-1",))
    assert "has names and words of “River Alma”" in told("no_match", vetoes=("unlike:s-1",))


def test_every_feature_has_words_and_nothing_weighs_less_than_nothing() -> None:
    names = {*COMPARED, *SUBJECT_FEATURES}
    receipt = Receipt(
        "same_story", features=dict.fromkeys(names, 0.5), contributions={"days": -0.0, "lead": -1.5}
    )
    decision = Decision("a", "s", Relation.SAME_STORY, 0.9, receipt, "b", "b")
    figures = reason_of(decision, str, str).figures
    assert not names & {one.words for one in figures}
    assert {one.weight for one in figures} == {"", "0.00", "−1.50"}


@pytest.mark.parametrize(
    ("share", "words"),
    [(1.0, "100 percent"), (0.999, "over 99 percent"), (0.001, "under 1 percent"), (0, "0 percent")],
)
def test_a_share_is_never_all_or_nothing_where_it_is_not(share: float, words: str) -> None:
    assert percent(share) == words


def test_sureness_grows_with_probability() -> None:
    assert [sureness(one) for one in (0.4, 0.6, 0.8, 0.95, 0.999)] == [
        "uncertain",
        "more probable than not",
        "probable",
        "very probable",
        "practically certain",
    ]
