"""A corrected date belongs to its article: it stays when the file is read again, and follows it elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

from index.archive import Archive

RAIN = (
    "Heavy rain fell on the valley on Monday. The river rose by two metres, the mayor of Kent said at noon."
)
SNOW = (
    "Snow closed the mountain pass on Friday. Forty drivers spent the night in their cars above the village."
)
VOTE = (
    "Parliament voted for the budget on Thursday. The opposition left the chamber before the count was over."
)


def rows(file: Path, *texts: str) -> Path:
    file.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    return file


def dates(archive: Archive) -> dict[str, tuple[str, str]]:
    """What is known of each article's date, by its first word."""
    return {
        article.text.split()[0]: (
            article.published.value if article.published else "",
            article.published_from,
        )
        for article in archive.articles()
    }


def correct(archive: Archive, word: str, day: str) -> None:
    (id_,) = (article.id for article in archive.articles() if article.text.startswith(word))
    archive.set_published(id_, day)


SET = ("1999-01-01", "set by hand")


def test_a_correction_goes_with_its_row_when_another_comes_before_it(archive: Archive, folder: Path) -> None:
    file = rows(folder / "rows.jsonl", RAIN, SNOW)
    archive.sync([file])
    correct(archive, "Heavy", "1999-01-01")
    archive.sync([rows(file, VOTE, RAIN, SNOW)])
    assert dates(archive) == {"Heavy": SET, "Snow": ("", ""), "Parliament": ("", "")}


def test_a_correction_goes_with_its_row_when_one_before_it_goes(archive: Archive, folder: Path) -> None:
    file = rows(folder / "rows.jsonl", VOTE, RAIN, SNOW)
    archive.sync([file])
    correct(archive, "Heavy", "1999-01-01")
    archive.sync([rows(file, RAIN, SNOW)], prune=True)
    assert dates(archive) == {"Heavy": SET, "Snow": ("", "")}


def test_a_correction_outlives_an_edit(archive: Archive, folder: Path) -> None:
    file = folder / "rain.txt"
    file.write_text(RAIN, encoding="utf-8")
    archive.sync([file])
    correct(archive, "Heavy", "1999-01-01")
    for edit in (" Nobody was hurt.", " Two were hurt."):
        file.write_text(RAIN + edit, encoding="utf-8")
        archive.sync([file])
        assert dates(archive) == {"Heavy": SET}


def test_another_article_in_the_same_file_gets_no_correction(archive: Archive, folder: Path) -> None:
    file = folder / "today.txt"
    file.write_text(RAIN, encoding="utf-8")
    archive.sync([file])
    correct(archive, "Heavy", "1999-01-01")
    file.write_text(f"Budget passed\n\nPublished 5 May 2024\n\n{VOTE}", encoding="utf-8")
    archive.sync([file])
    assert dates(archive) == {"Budget": ("2024-05-05", "byline")}


def test_a_correction_follows_a_moved_file(archive: Archive, folder: Path) -> None:
    file = folder / "rain.txt"
    file.write_text(RAIN, encoding="utf-8")
    archive.sync([folder])
    correct(archive, "Heavy", "1999-01-01")
    file.rename(folder / "moved.txt")
    report = archive.sync([folder], prune=True)
    assert (report.added, report.removed) == (1, 1)
    assert dates(archive) == {"Heavy": SET}
    (folder / "moved.txt").write_text(f"{RAIN} Nobody was hurt.", encoding="utf-8")
    archive.sync([folder])
    assert dates(archive) == {"Heavy": SET}


def test_a_copy_keeps_its_own_date(archive: Archive, folder: Path) -> None:
    (folder / "one.md").write_text(f"---\ndate: 2020-02-02\n---\n{RAIN}", encoding="utf-8")
    archive.sync([folder])
    correct(archive, "Heavy", "1999-01-01")
    (folder / "two.md").write_text(f"---\ndate: 2020-02-03\n---\n{RAIN}", encoding="utf-8")
    archive.sync([folder])
    (folder / "one.md").unlink()
    archive.sync([folder], prune=True)
    assert dates(archive) == {"Heavy": ("2020-02-03", "front matter")}


def test_a_removed_article_comes_back_with_its_correction(archive: Archive, folder: Path) -> None:
    file = folder / "rain.txt"
    file.write_text(RAIN, encoding="utf-8")
    archive.sync([file])
    correct(archive, "Heavy", "1999-01-01")
    (article,) = archive.articles()
    archive.remove(article.id)
    archive.sync([file])
    assert dates(archive) == {"Heavy": SET}
