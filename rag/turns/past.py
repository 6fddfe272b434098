"""The turns before a question: what was asked, what the answer named, and which day it came to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.dates import DateSpan
from index.timex import tag
from rag.answer import Answer
from rag.names import PARTIAL, Name, find_names, is_country_word, likeness
from rag.turns.cut import Cut, Phrase, cut, phrases
from rag.turns.lexicon import BODY_WORDS, DETERMINERS, GIVEN, LIGHT, PERSON_NOUNS
from rag.turns.library import Library
from rag.turns.named import Gender, Lore, Sort
from rag.words import family, in_dictionary, lemma, root, tokens

History = Sequence[tuple[str, Answer | str]]
MOST_TURNS = 10
_MOST_ARTICLES = 3
_MARKS = re.compile(r"\s*\[\d+\]")
_BEFORE = re.compile(r"\b[A-Z][\w-]+(?: (?:von|van|der|den|de|la|du|da|dos|al|bin|el|ten|ter|zu)){1,2} $")
_LANDS = frozenset("country city town state nation village".split())
_DATED = re.compile(r"^(?:On|In|Announced for|Called off|About|Reported for|Counted from)\b[^:.]{0,60}: ")


@dataclass(frozen=True, slots=True)
class Named:
    """Something that was named: the words for it, and what kind of thing it is.

    ``key`` is the last word, in small letters, by which a shorter form of it is known.
    """

    text: str
    sort: Sort
    gender: Gender = ""
    plural: bool = False
    lead: str = ""
    bare: bool = False  # a noun with its article, no name

    @property
    def key(self) -> str:
        return tokens(self.text)[-1].lower if tokens(self.text) else ""


@dataclass(frozen=True, slots=True)
class Told:
    """One turn: the question as it was understood, and what it and the answer named.

    ``focus`` is what the answer gives where one thing was asked for, ``kept`` what the question had
    from the turns before, ``days`` are those of the answer's claims, ``said`` its
    sentences, ``cited`` the titles and quotes of its citations
    and ``articles`` the ids of what they are from.
    """

    asked: Cut
    typed: str
    subject: tuple[Named, ...]
    others: tuple[Named, ...]
    focus: Named | None
    kept: tuple[Named, ...]
    answered: tuple[Named, ...]
    days: tuple[DateSpan, ...]
    said: tuple[str, ...]
    cited: tuple[str, ...]
    articles: tuple[str, ...]
    refused: bool

    @property
    def in_question(self) -> tuple[Named, ...]:
        return self.subject + self.others


@dataclass(frozen=True, slots=True)
class Past:
    """The turns before a question, the latest first, and what their words say about names."""

    turns: tuple[Told, ...]
    lore: Lore
    proper: frozenset[str]
    library: Library | None = None

    @property
    def last(self) -> Told:
        return self.turns[0]

    def learned(self, named: Named) -> Named:
        """With what the archive's own words say of a name of unknown sort or gender."""
        words = tokens(named.text)
        names = find_names(named.text, words, {w.lower for w in words if w.content})
        if (
            self.library is None
            or not names
            or named.bare
            or (named.sort and (named.gender or named.sort != "person"))
        ):
            return named
        self.lore.read(self.library.about(named.text))
        sort = self.lore.sort(names[-1], named.text, words)
        return replace(named, sort=sort or named.sort, gender=self.lore.gender(names[-1]))

    def cited_roots(self) -> frozenset[str]:
        """The roots of all words in the articles that the last answer with sources rests on."""
        articles = next((told.articles for told in self.turns if told.articles), ())
        texts = [self.library.article(id_) for id_ in articles[:_MOST_ARTICLES]] if self.library else []
        return frozenset(word.root for text in texts for word in tokens(text) if word.content)


def read_past(
    history: History, stand_alone: Callable[[str, Past], str], library: Library | None = None
) -> Past:
    """The last ten turns; ``stand_alone`` rewrites a question whose answer is known as text alone."""
    recent = list(history)[-MOST_TURNS:]
    texts = [text for question, answer in recent for text in (question, *_texts(answer))]
    lore, proper = Lore.of(texts), _proper(texts)
    past = Past((), lore, proper, library)
    for question, answer in recent:
        plain = " ".join(question.split())
        if not plain:
            continue
        whole = answer.understood_as if isinstance(answer, Answer) else stand_alone(plain, past)
        told = _told(plain, whole or plain, answer, past)
        past = replace(past, turns=(told, *past.turns))
    return past


