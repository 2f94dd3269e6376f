"""What a part of the benchmarks has to say in the report: a heading, a short honest caption, tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.benchmarks.outcomes import Row


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report."""

    title: str
    caption: str
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    """Rows by heading; an empty heading is left out."""
    picture: str = ""
    """File name beside the report."""

    def markdown(self) -> str:
        """As a part of ``report.md``."""
        parts = [f"## {self.title}\n\n{self.caption}\n"]
        for heading, rows in self.tables.items():
            above = f"### {heading}\n\n" if heading else ""
            parts.append(above + (table(rows, {key: key for key in rows[0]}) if rows else "Nothing.\n"))
        if self.picture:
            parts.append(f"![{self.title}]({self.picture})\n")
        return "\n".join(parts)


def table(rows: Sequence[Mapping[str, object]], columns: Mapping[str, str]) -> str:
    """Lay rows out in Markdown, columns by key with their headings."""
    lines = [" | ".join(columns.values()), " | ".join("---" for _ in columns)]
    lines += [" | ".join(_cell(row[key]) for key in columns) for row in rows]
    return "\n".join(f"| {line} |" for line in lines) + "\n"


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value).replace("|", "\\|")
