"""The words by which a site speaks to its readers: what they are asked to do, and with what."""

from __future__ import annotations

import re

from index.clean.kind import one_of

VERB = one_of(r"""
    sign[ -]?up|sign|subscribe|register|follow|join|download|install|get|receive|read|watch|listen|click|tap
    visit|find|catch|unlock|stay|don't miss|never miss|keep up|check( out)?|send|e-?mail|text|share|support
    donate|help|become|try|start|explore|discover|browse|shop|buy|order|enjoy|tell|contact|call|like (us|our)
    give|leave|log in|sign in|create|upgrade|consider|chip in|make|hear|see|view|submit|report|connect
    bookmark|turn on|refer|republish|reach|learn|enter|prefer|want|like
""")
"""What a reader is asked to do; no sign by itself."""
PARTS = one_of(r"""
    newsletters?|inbox|subscri\w+|alerts?|apps?|podcasts?|articles?|stor(y|ies)|reporters?|journalis\w+
    newsroom|readers?|website|site|page|twitter|facebook|instagram|whatsapp|comments?|editors?|links?|coverage
    privacy|cookies?|terms|commission|advertis\w+|sponsor\w*|partners?|membership|donations?|paywall|archive
    database|headlines|scores|forecast|quiz|copyright|licen[cs]\w+
""")
"""Parts of a site, in the words that other things have too: a sign only in what many articles repeat."""
OFFERS = one_of(r"""
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
"""What only a paper offers its readers."""
_ADDRESS = one_of(r"""
    you|your|you're|you've|you'll|our|us|we|we're|we've|me|my|please|here
    (this|the) (article|story|post|page|site|website|content|material|conversation|newsletter|transcript)
    newsletters?|inbox|cookies|javascript|all rights reserved(?=[.,;])|without (\w+ ){0,4}permission
""")
_ADDRESSES = re.compile(rf"\b{_ADDRESS}(?!\w)")


def addresses(line: str) -> bool:
    """Whether a paragraph in lower case speaks to the reader, or of the page that it stands on."""
    return bool(_ADDRESSES.search(line))
