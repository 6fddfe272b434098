"""Words by which one turn of a conversation leans on another, and what a name's neighbours say of it.

Only words of the language stand here, and given names that many people bear.
"""

from __future__ import annotations

import re

LEAD_IN = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|well|oh|also|now|great|good|thanks|thank you|yes|no|yeah|right|sorry|hm+|"
    r"interesting|i see|then|please tell me|tell me)\b(?!['’])[\s,.!;:–-]*)+",
    re.IGNORECASE,
)
BESIDE_COURTESY = frozenset("you very much so a lot that is all for your the help i see my it was".split())
ASKING = frozenset("when where who whom whose why how what which".split())
DETERMINERS = frozenset(
    "the a an this that these those his her its their my our your any some all both".split()
)
PREPOSITIONS = frozenset(
    """
    about above across after against among around as at before behind between by during for from in inside
    into near of off on onto outside over since through to toward towards under until up upon with within
    without alongside despite beyond regarding like
    """.split()
)
HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
IT = frozenset("it its itself".split())
THEY = frozenset("they them their theirs themselves".split())
PRONOUNS_IN_TURN = HE | SHE | IT | THEY
OWNING = frozenset("his her its their".split())
GOING = frozenset("go travel fly come head return move get drive sail journey walk run send take".split())
TRIPS = frozenset("trip visit journey tour stay stop".split())
OUTER = frozenset("that this these those".split())
PERSON_NOUNS = frozenset(
    """
    president minister leader chancellor king queen prince princess pope senator governor mayor secretary
    chairman chairwoman director judge ambassador spokesman spokeswoman envoy general coach captain singer
    actor actress author writer player pilot astronaut man woman boy girl guest winner candidate head chief
    founder deputy successor predecessor official officer lawyer scientist premier
    """.split()
)
BODY_WORDS = frozenset(
    """
    company corporation corp group inc ltd plc airlines airways union nations club team fund league alliance
    cabinet congress senate council assembly army navy police authority administration bank court party
    committee ministry
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
OF_SOMETHING = frozenset(
    """
    population capital number funeral price cost cause crew captain owner result outcome host venue author
    aim purpose date length weight size name wife husband son daughter successor predecessor winner capacity
    value height age
    """.split()
)
"""Those of them that "of" ties to what they belong to."""
KINDS = {
    "thing": frozenset(
        "ship boat vessel ferry plane aircraft jet rocket probe spacecraft capsule satellite train".split()
    ),
    "body": frozenset("company firm group bank club team party agency court".split()),
    "place": frozenset("country city town village island".split()),
    "person": frozenset("man woman".split()),
}
"""Common nouns for what has a name, by its sort."""
LIGHT = frozenset(
    "people person man woman child part place way thing anyone anybody someone somebody everyone everybody "
    "else one other time next happen go come get do be".split()
)
GIVEN = {
    "m": frozenset(
        """
        adam ahmed alan albert aleksandr alexander alexei ali andre andrei andrew anthony antonio antony ben
        benjamin bernard boris brian bruno carl carlos charles chris christian daniel david dmitri dmitry
        donald edward emmanuel eric ernest felix fernando francis francois frank frederick gabriel george
        giorgio giovanni gordon gustav hans harold harry hassan henry hugo ian igor ibrahim ivan ivo jack
        jacob jacques james jan jean joe joao johan john jonas jorge jose josef joseph juan julian karl
        keith kenneth kevin lars leo leon louis luca lucas luis luiz marc marco mario mark martin matteo
        matthew max michael michel miguel mikhail mohamed mohammed muhammad nicholas nicolas nikolai oleg
        olaf oliver omar oscar otto pablo patrick paul pavel pedro peter philip pierre rafael ralph raul ray
        recep richard robert roger roland ronald rory samuel scott sebastian serge sergei sergey simon
        stanislav stephen steven stefan svein thomas tim timothy tom tomas tony victor viktor vincent
        vladimir volodymyr walter werner william wolfgang xavier yuri yusuf
        """.split()
    ),
    "f": frozenset(
        """
        agnes alexandra alice alina amanda amelia amina amy ana andrea angela anita ann anna anne annika
        astrid barbara beatrice birgit brigitte camilla carla carmen caroline catherine cecilia charlotte
        christina christine claire clara claudia cristina daniela deborah diana dora dorothy elena eleanor
        elisa elizabeth ella elsa elvira emily emma erika esther eva fatima fiona florence frances gabriela
        giorgia giulia grace greta hannah heidi helen helena hillary ines ingrid irene irina isabel isabella
        jacinda jane janet jennifer jessica joan johanna josephine judith julia juliet karen karin kate
        katherine kathleen kirsten kristin laura layla leila lena lina linda lisa louise lucia lucy magda
        margaret maria marie marina marta martha mary maya melissa mia michelle mira miriam monica nadia
        nancy naomi natalia natalie nina nora olga olivia patricia paula petra priya rachel rebecca rita
        rosa rose ruth sabine samantha sandra sara sarah silvia simone sofia sonia sophia sophie stella
        stephanie susan susanna svetlana tamara tatiana teresa theresa ursula valentina vanessa vera
        veronica victoria yasmin yulia zoe
        """.split()
    ),
}
MALE_TITLES = frozenset("mr sir lord king prince pope chairman spokesman".split())
FEMALE_TITLES = frozenset("mrs ms miss lady dame queen princess chairwoman spokeswoman".split())
HUMAN_ACTS = "visit travel tell meet resign speak arrive marry die accompany thank greet fly"
