"""The briefing on the demo reports as a person has read and approved it: ``briefing.md``.

Where a change of the rules changes it, read what was written as an editor would, and replace the file only with text
that you would publish.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from embeddings import Encoder
from service.briefings.values import BriefingRequest
from service.cli.oneshot import OneShotDesk
from service.demo import DEMO_SINCE, demo_lines
from service.formats.outputs.markdown import briefing_markdown
from service.formats.reading import read

GOLDEN = Path(__file__).parent / "briefing.md"
NOW = DEMO_SINCE + timedelta(days=4)


@pytest.mark.model
def test_the_demo_is_told_as_approved(encoder: Encoder, tmp_path: Path) -> None:
    reports = read(demo_lines(), name="demo", now=NOW).submissions
    work = OneShotDesk(encoder)
    work.fold(reports, NOW)
    told = briefing_markdown(work.desk.brief(BriefingRequest(NOW, DEMO_SINCE, NOW, limit=30)))
    written = tmp_path / "briefing.md"
    written.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8"), f"what was written lies in {written}"
