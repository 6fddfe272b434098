"""Paragraphs that speak to the readers of a site, told by their grammar where no wording is known.

An imperative is no sign by itself ("Do not feed it to your child" is reporting): what the reader is to do
must be done with the site ("Get our briefing in your inbox"). A paragraph that reports stays.
"""

from __future__ import annotations

import re

from index.clean.kind import one_of

_MOST_WORDS = 60
_SENTENCE = re.compile(r"(?<=[.!?])[\"')]*\s+")
_ATTRIBUTES = r"""
    said|says|told|according to|announced|reported|wrote|added|asked|warned|urged|ruled|claimed|testified
    argued
    explained|confirmed|denied|insisted|recalled
"""
_PAST = r"""
    was|were|had|did|didn't|wasn't|weren't|went|came|began|took|made|gave|saw|died|killed|fell|rose|won|lost
    1[89]\d\d|20\d\d|on (mon|tues|wednes|thurs|fri|satur|sun)day|last (week|month|year|night)
"""
_ATTRIBUTED = re.compile(rf"\b{one_of(_ATTRIBUTES)}\b")
_REPORTS = re.compile(rf"\b{one_of(_ATTRIBUTES + _PAST)}\b|\"\S+( [^\s\"]+){{3,}}[^\"]*\"")

_VERB = one_of(r"""
    sign[ -]?up|subscribe|register|follow|join|download|install|get|receive|read|watch|listen|click|tap
    visit|find
    catch|unlock|stay|don't miss|never miss|keep up|check( out)?|send|e-?mail|text|share|support|donate|help
    become
    try|start|explore|discover|browse|shop|buy|order|enjoy|tell|contact|call|like (us|our)|give|leave|log in
    sign in
    create|upgrade|consider|chip in|make|hear|see|view|submit|report|connect|bookmark|turn on|refer
    republish|reach
""")
_LEAD = r"[\[(*▸►>•—–-]*\s*([\w '&-]{1,30}: ?)?(please |also |and |or |just |simply |now |kindly |so )*"
_OPENS = re.compile(rf"{_LEAD}{_VERB}\b")
_TURNS = re.compile(
    r"(to|for|if|when|while|before|want|enjoyed?|looking|have|do|are|would)\b"
    rf"[^.!]*[,?:–—-] (please )?{_VERB}\b"
)
_THINGS = one_of(r"""
    newsletters?|inbox|(push|news|text|text message|recall|story) alerts?|push notifications|google news
    (please|consider|by) subscrib\w+|subscribe (here|now|today|for free|and save)|subscription here|free trial
    digital subscriptions?|consider a subscription
    (become|becoming) an? ([\w-]+ ){0,3}(subscriber|member|supporter)
    breaking news|latest \w* ?(news|stories|headlines|deals|updates)|more (stories|news|articles)|top stories
    exclusive content|unlimited access|personali[sz]ed news|live news|real-time (news|analysis|updates)
    live scores
    our (\w+ ){0,3}(app|journalism|newsroom|reporting|coverage|channel|readers|stories|newsletter|photographs)
    our (\w+ ){0,3}podcasts?|(local|quality) journalism|news tips?|story ideas?|in the comments|new posts
    your (postcode|zip code)|whatsapp (group|channel|community)
""")
_READS = re.compile(
    rf"\b{_THINGS}\b|\bjoin\b.*\b(facebook|whatsapp|telegram|reddit|discord)\b"
    r"|\b(listen|check out|subscribe|hear|download|get|getting)\b.*\bpodcasts?\b"
    rf"|\A{_LEAD}subscribe (to|for) (?!an? |one |some |two |at least |streaming)\S+( \S+){{0,15}}\Z"
)
_ACCOUNT = re.compile(
    r"\b(follow|connect with|find|reach( out to)?)\b.*(@\w|twitter|facebook|instagram|linkedin|\bon x\b)"
    r"|\b(reach|contact|call|e-?mail|text|send)( \w+)? "
    r"(him|her|them|(\w+ )?(reporter|editor|columnist|writer))\b"
)
_LINKED = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!'m )(?<!stuck )\bhere(>+|[.!):]*$)"
    r"|\bour (\w+ ){0,3}(website|site|page|team|store|shop|archive|community|editors|experts|partner|work)\b"
    r"|\bthis (article|story|interview|post|guide|page|reporting)\b"
)
_ADDRESSES = re.compile(r"\b(you|your|you're|you've|you'll|our|us|we|we're|we've|my|me|i'm|i)\b")
_WRITES = re.compile(
    r"\b(covers?|writes|reports on)\b|\bis (an?|the) ([\w/-]+ ){0,6}"
    r"(reporter|editor|writer|correspondent|columnist|author|journalist|producer|fellow)\b"
)
_PAPER = one_of(r"""
    journalis(m|ts?)|newsroom|(our|local) reporting|(our|my) (readers|mission|work)|readers like you|paywall
""")
_HELP = one_of(r"""
    support\w*|donat\w+|gifts?|contribut\w+|membership|subscri\w+|chip in|help us|fund(ed)?
""")
_APPEALS = tuple(
    re.compile(rf"\b{group}\b") for group in ("(you|your|please|help us|join us)", _PAPER, _HELP)
)


def attributes(line: str) -> bool:
    """Whether a paragraph in lower case says who said something."""
    return bool(_ATTRIBUTED.search(line))


def reports(line: str) -> bool:
    """Whether a paragraph in lower case says who said something, or tells of a past or dated event."""
    return bool(_REPORTS.search(line))


def is_call(line: str) -> bool:
    """Whether a paragraph that reports nothing, in lower case, speaks to the readers of a site.

    Either one of its sentences asks for something that only the reader of a paper can do, and the others
    speak to the reader too or say who the writer is; or every sentence points to a link.
    """
    if line[:1] in "\"'" or len(line.split()) > _MOST_WORDS:
        return False
    parts = _SENTENCE.split(line)
    asks = [_asks_a_reader(part) for part in parts]
    if any(asks):
        return all(asked or _goes_with_it(part) for asked, part in zip(asks, parts, strict=True))
    points = [_points_to_a_link(part) for part in parts]
    if any(points) and all(point or part.endswith("?") for point, part in zip(points, parts, strict=True)):
        return True
    return all(sign.search(line) for sign in _APPEALS)


def _asks_a_reader(sentence: str) -> bool:
    asked = _READS.search(sentence) or _ACCOUNT.search(sentence) or _names_address(sentence)
    return bool(asked) and _opens(sentence)


def _opens(sentence: str) -> bool:
    return bool(_OPENS.match(sentence) or _TURNS.match(sentence))


def _names_address(sentence: str) -> bool:
    """An address that bears the name of the one who is to be reached: "Contact Ana Ruiz at aruiz@…"."""
    head, at, _ = sentence.partition("@")
    account = re.search(r"[\w.+-]*\Z", head)
    if not at or account is None:
        return False
    names = re.findall(r"[^\W\d_]{4,}", head[: account.start()])
    return any(name in account.group() for name in names[1:])


def _goes_with_it(sentence: str) -> bool:
    signs = (_ADDRESSES.search, _OPENS.match, _WRITES.search)
    return len(sentence.split()) <= 6 or any(sign(sentence) for sign in signs)


def _points_to_a_link(sentence: str) -> bool:
    return _opens(sentence) and bool(_LINKED.search(sentence))
