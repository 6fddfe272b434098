"""Closed word lists of news English: function words, families of near-synonyms, titles, signals.

Only words of the language stand here, never a person, place or event of any archive.
"""

from __future__ import annotations

STOP_WORDS = frozenset(
    """
    a about above after again against all along also although am among an and any are as at be
    because been before being below between both but by can could did do does doing done down
    during each either else ever every few for from further get had has have having he her here
    hers herself him himself his how i if in into is it its itself just let many may me might
    more most mr mrs ms much must my neither no nor not now of off on once one only onto or
    other our out over own per please s same shall she should since so some such t than that the
    their theirs them then there these they this those through to together too under until up
    upon us very was we were what when where whether which while who whom whose why will with
    within without would yes yet you your according actually really exactly happen happened
    """.split()
)

FAMILIES = (
    "visit travel trip go fly journey tour head proceed continue",
    "arrive arrival land",
    "meet meeting talks summit encounter confer discussion negotiation sit convene",
    "say tell state declare claim argue note add stress describe call comment remark emphasize explain "
    "insist speak",
    "announce unveil reveal declare publish",
    "warn caution",
    "sign ink conclude seal signature",
    "die death dead kill fatality toll victim",
    "win beat defeat victory triumph winner",
    "begin start open launch inaugurate kick",
    "launch lift blast liftoff",
    "end finish close conclude stop",
    "shut close seize",
    "resign quit step",
    "leave depart departure",
    "resume restart resumption",
    "accompany join alongside delegation entourage",
    "cost price worth value valued",
    "rise increase climb grow jump growth raise surge hike lift",
    "fall drop decline decrease slump sink slip cut",
    "arrest detain custody",
    "attack strike bomb assault shell",
    "strike impact collide collision",
    "collapse fail failure crash",
    "postpone delay cancel",
    "cancel scrap abandon call postpone drop skip withdraw",
    "join accede accession member belong membership",
    "reopen restore",
    "appear publish",
    "lead head chief chair run command manage coach",
    "buy acquire purchase takeover acquisition",
    "quake earthquake tremor",
    "war conflict invasion fighting",
    "agree agreement deal accord pact treaty",
    "size large big value valued",
    "carry capacity transport ship",
    "oppose opposition against reject condemn criticize denounce",
    "mention refer reference",
    "host welcome receive greet",
    "speak speech address talk remark",
    "job post role position",
    "elect election vote poll ballot",
    "settle finalize agree resolve",
    "reason cause blame",
    "company firm business corporation",
    "percent percentage share proportion rate",
    "base headquarter seat locate",
    "hold stage",
    "convict guilty conviction",
    "sue lawsuit suit",
    "fine penalty penalize penalise punish",
    "charge indict indictment accuse",
    "sentence jail imprison",
    "kill murder slay assassinate",
    "appoint name choose pick select nominate elect",
    "dismiss sack fire oust",
    "dismiss reject toss",
    "marry wed wedding marriage",
    "founded establish create creation",
    "create design sculpt",
    "approve pass adopt endorse ratify enact vote",
    "release publish issue debut",
    "debut premiere launch",
    "build erect construct construction",
    "suspend remove",
    "bring return restore",
    "resume reopen",
    "arrive reach",
    "file lodge submit",
    "tweet post",
    "search raid",
    "block veto",
    "expire end",
    "shut retire discontinue",
    "induct choose elect",
    "pass cross route run traverse",
)

TITLES = frozenset(
    """
    mr mrs ms dr sir lord lady dame president vice prime minister premier chancellor king queen
    prince princess pope sen senator rep representative gen general col colonel capt captain lt
    adm admiral gov governor mayor secretary foreign finance defense defence interior justice
    chief director professor prof judge ambassador chairman chairwoman leader spokesman
    spokeswoman spokesperson former general-secretary envoy ceo cfo coo cto
    """.split()
)

OFFICERS = frozenset({"secretary", "minister"})
"""Those whose office follows with "of": "Secretary of State"."""

MONTHS_AND_DAYS = frozenset(
    """
    january february march april may june july august september october november december jan
    feb mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday
    saturday sunday
    """.split()
)

INSTITUTIONS = frozenset(
    """
    department ministry court council bank office agency commission parliament university
    institute institution party committee union association federation foundation organization
    organisation house street
    """.split()
)

COURTESY = frozenset(
    """
    thanks thank thx cheers ok okay great good nice cool hello hi hey bye goodbye yes no yeah yep nope
    sure right fine welcome please sorry interesting wow perfect understood lot help
    """.split()
)

PERSON_NOUNS = frozenset(
    """
    president minister leader chancellor king queen prince princess pope senator governor mayor secretary
    chairman chairwoman director judge ambassador spokesman spokeswoman envoy general coach captain singer
    actor actress author writer player pilot astronaut man woman boy girl guest winner candidate head chief
    founder deputy successor predecessor official officer lawyer scientist premier
    """.split()
)

RELATIONAL = frozenset(
    """
    guest winner loser cause reason cost price toll result outcome score victim aim purpose goal date venue
    host author owner captain driver pilot crew passenger funeral ceremony successor predecessor deputy wife
    husband son daughter spokesman spokeswoman lawyer contract deal agreement accord pact trip visit meeting
    talks summit ship journey delegation defendant verdict sentence fine magnitude number size length weight
    runner-up opponent response reaction plan budget casualty damage injury dead wounded missing survivor
    member agenda participant speaker topic
    """.split()
)
"""Nouns that are nothing by themselves: a guest of whom, the cost of what."""

KINDS = {
    "thing": frozenset(
        "ship boat vessel ferry plane aircraft jet rocket probe spacecraft capsule satellite train".split()
    ),
    "body": frozenset("company firm group bank club team party agency court".split()),
    "place": frozenset("country city town village island".split()),
    "person": frozenset("man woman".split()),
}
"""Common nouns for what has a name, by its sort."""
