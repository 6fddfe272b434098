"""Canonical text: what an article says, without what its web page wrapped around it.

Furniture is left out paragraph by paragraph and only where the whole paragraph is furniture of a known
kind; "read more" inside a sentence of reporting stays. When in doubt, a paragraph stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class _Kind(NamedTuple):
    """One kind of furniture: why it is no reporting, how long it gets, and how it is worded."""

    reason: str
    most_words: int
    pattern: re.Pattern[str]


# What the wordings below name in capitals.
_NAMED = {
    "NETWORK": "(twitter|x|facebook|instagram|linkedin|threads|tiktok|youtube|flipboard|telegram|bluesky)",
    "STORY": "(stor(y|ies)|articles?|posts?|news|content|coverage|topics?|links?|reading|videos?|reports?)",
    # Anything that does not end as a sentence, with stops only after letters as in "U.S." or "vs."
    "HEADLINE": r"([^.]|(?<=\b\w)\.|(?<=\b\w\w)\.)*(?<!\.)",
    "REPORTED": r"\b(said|says|told|that)\b",
}


def _kind(reason: str, most_words: int, wordings: str) -> _Kind:
    """``wordings``: a pattern a line, for a whole paragraph in lower case with straight quotes.

    A stop may follow, except after a HEADLINE: what ends as a sentence may be one.
    """
    lines = (line.strip() for line in wordings.strip().splitlines())
    pattern = "|".join(line if "HEADLINE" in line else f"({line})[.!…]*" for line in lines)
    for name, meaning in _NAMED.items():
        pattern = pattern.replace(name, meaning)
    return _Kind(reason, most_words, re.compile(pattern))


_CROSS_LINKS = _kind(
    "a link to another article",
    25,
    r"""
    (read|see|show|view|load|find out) (more|all|also|next)( STORY)?( here| below| now)?
    read (more )?(from|about|on|at|in) HEADLINE
    (continue|keep) reading( below)?
    STORY continues? (below|after)( (the )?advertisement)?
    (read|see|view) (the|this) (full|rest|original|entire|whole|complete)( of the)? STORY( here)?
    (related|similar|recommended|trending|popular|latest|recent|more|top|featured|other) STORY
    (related|recommended|trending|more|top) STORY from HEADLINE
    related|trending( now)?|recommended( for you)?|most (read|popular|viewed|shared)|up next
    editors?'?s? picks?
    you (may|might)( also)? (like|be interested in)|what to read next|don't miss|must[- ](read|see|watch)
    in related news\b ?[:|–-]? ?HEADLINE
    (also read|read( more| also| next| now)?|related( STORY)?|more) ?[:|►»>] ?HEADLINE
    (see( also| more)?|also see|watch( now| live)?|listen|don't miss|recommended) ?[:|►»>] ?HEADLINE
    you (may|might) also like ?[:|►»>] ?HEADLINE
    """,
)
_CALLS = _kind(
    "a call to the reader",
    25,
    r"""
    join the (conversation|discussion)( as an? [\w ]+)?( (below|in the comments.*))?
    (become|join (us )?(now )?as) an? ([\w-]+ ){0,3}(member|subscriber|supporter)( today| now| here)?
    (please )?(let (me|us) know|tell (me|us)|sound off|share your (thought|view|opinion)s?) in the comments?.*
    (let (me|us) know|tell (me|us)|have your say|share your thoughts)( what you think)?( in the comments?.*)?
    (leave|post|add|write) (a|your) (comment|reply)( below)?
    (click|tap) here (to|for)\b.*|click here|(click|tap) to (expand|enlarge|view|play|read|share)\b.*
    (please )?(consider )?(support|supporting|donate|donating)( to)?( us| our (work|journalism))( now| today)?
    got a (news )?tip\b.*|download (the|our) ([\w']+ ){0,4}app
    """,
)
_SHARING = _kind(
    "a share bar or a social account",
    25,
    r"""
    follow [\w.,' -]{2,60} (on|@) NETWORK\b.*
    (connect with|find|like|join) (us|me|our page) (on|@) NETWORK\b.*
    share( this| the)?( article| story| post| page| video)?|copy link|link copied
    share( this| the)?( article| story| post| page| video)? (on|via|with) HEADLINE
    (e-?mail|reach|contact)( (him|her|them|me|us|the (author|reporter|writer)))?( at)?:? \S+@\S+
    \d[\d.,]*k? (shares?|likes?|views?|retweets?|reactions?)
    """,
)
_MAIL = "(newsletters?|inbox|alerts?|updates?|e-?mails?|podcast|here|today|now)"
_NEWSLETTERS = _kind(
    "a newsletter or subscription box",
    40,
    rf"""
    \(?(sign[ -]?up|subscribe|register) (for|to|here|now|today|and)\b.*\b{_MAIL}\b.*
    (sign[ -]?up|subscribe|register)( here| now| today)?|newsletters?
    (log|sign) in( or (register|sign up))?|create (an|your) account
    \(?(get|receive|want|would you like|you can get)\b.*\b(newsletter|(to|in) your inbox|by e-?mail)\b.*
    (enter )?your e-?mail( address)?|thank(s| you) for (signing up|subscribing|registering)\b.*
    already (a (subscriber|member)|have an account|subscribed)( ?\?.*)?
    this (article|story|content) is (for|only available to) subscribers\b.*
    """,
)
_CONSENT = _kind(
    "a cookie or privacy notice",
    40,
    r"""
    (we|this (site|website|page)|our (site|website)) uses? cookies\b.*
    cookies?( (policy|settings|preferences|notice))?
    (accept|reject|manage|allow|decline)( all)?( (cookies|preferences|settings|choices))?
    by (continuing|using|clicking|signing up|subscribing|registering|entering)\b.*\byou (agree|consent)\b.*
    (your )?privacy( (policy|notice|choices|settings|statement))?
    terms (of (use|service)|(and|&) conditions)
    do not sell( or share)? my (personal )?information
    """,
)
_ADVERTS = _kind(
    "an advertisement or an ad-block notice",
    40,
    r"""
    ads?|advertis(ement|ing)|skip ad|remove ads|(promoted|paid|partner|sponsored) (content|posts?|stories)
    sponsored|(sponsored|promoted) by HEADLINE
    (an )?ad[- ]?block(er)?s? (is |was |has been )?(detected|enabled|active|on)
    (please|you|we|to|it|disable|turn off|whitelist|pause)\b.*\byour ad[- ]?block(er|ers|ing)?\b.*
    (video ad feedback|video player was slow to load|just watched\b.*\breplay)\b.*
    \d\. how relevant is this ad to you\??
    """,
)
_COMMENTS = _kind(
    "a comment form",
    40,
    r"""
    leave a (reply|comment)( cancel reply)?|cancel reply|reply|your e-?mail address will not be published\b.*
    required fields are marked.*|save my name, e-?mail,? and website\b.*|notify me (of|when|about)\b.*
    this site uses akismet\b.*|(your )?(name|e-?mail|website|comment|message)( \(required\))?
    (post|submit|add)( your| a)? (comment|reply)|be the first to (comment|reply)
    (no |\d+ )?(comments?|repl(y|ies)|responses?)( yet| are closed| \(\d+\))?
    (view|show|see|hide|load)( all| more)?( \d+)? (comments|replies)|(log|sign) in to (comment|reply|post)\b.*
    """,
)
_NAVIGATION = _kind(
    "a label of the site's navigation",
    12,
    r"""
    skip to (main |the )?(content|navigation|menu)|(back|return) to (the )?(top|home|homepage)( button)?|top
    (main |open |close |toggle )?(menu|navigation)|close|search( for| this site| here)?
    home|loading|print|next|previous|(next|previous|older|newer) STORY
    (all )?(categories|tags|archives|sections)
    (tags|filed under|posted in|categories): ?HEADLINE
    about us|contact us|advertise( with us)?|careers|site ?map|rss( feed)?|faqs?|meta|log ?out
    (hide|toggle|show) caption|enlarge this image|(image )?\d+ of \d+|(\d+|an?|one)[ -]min(ute)?s? read
    home( ?[>»›/|] ?[^>»›/|.]+)+
    """,
)
_ORIGIN = _kind(
    "a picture of the author, a disclaimer or a copyright line",
    40,
    r"""
    ([^\W\d][\w.'-]* ){1,4}avatar|(photo|picture|image|avatar|headshot|profile picture) of (the )?author
    (copyright|©|\(c\)) ?(©|\(c\))? ?\d{4}\b.*|(copyright\b.*)?all rights reserved\b.*
    (?!.*REPORTED)(the )?(views|opinions)( and (views|opinions))? expressed (in|by|here|on|above)\b.*
    (?!.*REPORTED).*\bdo(es)? not (always|necessarily) (share|support|endorse|reflect)\b.*\b(view|opinion)s.*
    """,
)
_MARKUP = _kind(
    "markup that was left over",
    3,
    r"""
    <?/?[a-z][a-z0-9]{0,9}( [^<>]*)?/?>
    &[a-z]+;|\[/?[a-z]+\]|\]\]>?
    """,
)
_KINDS = (
    _CROSS_LINKS,
    _CALLS,
    _SHARING,
    _NEWSLETTERS,
    _CONSENT,
    _ADVERTS,
    _COMMENTS,
    _NAVIGATION,
    _ORIGIN,
    _MARKUP,
)
# A share bar is nothing but these.
_SHARE_BAR = """
    share tweet pin post send print email e-mail save copy link whatsapp facebook twitter x reddit linkedin
    telegram flipboard pinterest messenger tumblr instagram youtube threads bluesky mastodon pocket on via to
"""
_SHARE_WORDS = frozenset(_SHARE_BAR.split())
# "Label:Headline", the colon glued on where a link began: a teaser for another article.
_TEASER = re.compile(r"[^.:]{2,79}[\w'’”\"?!)]:['‘“\"]?[A-Z]\S*(?: \S+){3,}(?<![.])")

_ENDS_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*\Z")
_LINE_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def _fold(text: str) -> str:
    """NFC, line breaks as newlines, no invisible characters, single spaces."""
    text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", _LINE_BREAK.sub("\n", text)))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))


def clean_line(text: str) -> str:
    """A title, a name or an address as one clean line."""
    return " ".join(_fold(text).split())


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    """Whether the lines were broken to fit a width: most are full, and break off in mid-sentence."""
    if len(lines) < 2 or not 45 <= width <= 100:
        return False
    pairs = list(pairwise(lines))
    full = sum(_is_full(line, after, width) for line, after in pairs)
    open_ended = sum(not _ENDS_SENTENCE.search(line) for line in lines[:-1])
    return full * 5 >= len(pairs) * 4 and open_ended * 2 >= len(pairs)


def _is_full(line: str, after: str, width: int) -> bool:
    return len(line) + 1 + len(after.split(" ", 1)[0]) > width


def _unwrap(block: Sequence[str]) -> Iterator[str]:
    """The paragraphs of a run of lines without a blank one between them."""
    width = max(map(len, block))
    wrapped = _is_wrapped(block, width)
    paragraph = block[0]
    for line, after in pairwise(block):
        breaks_off = len(line) >= 45 and after[0].islower() and not _ENDS_SENTENCE.search(line)
        if breaks_off or (wrapped and _is_full(line, after, width)):
            hyphenated = re.search(r"[\w.]-\Z", paragraph) and after[0].islower()
            paragraph += after if hyphenated else f" {after}"
        else:
            yield paragraph
            paragraph = after
    yield paragraph


def _paragraphs(text: str) -> Iterator[str]:
    block: list[str] = []
    for line in [*_fold(text).split("\n"), ""]:
        stripped = line.strip()
        if stripped:
            block.append(stripped)
        elif block:
            yield from _unwrap(block)
            block = []


def _furniture(paragraph: str) -> _Kind | None:
    """The kind of furniture that the whole paragraph is; None for anything else."""
    words = len(paragraph.split())
    if words > 40 or len(paragraph) > 400:
        return None
    if not any(character.isalnum() for character in paragraph):
        return _MARKUP
    line = paragraph.lower().replace("’", "'").replace("“", '"').replace("”", '"')
    bare = line.strip(" \"':;,*|►▶▼▲→←»«›‹•·–—-#+")
    for kind in _KINDS:
        if words <= kind.most_words and (kind.pattern.fullmatch(bare) or kind.pattern.fullmatch(line)):
            return kind
    if words <= 25 and _TEASER.fullmatch(paragraph):
        return _CROSS_LINKS
    if words > 2 and set(re.split(r"[\s|,/•·]+", bare)) <= _SHARE_WORDS:
        return _SHARING
    return None


def _is_label(paragraph: str) -> bool:
    return len(paragraph.split()) <= 3 and not _ENDS_SENTENCE.search(paragraph)


def _foot(paragraphs: Sequence[str], kinds: Sequence[_Kind | None]) -> int:
    """Where the foot of the page begins: a comment form below which only labels and furniture stand.

    What is in it goes whole, with the labels of widgets that no table can know.
    """
    foot = len(paragraphs)
    for at in reversed(range(len(paragraphs))):
        if kinds[at] is None and not _is_label(paragraphs[at]):
            break
        if kinds[at] is _COMMENTS:
            foot = at
    return foot


def clean_with_removed(text: str) -> tuple[str, list[str]]:
    """The clean text, and the paragraphs that were left out of it, in order."""
    paragraphs = list(_paragraphs(text))
    kinds = [_furniture(paragraph) for paragraph in paragraphs]
    foot = _foot(paragraphs, kinds)
    kept: list[str] = []
    removed: list[str] = []
    for at, (paragraph, kind) in enumerate(zip(paragraphs, kinds, strict=True)):
        (removed if kind or at >= foot else kept).append(paragraph)
    return "\n\n".join(kept), removed


def clean(text: str) -> str:
    """The canonical text: NFC, paragraphs apart by one blank line, web furniture left out."""
    return clean_with_removed(text)[0]
