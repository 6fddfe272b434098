from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.readers.pages import paragraphs

FULL = "The river rose by two metres in the night, and the people of the lower town were told"


def test_lines_that_fill_the_width_are_one_paragraph() -> None:
    assert paragraphs([f"{FULL}\n{FULL}\nto leave."]) == f"{FULL} {FULL} to leave."


def test_a_short_line_ends_a_paragraph() -> None:
    assert paragraphs([f"{FULL}\nto leave.\nNobody was hurt."]) == f"{FULL} to leave.\n\nNobody was hurt."


def test_a_paragraph_goes_over_the_page() -> None:
    assert (
        paragraphs([f"Flood\n{FULL}\n12", f"to leave.\n{FULL}\n13"]).split("\n\n")[1] == f"{FULL} to leave."
    )


def test_page_numbers_go_and_years_stay() -> None:
    pages = [f"{FULL}\nPage 1 of 2", f"to leave in\n2022\n- {FULL}\n2023"]
    text = paragraphs(pages)
    assert "Page 1" not in text
    assert "2022" in text
    assert text.endswith("2023")


def test_a_running_head_stands_once() -> None:
    pages = [f"Valley Paper, page {number}\nStory {number}.\n{FULL}" for number in range(1, 6)]
    text = paragraphs(pages)
    assert text.count("Valley Paper") == 1
    assert all(f"Story {number}." in text for number in range(1, 6))


def test_the_head_of_a_browser_goes_and_a_title_that_stands_only_there_stays() -> None:
    head = "5/13/24, 10:12 AM"
    assert paragraphs([f"{head} Flood - Valley Paper\nFlood\n{FULL}\nto leave."]).startswith("Flood\n\n")
    assert paragraphs([f"{head} Flood - Valley Paper\n{FULL}\nto leave."]).startswith("Flood - Valley Paper")
    assert paragraphs([f"{head}\nFlood\n{FULL}\nto leave."]).startswith("Flood")


def test_broken_words_are_joined_and_compounds_keep_their_hyphen() -> None:
    text = paragraphs([f"{FULL} inter-\nnational well-\nknown Baden-\nBaden sub\u00ad\nway, well-known."])
    assert "international well-known Baden-Baden subway" in text


def test_pages_without_text_give_none() -> None:
    assert paragraphs([]) == paragraphs(["", "\n \n"]) == ""


letters = st.text("abc XYZ.,-\n", max_size=200)


@given(st.lists(letters, max_size=5))
def test_no_letter_is_lost_but_on_the_edges_of_pages(pages: list[str]) -> None:
    def squeezed(text: str) -> str:
        return "".join(filter(str.isalpha, text))

    inner = ["\n".join(("1", page, "2")) for page in pages]
    assert squeezed(paragraphs(inner)) == squeezed("".join(pages))