def _texts(answer: Answer | str) -> list[str]:
    if isinstance(answer, str):
        return [_MARKS.sub("", line) for line in answer.split("\n") if line.strip()]
    return [*_claims(answer), *_quotes(answer)]


def _quotes(answer: Answer | str) -> tuple[str, ...]:
    if isinstance(answer, str):
        return ()
    return tuple(text for cited in answer.citations for text in (cited.title, cited.quote))


def _articles(answer: Answer | str) -> tuple[str, ...]:
    cited = () if isinstance(answer, str) else answer.citations
    return tuple(dict.fromkeys(citation.article_id for citation in cited))


def _claims(answer: Answer | str) -> list[str]:
    if isinstance(answer, str):
        return _texts(answer)
    return [_MARKS.sub("", claim.text) for claim in answer.claims]


def _proper(texts: Sequence[str]) -> frozenset[str]:
    """Words that stand with a capital inside a sentence and can be nothing but names."""
    found: set[str] = set()
    for text in texts:
        words = tokens(text)
        for name in find_names(text, words):
            if name.first or len(name.words) > 1:
                person = name.titled or any(name.words[0].lower() in given for given in GIVEN.values())
                found.update(
                    w.lower()
                    for w in name.words
                    if person or is_country_word(w) or not in_dictionary(w.lower())
                )
    return frozenset(word for word in found if len(word) > 2)


def _told(typed: str, whole: str, answer: Answer | str, past: Past) -> Told:
    asked = cut(_capitals(whole, past.proper), past.proper)
    subject, others = named_in(asked, past.lore)
    refused = isinstance(answer, Answer) and answer.refusal is not None
    said = () if refused else tuple(_claims(answer))
    answered = _named_by(said, asked, past.lore)
    focus = _focus(asked, said, past.lore)
    own = {n.key for n in _flat(named_in(cut(typed, past.proper), past.lore))}
    kept = tuple(n for n in (*subject, *others) if n.key not in own)
    return Told(
        asked,
        typed,
        subject,
        others,
        focus,
        kept,
        answered,
        _days(answer),
        said,
        _quotes(answer),
        _articles(answer),
        refused,
    )


def _capitals(text: str, proper: frozenset[str]) -> str:
    """A question typed in small letters with its names as they are written."""
    words = tokens(text)
    if find_names(text, words):
        return text
    for word in reversed(words):
        if word.lower in proper and word.content:
            text = text[: word.start] + word.text.capitalize() + text[word.end :]
    return text


def _flat(pair: tuple[tuple[Named, ...], tuple[Named, ...]]) -> tuple[Named, ...]:
    return pair[0] + pair[1]


def named_in(asked: Cut, lore: Lore) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """What a question names as its subject, and the rest: phrases first, then names inside them."""
    subject: list[Named] = []
    others: list[Named] = []
    inner: list[Named] = []
    for phrase in phrases(asked):
        if phrase.name or _is_something(asked, phrase):
            (subject if phrase.subject else others).append(_of_phrase(asked, phrase, lore))
        inner += [
            _of_name(asked, n, lore)
            for n in asked.names
            if n is not phrase.name and phrase.start <= asked.words[n.first].start < phrase.end
        ]
    if asked.topic:
        others = [*_of_topic(asked.topic, lore), *others]
    return tuple(subject), (*others, *inner)


def _of_topic(topic: str, lore: Lore) -> list[Named]:
    """What "About the strike at Halden" names: the whole of it, and the names in it."""
    asked = cut(topic, fragment=True)
    names = [_of_name(asked, name, lore) for name in asked.names]
    whole_names = [n for n in names if n.text == topic]
    return whole_names or [Named(topic, "thing", bare=True), *names]


def _is_something(asked: Cut, phrase: Phrase) -> bool:
    """A noun that may be spoken of again: with an article or an owner, or in the plural."""
    first = asked.text[phrase.start : phrase.end].split()[0].lower()
    plural = lemma(phrase.head) != phrase.head and phrase.head.endswith("s")
    owned = any(w.possessive for w in asked.words if phrase.start <= w.start < phrase.end)
    return lemma(phrase.head) not in LIGHT and (first in DETERMINERS or plural or owned)


