"""Copy groups in the journal: their faces, and what becomes of them as articles come and go."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import copies, grouping, records
from index.draft import Draft, sha256
from index.journal import Journal
from index.published import parse_date
from index.sync import remove

Shelve = Callable[..., Journal]


def story(seed: int, words: int = 200) -> str:
    rng = random.Random(seed)  # noqa: S311 - only has to be the same each time
    return " ".join(f"w{rng.randrange(100_000)}" for _ in range(words))


FULL = story(1)
CUT = " ".join(FULL.split()[:60])
EDITED = FULL.replace(FULL.split()[150], "changed")
FOOT, HEAD = story(2, 60), story(3, 30)


def draft(id: str, text: str, published: str = "") -> Draft:  # noqa: A002
    return Draft(
        path="/news/rows.jsonl",
        place=f"id:{id}",
        wanted_id=id,
        fingerprint=sha256(f"{text}{published}"),
        title="",
        text=text,
        raw=text,
        published=parse_date(published),
        published_from="field",
        outlet="",
        author="",
        url="",
        site="",
        sha256=sha256(text),
        words_sha256=copies.words_sha256(copies.words(text)),
        sentences=(),
        passages=(),
    )


def add(journal: Journal, *drafts: Draft) -> None:
    with journal.writing("add") as change:
        for each in drafts:
            records.put(change, each)
        grouping.group_new(change, {each.words_sha256: each.text for each in drafts})


def take(journal: Journal, *ids: str) -> None:
    with journal.writing("remove") as change:
        remove(change, list(ids))


def groups(journal: Journal) -> dict[str, str]:
    with journal.reading() as db:
        return dict(db.execute("SELECT id, copy_group FROM articles"))


@pytest.fixture
def shelve(tmp_path: Path) -> Iterator[Shelve]:
    """Opens a new journal with some articles, added at once or in batches."""
    opened: list[Journal] = []
    numbers = count()

    def shelve(*batches: Sequence[Draft]) -> Journal:
        opened.append(Journal.open(tmp_path / f"{next(numbers)}.sqlite", create=True))
        for batch in batches:
            add(opened[-1], *batch)
        return opened[-1]

    yield shelve
    for journal in opened:
        journal.close()


def test_the_earliest_published_is_the_face(shelve: Shelve) -> None:
    journal = shelve(
        [draft("full", FULL), draft("late", EDITED, "2023-05-02"), draft("cut", CUT, "2023-05-01")]
    )
    assert set(groups(journal).values()) == {"cut"}


def test_of_one_day_or_none_the_fullest_is_the_face(shelve: Shelve) -> None:
    assert set(groups(shelve([draft("cut", CUT), draft("full", FULL)])).values()) == {"full"}
    dated = shelve([draft("cut", CUT, "2023-05-01"), draft("full", FULL, "2023-05-01")])
    assert set(groups(dated).values()) == {"full"}


def test_of_the_same_words_the_first_added_is_the_face(shelve: Shelve) -> None:
    journal = shelve([draft("first", FULL)], [draft("second", FULL.upper()), draft("third", FULL)])
    assert set(groups(journal).values()) == {"first"}


def test_a_chain_is_parted_at_the_face(shelve: Shelve) -> None:
    """The second text keeps four fifths of the first, the third four fifths of the second."""
    first, end, middle = FULL.split(), story(5, 40), story(6, 40)
    second, third = [*first[:160], end], [*first[:120], middle, end]
    chain = [
        draft(f"{day}", " ".join(words), f"2023-01-0{day}")
        for day, words in enumerate((first, second, third), 1)
    ]
    assert groups(shelve(chain)) == {"1": "1", "2": "1", "3": "3"}
    assert groups(shelve(chain[1:])) == {"2": "2", "3": "2"}


def test_a_removed_face_leaves_its_group_to_the_next(shelve: Shelve) -> None:
    journal = shelve([draft(name, text) for name, text in (("full", FULL), ("edited", EDITED), ("cut", CUT))])
    face = groups(journal)["cut"]
    take(journal, face)
    assert len(set(groups(journal).values())) == 1
    assert face not in groups(journal).values()


def test_a_text_that_returns_is_compared_with_what_came_meanwhile(shelve: Shelve) -> None:
    journal = shelve([draft("full", FULL)])
    take(journal, "full")
    add(journal, draft("cut", CUT))
    add(journal, draft("full", FULL))
    assert set(groups(journal).values()) == {"full"}


def test_an_archive_that_was_compared_otherwise_is_compared_anew(
    shelve: Shelve, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(copies, "CONTAINED", 2.0)
        before.setattr(copies, "signature_kind", lambda: "older")
        journal = shelve([draft("full", FULL), draft("cut", CUT)])
        assert groups(journal) == {"full": "full", "cut": "cut"}
    add(journal, draft("other", story(6)))
    assert groups(journal) == {"full": "full", "cut": "full", "other": "other"}


def test_a_flood_of_near_copies_is_one_group(shelve: Shelve) -> None:
    flood = [draft(f"n{number}", f"{FULL} {number}") for number in range(4 * copies.NEIGHBOURS)]
    assert len(set(groups(shelve(flood[:20], flood[20:40], flood[40:])).values())) == 1


texts = st.sampled_from(
    [FULL, CUT, EDITED, f"{HEAD} {FULL}", f"{CUT} {FOOT}", story(4), f"{story(4)} {FOOT}"]
)
days = st.sampled_from(["", "2023-05-01", "2023-05-02"])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(st.tuples(texts, days), min_size=1, max_size=7), data=st.data())
def test_groups_do_not_depend_on_the_order_of_addition(
    found: list[tuple[str, str]], data: st.DataObject, shelve: Shelve
) -> None:
    drafts = [draft(f"a{number}", *each) for number, each in enumerate(found)]
    order = data.draw(st.permutations(drafts))
    start = data.draw(st.integers(0, len(order)))
    assert _parts(shelve(drafts)) == _parts(shelve(order[:start], order[start:]))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(st.tuples(texts, days), min_size=1, max_size=7))
def test_a_group_holds_what_is_like_its_face_and_every_exact_copy(
    found: list[tuple[str, str]], shelve: Shelve
) -> None:
    held = {f"a{number}": text for number, (text, _) in enumerate(found)}
    named = groups(shelve([draft(f"a{number}", *each) for number, each in enumerate(found)]))
    for id_, face in named.items():
        assert named[face] == face
        alike = copies.likeness(copies.wording(held[id_]), copies.wording(held[face]))
        assert alike or copies.words(held[id_]) == copies.words(held[face])
    for one in held:
        assert all(named[one] == named[other] for other in held if held[one] == held[other])


def _parts(journal: Journal) -> set[frozenset[str]]:
    named = groups(journal)
    return {frozenset(id_ for id_ in named if named[id_] == group) for group in named.values()}
