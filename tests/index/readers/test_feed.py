from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import Empty, Malformed
from index.readers.feed import read_feed
from index.readers.source import Failure, Source

PATH = Path("folder/feed.xml")
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:a10="http://www.w3.org/2005/Atom"'
)


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    entries = "".join(f"<item>{item}</item>" for item in items)
    title = "<title>Valley Paper</title>"
    return f'{head}<rss version="2.0" {SPACES}><channel>{title}{entries}</channel></rss>'


def atom(*entries: str) -> str:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Valley Paper</title>{inner}</feed>'


def read(feed: str | bytes) -> list[Source | Failure]:
    return list(read_feed(feed.encode() if isinstance(feed, str) else feed, PATH))


def one(feed: str | bytes) -> Source:
    (source,) = read(feed)
    assert isinstance(source, Source), source
    return source


def test_an_entry_of_rss_is_an_article_with_all_that_the_feed_says_of_it() -> None:
    source = one(
        rss(
            "<title>River &amp; dam</title><link>https://valley.example/7</link>"
            '<guid isPermaLink="false">story-7</guid><dc:creator>Ana Ruiz</dc:creator>'
            "<pubDate>Mon, 16 Oct 2023 09:30:00 GMT</pubDate><description>It rose…</description>"
            "<content:encoded><![CDATA[<p>It rose &amp; fell.</p><p>Nobody was <b>hurt</b>.</p>]]>"
            "</content:encoded>"
        )
    )
    assert (source.title, source.text) == ("River & dam", "It rose & fell.\n\nNobody was hurt.")
    assert (source.outlet, source.author) == ("Valley Paper", "Ana Ruiz")
    assert (source.url, source.path) == ("https://valley.example/7", "folder/feed.xml")
    assert source.published is not None
    assert (source.published.value, source.published_from) == ("2023-10-16", "field")
    assert (source.row, source.place, source.within) == (1, "entry 1", "entry:story-7")
    assert source.row_id == ""


def test_an_entry_of_atom_is_an_article() -> None:
    source = one(
        atom(
            '<title type="html">River &amp;amp; dam</title><id>tag:7</id>'
            "<author><name>Ana Ruiz</name></author>"
            '<link href="https://valley.example/7"/><published>2023-10-16T09:30:00Z</published>'
            "<updated>2024-01-01T00:00:00Z</updated><summary>Short.</summary>"
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
            "<p>It rose.</p><p>It fell.</p></div></content>"
        )
    )
    assert (source.title, source.text) == ("River & dam", "It rose.\n\nIt fell.")
    assert (source.outlet, source.author, source.within) == ("Valley Paper", "Ana Ruiz", "entry:tag:7")
    assert source.published is not None
    assert source.published.value == "2023-10-16"


@pytest.mark.parametrize(
    "feed",
    [
        atom("<title>A</title><summary>It rose.</summary><updated>2024-01-01T00:00:00Z</updated>"),
        rss("<description>It rose.</description><a10:updated>2024-01-01T00:00:00Z</a10:updated>"),
        rss("<description>It rose.</description>"),
    ],
)
def test_the_day_of_an_update_is_no_day_of_publication(feed: str) -> None:
    assert one(feed).published is None


def test_the_date_of_rss_1_is_that_of_publication() -> None:
    source = one(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Valley</title></channel>'
        "<item><description>It rose.</description><dc:date>2023-10-16</dc:date></item></rdf:RDF>"
    )
    assert source.published is not None
    assert source.published.value == "2023-10-16"


def test_an_entry_keeps_its_name_when_others_come_before_it() -> None:
    old = "<guid isPermaLink='false'>a</guid><description>Old.</description>"
    new = "<guid isPermaLink='false'>b</guid><description>New.</description>"
    before, after = read(rss(old)), read(rss(new, old))
    assert isinstance(before[0], Source)
    assert isinstance(after[1], Source)
    assert before[0].within == after[1].within


def test_an_entry_of_another_paper_names_that_paper() -> None:
    feed = rss('<description>It rose.</description><source url="https://b.example">Hill Paper</source>')
    assert one(feed).outlet == "Hill Paper"


def test_text_without_tags_keeps_its_paragraphs() -> None:
    assert (
        one(rss("<description>It rose.\n\nIt &amp;amp; fell.</description>")).text == "It rose.\n\nIt & fell."
    )


def test_an_entry_without_text_is_a_failure_of_its_own() -> None:
    found = read(rss("<title>Only a title</title>", "<description>It rose.</description>"))
    assert isinstance(found[0], Failure)
    assert (found[0].code, found[0].message[:8]) == ("empty", "entry 1:")
    assert isinstance(found[1], Source)


def test_a_feed_that_is_cut_short_gives_what_it_has_and_says_so() -> None:
    whole = rss("<description>It rose.</description>", "<description>It fell.</description>")
    found = read(whole[: whole.index("It fell") + 5])
    assert isinstance(found[0], Source)
    assert isinstance(found[-1], Failure)
    assert "ends before the feed does" in found[-1].message


def test_broken_markup_and_unknown_entities_are_read_as_far_as_they_go() -> None:
    source = one(rss("<title>A&nbsp;B &amp C</title><description>It & <b>rose&eacute;</description>"))
    assert source.title.startswith("A B")
    assert "rose" in source.text


def test_a_declared_encoding_is_used_and_a_wrong_one_gives_way() -> None:
    head = '<?xml version="1.0" encoding="windows-1251"?>'
    feed = rss("<description>Река поднялась на два метра.</description>", head=head)
    assert one(feed.encode("cp1251")).text == one(feed.encode("utf-8")).text == "Река поднялась на два метра."


def test_a_feed_opens_no_file_and_expands_no_entity() -> None:
    outside = '<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY a "lol">]>'
    bombs = outside.replace("]>", "".join(f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(9)) + "]>")
    for head in (outside, bombs):
        found = read(rss("<description>before &e; &a8; after</description>", head=head))
        assert all(len(item.text) < 500 for item in found if isinstance(item, Source))


@pytest.mark.parametrize("feed", ["<rss></rss>", rss()])
def test_a_feed_without_entries_is_empty_or_malformed(feed: str) -> None:
    with pytest.raises((Empty, Malformed)):
        read(feed)