def _of_phrase(asked: Cut, phrase: Phrase, lore: Lore) -> Named:
    text = asked.text[phrase.start : phrase.end]
    if phrase.name:
        return replace(_of_name(asked, phrase.name, lore), lead=phrase.lead, text=text)
    plural = lemma(phrase.head) != phrase.head and phrase.head.endswith("s")
    noun = lemma(phrase.head)
    sort: Sort = "person" if noun in PERSON_NOUNS else "body" if noun in BODY_WORDS else "thing"
    return Named(text, sort, plural=plural, lead=phrase.lead, bare=True)


def _of_name(asked: Cut, name: Name, lore: Lore) -> Named:
    start, end = asked.words[name.first].start, asked.words[name.last - 1].end
    if given := _BEFORE.search(asked.text[:start]):
        start = given.start()
    if asked.text[:start].endswith("the "):
        start -= 4
    sort = lore.sort(name, asked.text, asked.words)
    text = asked.text[start:end]
    text = text if text[:1].isupper() or text.startswith("the ") else text.title()
    return Named(text, sort, lore.gender(name), plural=name.of_people)


def _named_by(said: Sequence[str], asked: Cut, lore: Lore) -> tuple[Named, ...]:
    """What the answer names that the question does not, in order, each once."""
    found: dict[str, Named] = {}
    for sentence in said:
        cited = _plain(sentence)
        for name in cited.names:
            if not _is_named(name, asked) and not name.of_people:
                made = _of_name(cited, name, lore)
                found.setdefault(made.key, made)
    return tuple(found.values())


def _plain(sentence: str) -> Cut:
    """A sentence with its names, uncut."""
    words = tuple(tokens(sentence))
    names = tuple(find_names(sentence, words))
    return Cut(sentence, words, names, "topic", "other", 0, None, None, None, ())


def _is_named(name: Name, asked: Cut) -> bool:
    return any(likeness(known, name) >= PARTIAL for known in asked.names)


def _focus(asked: Cut, said: Sequence[str], lore: Lore) -> Named | None:
    """The one thing that answers who, which or where; None where more than one may."""
    if asked.kind not in {"who", "which", "what", "where", "said"}:
        return None
    return next((found for text in said[:2] if (found := _given(asked, text, lore))), None)


def _given(asked: Cut, text: str, lore: Lore) -> Named | None:
    sentence = _plain(_DATED.sub("", text))
    names = [n for n in sentence.names if not _is_named(n, asked) and not n.of_people]
    fitting = [n for n in names if _fits(n, lore.sort(n, sentence.text, sentence.words), asked)]
    if len(fitting) > 1:
        fitting = _before_act(fitting, sentence, asked) or fitting
    made = [_of_name(sentence, name, lore) for name in fitting]
    if len({f.key for f in fitting}) == 1:
        return replace(made[0], sort=_sort_asked(asked) or made[0].sort)
    together = (
        asked.kind == "who" and len(made) == 2 and f"{made[0].text} and {made[1].text}" in sentence.text
    )
    return Named(f"{made[0].text} and {made[1].text}", "person", plural=True) if together else None


def _sort_asked(asked: Cut) -> Sort:
    if asked.kind in {"who", "said"}:
        return "person"
    return "place" if asked.kind == "where" or asked.counted.lower() in _LANDS else ""


def _fits(name: Name, sort: Sort, asked: Cut) -> bool:
    noun = asked.counted
    if asked.kind in {"who", "said"}:
        return sort == "person"
    if asked.kind == "where":
        return sort in {"place", ""}
    if noun and any(root(word.lower()) in family(root(noun.split()[-1].lower())) for word in name.words):
        return True
    if noun and noun.lower() in _LANDS:
        return sort in {"place", ""}
    called = any(w.lower in {"called", "named", "name"} for w in asked.words)
    return called and sort in {"thing", "body", ""}


def _before_act(names: list[Name], sentence: Cut, asked: Cut) -> list[Name]:
    """Those that stand before the act asked about, where the sentence tells it."""
    if asked.verb is None:
        return []
    acts = family(asked.words[asked.verb].root)
    at = next((i for i, w in enumerate(sentence.words) if w.root in acts), None)
    return [n for n in names if at is not None and n.last <= at]


def _days(answer: Answer | str) -> tuple[DateSpan, ...]:
    """The days that an answer came to, earliest first."""
    if isinstance(answer, Answer):
        spans = [c.when.span for c in answer.claims if c.when and c.when.span]
    else:
        spans = [time.span for time in tag(answer, None) if time.span]
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))
