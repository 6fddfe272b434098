from collections.abc import Callable

from evals.metrics import citation_right
from evals.metrics.score import Sample
from rag import Citation

Make = Callable[..., Sample]
Cite = Callable[..., Citation]


def test_the_right_quote_from_the_right_article_passes(sample: Make) -> None:
    assert citation_right.score(sample(sources=("bridge.md",), quote=("4 May",))).passed


def test_the_right_words_from_another_article_do_not(sample: Make) -> None:
    score = citation_right.score(sample(sources=("tunnel.md",), quote=("4 May",)))
    assert score.passed is False
    assert score.why == "cites bridge.md, not tunnel.md"


def test_a_file_name_is_not_matched_by_its_ending_alone(sample: Make, cite: Cite) -> None:
    cited = cite(path="/news/old-bridge.md")
    assert citation_right.score(sample(citations=[cited], sources=("bridge.md",))).passed is False


def test_the_source_and_the_words_must_be_of_one_citation(sample: Make, cite: Cite) -> None:
    wordless = cite(1, quote="Traffic was light.")
    elsewhere = cite(2, path="/news/tunnel.md")
    score = citation_right.score(
        sample(citations=[wordless, elsewhere], sources=("bridge.md",), quote=("4 May",))
    )
    assert score.passed is False
    assert score.why == "no quote from the right article has 4 May"


def test_an_answer_without_citations_is_wrong(sample: Make) -> None:
    score = citation_right.score(sample(citations=[], quote=("4 May",)))
    assert score.passed is False


def test_refusals_and_questions_that_name_no_evidence_do_not_count(sample: Make, refused: Make) -> None:
    assert citation_right.score(refused(quote=("4 May",))).passed is None
    assert citation_right.score(sample()).passed is None
    assert citation_right.score(sample(refuse=True, sources=("bridge.md",))).passed is None


def test_sources_that_belong_together_must_all_be_cited(sample: Make, cite: Cite) -> None:
    both = ("bridge.md", "tunnel.md")
    one = sample(sources=both, together=both)
    assert citation_right.score(one).why == "cites bridge.md without tunnel.md"
    two = sample(citations=[cite(1), cite(2, path="/news/tunnel.md")], sources=both, together=both)
    assert citation_right.score(two).passed
