from pathlib import Path

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from embeddings.runtimes.cores import leave_cores_to_the_model, usable_cores


@pytest.mark.parametrize(
    ("quota", "cores"),
    [("150000 100000", 2), ("50000 100000", 1), ("400000 100000", 4), ("max 100000", 8), ("what", 8)],
)
def test_a_containers_share_counts(
    quota: str, cores: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(8)))
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    (tmp_path / "cpu.max").write_text(f"{quota}\n")
    assert usable_cores(tmp_path) == cores


def test_older_control_groups_and_what_is_asked_for_count_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(8)))
    monkeypatch.setenv("OMP_NUM_THREADS", "6,2")
    assert usable_cores(tmp_path) == 6
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu" / "cpu.cfs_period_us").write_text("100000\n")
    (tmp_path / "cpu" / "cpu.cfs_quota_us").write_text("300000\n")
    assert usable_cores(tmp_path) == 3
    (tmp_path / "cpu" / "cpu.cfs_quota_us").write_text("-1\n")
    monkeypatch.setenv("OMP_NUM_THREADS", "0")
    assert usable_cores(tmp_path) == 8


def test_matrices_are_multiplied_without_threads_that_spin_beside_the_model() -> None:
    with threadpool_limits(2, user_api="blas"):
        assert 2 in _blas_threads()
        leave_cores_to_the_model()
        assert _blas_threads() == {1}


def _blas_threads() -> set[int]:
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}
