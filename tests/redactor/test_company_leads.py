import pytest

from redactor.company_leads import leads_to
from redactor.turns import tokens_of


@pytest.mark.parametrize(
    "said", ["i work for", "i work for the", "our company is", "my wife is a cook at", "owner of"]
)
def test_a_lead_stands_before_a_name_with_or_without_an_article(said: str) -> None:
    text = f"{said} Quern"
    tokens = tokens_of(text)
    assert leads_to(text, tokens, len(tokens) - 1)


@pytest.mark.parametrize("said", ["the", "send the", "i painted a", "we phoned", "work. the"])
def test_an_article_alone_leads_to_nothing(said: str) -> None:
    text = f"{said} Quern"
    tokens = tokens_of(text)
    assert not leads_to(text, tokens, len(tokens) - 1)
