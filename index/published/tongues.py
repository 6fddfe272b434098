"""Months and labels as bylines write them, in the languages that stand around English text."""

from __future__ import annotations

import re

from index.clean.kind import one_of
from index.timex.lexicon import MONTHS

_OTHERS = """
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    januar februar märz april mai juni juli august september oktober november dezember
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
    janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
    januari februari maart april mei juni juli augustus september oktober november december
    janv févr mars avr mai juin juil août sept oct nov déc
    jän feb mär apr mai jun jul aug sep okt nov dez
    ene feb mar abr may jun jul ago sep oct nov dic
    gen feb mar apr mag giu lug ago set ott nov dic
    jan fev mar abr mai jun jul ago set out nov dez
    jan feb mrt apr mei jun jul aug sep okt nov dec
""".split()
_NUMBERS = {name: place % 12 + 1 for place, name in enumerate(_OTHERS)} | MONTHS

_PUBLISHED = one_of("""
    published|posted|publication date|date of publication|date published|date posted
    publié|veröffentlicht|erschienen|erstellt|publicad[oa]|pubblicato|gepubliceerd|geplaatst
""")
_CHANGED = one_of("""
    updated?|modified|edited|revised|amended|corrected|correction|mise? à jour|actualisé|modifié|aktualisiert
    geändert|stand|actualizad[oa]|modificad[oa]|atualizad[oa]|aggiornato|bijgewerkt
""")
_OTHERWISE = one_of(r"""
    accessed|retrieved|cached|archived|captured|saved|printed|in print|reviewed|checked|registered|founded
    established|est\.|since|copyright|expires?|events?|deadline|until|through|as of|effective|edition|issue
    issued|released?|release date|filed|filmed|recorded|taken|photos?|images?|pictures?|born|died|obituary
    premi[eè]red?|opens?|opening|closes|closing|starts?|begins?|ends?|due|apply|tickets?|on sale|hearing|vote
    dated|signed|case no|no
""")
PUBLISHED = re.compile(rf"\b{_PUBLISHED}(?![^\W_])", re.IGNORECASE)
"""The date behind it is that of the publication."""
CHANGED = re.compile(rf"\b{_CHANGED}(?![^\W_])", re.IGNORECASE)
"""The date behind it is that of a change to the page."""
OTHERWISE = re.compile(rf"\b(?:{_CHANGED}|{_OTHERWISE})(?![^\W_])|©", re.IGNORECASE)
"""The date behind it is that of a change or of something else."""


def month_of(word: str) -> int | None:
    """1 to 12 for the name of a month or its abbreviation, None for any other word."""
    return _NUMBERS.get(word.rstrip(".").lower())
