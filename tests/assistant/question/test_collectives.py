"""Bodies that documents speak of under a collective name."""

from __future__ import annotations

import pytest

from assistant.question.collectives import find_members


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("What about the World Bank?", "World Bank"),
        ("and the IMF", "IMF"),
        ("la Banque mondiale", "Banque mondiale"),
        ("работа Всемирного банка", "Всемирного банка"),
        ("el Banco Mundial", "Banco Mundial"),
        ("دور البنك الدولي", "البنك الدولي"),
        ("世界银行与中心", "世界银行"),
    ],
)
def test_a_member_is_found_with_its_collective(text, member):
    ((names, start, end),) = find_members(text)
    assert text[start:end] == member
    assert "bretton woods" in names
    assert "布雷顿森林" in names


def test_several_members_are_found():
    text = "the World Bank and the International Monetary Fund"
    found = [text[start:end] for _, start, end in find_members(text)]
    assert sorted(found) == ["International Monetary Fund", "World Bank"]


def test_the_longest_name_is_taken():
    text = "国际货币基金组织"
    assert [text[start:end] for _, start, end in find_members(text)] == [text]


@pytest.mark.parametrize("text", ["", "SIMFEROPOL", "the world banks on it", "spam", "imfa"])
def test_a_part_of_a_word_is_no_member(text):
    assert find_members(text) == []


@pytest.mark.parametrize(
    "question",
    [
        "What does the letter of 2007 say about the World Bank?",
        "Que dit la lettre de 2007 sur la Banque mondiale et le FMI ?",
        "Что сказано в письме 2007 года о Всемирном банке и МВФ?",
    ],
)
def test_a_question_for_a_member_finds_the_collective(assistant, cited, question):
    assert "S/2007/279#p3.b4" in cited(assistant.ask(question))
