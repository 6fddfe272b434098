"""How a publisher's own notices are worded: rights, credits, disclaimers, paywalls, players."""

from __future__ import annotations

from index.clean.kind import kind

ORIGIN = kind(
    "a picture of the author, a disclaimer or a copyright line",
    80,
    r"""
    ([^\W\d][\w.'-]* ){1,4}avatar|(photo|picture|image|avatar|headshot|profile picture) of (the )?author
    (copyright|©|\(c\)) ?(©|\(c\))? ?\d{4}\b.*|(copyright\b.*)?all rights reserved([.,;|©].*)?
    ©.*
    this (article|story|post|interview|essay) (originally|first) (appeared|ran) (on|in|at)\b.*
    a version of this (article|story|piece|essay) (first |also |originally )?appear(s|ed) (in|on)\b.*
    """,
    inside=r"""
    ^copyright .{0,60}\ball rights reserved\b
    \ball rights reserved\. (this|no) (material|part)\b
    ^(the|this) (material|content|article|story)\b.{0,120}\bmay not be (published|reproduced|copied)\b
    ^(disclaimer: ?)?(the )?(views|opinions)( and (views|opinions))? expressed (in|by|here|on|above)\b
    \bdo(es)? not (always |necessarily )(share|support|endorse|reflect)\b.*\b(view|opinion)s
    \bdo(es)? not (share|support|endorse|reflect) the (views?|opinions?) (and|or) (views?|opinions?)\b
    """,
)
CREDITS = kind(
    "a credit",
    40,
    r"""
    \(*(additional |further )?(reporting|writing|editing|compiled|compilation) by [^.]{3,120}(\.? ?\)*)
    [(—–-]* ?with (a report|reports|reporting|files|inputs?|contributions?) (from|by) HEADLINE
    contributing:? HEADLINE
    (photo|photograph|image|picture|graphic|illustration)( credit| source| by)? ?[:©] ?(\S+ ){0,6}\S+
    \((photo|photograph|image|picture)s?( credit)?: HEADLINE
    image (source|credit), HEADLINE
    materials provided by [^.]{3,80}(\. (note: )?content may (be|have been) edited for [\w ,]{4,40})?
    (note: )?(this )?content may (be|have been) edited for [\w ,]{4,40}|cite this (page|article)
    our (standards|trust principles|ethics|editorial standards) ?: .{3,80}
    doi: ?\S+|###|-30-|\[?ends\]?|story source:?
    """,
)
LIABILITY = kind(
    "a disclaimer of liability or of interest",
    60,
    r"""
    past performance is (no|not a) guarantee\b.*
    (all )?(quotes|data|prices)( are| is)?( a real-time snapshot)?[ .,*]*(data is )?DELAYED
    """,
    inside=r"""
    \bmay (earn|receive|get)( us)? (a|an)( small| affiliate)? commission\b
    ^purchases you make through our links\b
    ^this (article|content|material|information)\b.*\bnot\b.*\b(investment|financial|legal|medical) advice\b
    ^the author (does not (own|hold)|has no|owns|holds)\b.*\b(shares?|stocks?|positions?|interests?)\b
    \bforward-looking statements\b.*\b(risks|differ materially|litigation reform act)\b
    \bis not responsible for the content of external (sites|websites|internet sites)\b
    """,
)
PAYWALL = kind(
    "a notice of a paywall or a counter of articles",
    60,
    r"""
    you('ve| have) (\w+ )?NUMBER( more)?( free)? (articles?|stories)( (left|remaining|this|to)\b.*)?
    you('ve| have) (read|reached|used) (\w+ )?(your|all|NUMBER)\b.*\b(articles?|stories|limit)\b.*
    (want|subscribe|log in|register|sign (in|up)|pay) to ((continue|keep) reading|read (more|on))\b.{0,60}
    create an? (free )?account to (continue|keep reading|read (more|on))\b.{0,60}
    (this|the rest of this) (article|story) is (exclusively |reserved )?for( our)? (subscribers|members)\b.*
    subscri(be|bers?) (now|today|for|to|can|get|enjoy|have)\b.*\b(unlimited|exclusive|full|digital)\b.*
    get unlimited( digital)? access\b.*|gift this article\b.*|give this article
    subscribers can (share|gift)\b.*
    """,
    inside=r"""
    \bstart your free trial\b
    """,
)
PLAYER = kind(
    "a message of a player or an embed",
    25,
    r"""
    (listen to|play|watch|hear) MEDIUM( here| now| below)?[\W\dx]*(min\w*[\W\dx]*)?(learn more)?
    RECORDING (is|was) (not |auto-?)?(available|generated)( automatically)?( (up)?on request)?(\. [^.]*\bus)?
    RECORDING (is|was) (not )?(available|generated) (by|using|with|on|for) (your|this|our|ai)\b.*
    (sorry, )?MEDIUM is (no longer |not )?(available|unavailable|supported)
    (sorry, )?MEDIUM is (no longer |not )?(available|unavailable|supported) (in|on|to|for) (your|this|you)\b.*
    MEDIUM (has been|could not be|can't be) (removed|loaded|shown)( (by|due to) (the|its|your|a) OWNER)?
    your browser (does not|doesn't|is not|isn't|can't|cannot|may not|needs|must)\b.*
    please (turn on|enable) javascript\b.*|javascript (is|must be)\b.*
    \d+[ -]minute listen|heard on HEADLINE|.{0,60}\bduration:? \d+:\d\d
    \d\d?:\d\d ?(/|-) ?(\d\d?:\d\d|source: HEADLINE)
    .*\bwherever you (get|listen to) (your )?podcasts\b.*
    \d+ seconds of \d+ seconds.*|volume \d+ ?%|keyboard shortcuts.{0,60}
    (turn on|enable|allow) (push |desktop |browser |breaking )?(notifications|alerts)\b.{0,60}
    rate this page|thank you for your feedback|report a problem( with this page)?
    """,
)
FOREIGN = kind(
    "a label in another language than the article's",
    12,
    r"""
    anzeige|werbung|lesen sie (auch|mehr)\b.*|mehr zum thema|teilen|drucken|merken|(jetzt )?anmelden
    zur startseite
    alle rechte vorbehalten|impressum|datenschutz|startseite|kommentare?|artikel anhören|lesedauer:? .*
    (à )?lire aussi\b.*|publicité|la suite après cette publicité|partager( sur .*)?|se connecter|s'abonner\b.*
    s'inscrire|tous droits réservés|les plus lus|mentions légales|temps de lecture .*|ajouter à vos sélections
    leer más|lee también\b.*|te puede interesar|publicidad|compartir( en .*)?|suscríbete\b.*|iniciar sesión
    lo más (visto|leído)|archivado en|aviso legal|copiar enlace|ir a los comentarios|leggi anche\b.*
    pubblicità
    condividi|abbonati|accedi|leia (também|mais)\b.*|publicidade|compartilhar?|assine\b.*|lees ook\b.*
    advertentie|deel dit artikel|delen|aanmelden
    """,
)
MARKUP = kind(
    "markup that was left over",
    3,
    r"""
    <?/?[a-z][a-z0-9]{0,9}( [^<>]*)?/?>
    &[a-z]+;|\[/?[a-z]+\]|\]\]>?
    """,
)
