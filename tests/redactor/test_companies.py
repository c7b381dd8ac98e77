from collections.abc import Callable

import pytest

from redactor.companies import find_companies
from redactor.spans import Span
from redactor.turns import Turn

Make = Callable[..., list[Turn]]
A, V = "agent", "visitor"


def companies(turns: list[Turn], seen: dict[int, list[Span]] | None = None) -> list[str]:
    return [
        turns[index].text[span.start : span.end]
        for index, span in find_companies(turns, seen or {})
    ]


@pytest.mark.parametrize(
    ("said", "company"),
    [
        ("i work at quernstone", "quernstone"),
        ("im employed by quern valley dairy since may", "quern valley dairy"),
        ("My employer Quernstone Mills pays", "Quernstone Mills"),
        ("my business, Cups and Such, is closed", "Cups and Such"),
        ("I have a small bakery called Salt of Youth", "Salt of Youth"),
        ("I'm the office manager at Abbot's Lea Surgery", "Abbot's Lea Surgery"),
        ("my wife works for Tern Island Ferries", "Tern Island Ferries"),
        ("calling on behalf of the Merrow Trust", "Merrow Trust"),
        ("self employed, trading as Petal & Pin", "Petal & Pin"),
        ("we are Quern Legal LLP", "Quern Legal LLP"),
        ("wir sind die Quernhof Pflege gGmbH", "Quernhof Pflege gGmbH"),
        ("hi we are Quern Energy Co-op and need an invoice", "Quern Energy Co-op"),
        ("this is Jo from Acorn Lane Nursery", "Acorn Lane Nursery"),
        ("Quern Plumbing here, no hot water", "Quern Plumbing"),
        ("we use the Sunfield Care Home account", "Sunfield Care Home"),
        ("please bill Quern Freight Inc.", "Quern Freight Inc."),
        ("Best,\nTheo\nThistle Events Ltd", "Thistle Events Ltd"),
        ("unsere Firma Dachbau Quernheim GmbH wartet", "Dachbau Quernheim GmbH"),
        ("Ich rufe im Auftrag der Jansen & Quern KG an", "Jansen & Quern KG"),
        ("siamo la Ferramenta Quernelli srl", "Ferramenta Quernelli srl"),
        ("je travaille chez Boulangerie Quernec", "Boulangerie Quernec"),
        ("mi empresa Construcciones Quernal S.L. no recibe nada", "Construcciones Quernal S.L."),
        ("ons bedrijf Quernstra Tegels B.V. wacht", "Quernstra Tegels B.V."),
        ("trabalho na Padaria Quernes", "Padaria Quernes"),
        ("I'm a midwife at Quernside General", "Quernside General"),
        ("my sister is an apprentice cook at the Quern Arms", "Quern Arms"),
        ("she's a paralegal at Quern & Holt", "Quern & Holt"),
        ("ich bin Erzieherin bei Kita Quernland", "Kita Quernland"),
        ("je suis infirmier chez Quernec Santé", "Quernec Santé"),
        ("i clean the stairs at Quern & Penn in town", "Quern & Penn"),
        ("Tom teaches year 4 at St. Quernan's", "St. Quernan's"),
        ("i volunteer on sundays at Quern Rescue", "Quern Rescue"),
        ("Quern Fresh Farms is my business name", "Quern Fresh Farms"),
        ("Quernova is our little company", "Quernova"),
        ("Regards\nUna Holt\nOwner, Veil & Quern Bridal", "Veil & Quern Bridal"),
        ("ab 16 uhr bin ich in der Konditorei Quernholz zu finden", "Konditorei Quernholz"),
        ("new key for Quernbend Dental: it hangs", "Quernbend Dental"),
        ("12 0042, holder Quernlis Wine Tours.", "Quernlis Wine Tours"),
        ("lost my keys and my work badge from quernstone", "quernstone"),
        ("please to the office: Treuhand Quernet, thanks", "Treuhand Quernet"),
        ("ma boutique c'est Savonnerie Quernec", "Savonnerie Quernec"),
    ],
)
def test_the_company_somebody_belongs_to_is_found(turns_of: Make, said: str, company: str) -> None:
    assert company in companies(turns_of((V, said)))


@pytest.mark.parametrize(
    "said",
    [
        "does it work with Quern Hue lamps",
        "it works at home and at Easter",
        "every time I run the importer",
        "i run a small bakery",
        "I bought it from Quern Kitchens",
        "the parcel came from quern logistics",
        "i work for myself",
        "PENALTY CHARGE NOTICE KG 5510",
        "our school is closed",
        "the shop at Leeds",
        "I'm at the School",
        "I'm a guest at Quern Lodge",
        "im a bit lost at Quern Cross",
        "there is a queue at Quern",
        "Im the teacher of Finnish A2",
        "we teach at home and at Easter",
        "Our owner, Sara Holt, is away",
        "I am in the middle of a Quern's Gate download",
    ],
)
def test_other_capitals_and_ordinary_words_are_no_company(turns_of: Make, said: str) -> None:
    assert companies(turns_of((V, said))) == []


def test_what_an_apostrophe_cuts_short_is_no_company(turns_of: Make) -> None:
    assert "c'est" not in companies(turns_of((V, "ma boutique c'est Savonnerie Quernec")))


def test_the_company_that_the_agents_name_first_is_theirs(turns_of: Make) -> None:
    turns = turns_of((A, "Welcome to Quern Tiles Ltd!"), (V, "is this Quern Tiles Ltd?"))
    assert companies(turns) == []
    assert companies(turns_of((V, "is this Quern Tiles Ltd?"))) == ["Quern Tiles Ltd"]


def test_an_agents_own_company_stays(turns_of: Make) -> None:
    assert companies(turns_of((A, "We are Quern Legal LLP"))) == []


def test_what_the_model_takes_for_one_counts_after_a_hint(turns_of: Make) -> None:
    def seen(text: str) -> dict[int, list[Span]]:
        at = text.index("Quernova")
        span = Span(start=at, end=at + 8, entity="ORGANIZATION", score=0.9, source="model:m")
        return {0: [span]}

    ours, other = "hi, Maya from Quernova", "is Quernova any good"
    assert companies(turns_of((V, f"this is {ours}")), seen(f"this is {ours}")) == ["Quernova"]
    assert companies(turns_of((V, other)), seen(other)) == []


@pytest.mark.parametrize(
    ("said", "company"),
    [
        ("Your employer, Quern Care Homes, tells us the rate.", "Quern Care Homes"),
        ("I see your employer is Quernside Mills, right?", "Quernside Mills"),
        ("Ihr Arbeitgeber Quernwerke zahlt das", "Quernwerke"),
        ("Your company is called Quern & Holt?", "Quern & Holt"),
    ],
)
def test_an_agent_may_name_the_visitors_company(turns_of: Make, said: str, company: str) -> None:
    assert companies(turns_of((A, said))) == [company]


@pytest.mark.parametrize(
    "said", ["Is it on your company VAT number?", "Tell your employer, please.", "your firm is new"]
)
def test_what_else_an_agent_says_of_it_is_no_company(turns_of: Make, said: str) -> None:
    assert companies(turns_of((A, said))) == []


@pytest.mark.parametrize(
    ("said", "company"),
    [
        ("best send it to work. Quernside Tile", "Quernside Tile"),
        ("work is fine. Tern Tyres on Mill Road", "Tern Tyres"),
        ("my employer? Quern Marine A/S", "Quern Marine A/S"),
        ("the surgery. Penny Lane Vets. they need a fridge", "Penny Lane Vets"),
        ("ich bin auf Arbeit. Dachbau Quernheim", "Dachbau Quernheim"),
        ("liefern Sie bitte ins Büro. Quern Elektrotechnik", "Quern Elektrotechnik"),
        ("je suis au travail. Boulangerie Quernec", "Boulangerie Quernec"),
        ("op mijn werk. Quernstra Tegels, achterom", "Quernstra Tegels"),
    ],
)
def test_what_a_place_of_work_is_followed_by_is_it(turns_of: Make, said: str, company: str) -> None:
    assert company in companies(turns_of((V, said)))


@pytest.mark.parametrize(
    "said",
    [
        "I'm at work. Can you call later",
        "I'm at work. Tomorrow then",
        "I'm at work. Sara Quern is at home",
        "it does not work. Error Code 12 again",
        "they sent it to the office upstairs. Two Boxes came",
    ],
)
def test_what_else_follows_work_is_no_company(turns_of: Make, said: str) -> None:
    assert companies(turns_of((V, said))) == []


@pytest.mark.parametrize(
    ("said", "company"),
    [
        ("Moved. Quernhold AB is the new name", "Quernhold AB"),
        ("she is our CFO at Quern Labs. I'll ask her", "Quern Labs"),
        ("He is a solicitor at Quern Holt LLP in Norwich. He has it", "Quern Holt LLP"),
        ("I'm a nurse at Quernside North and Tom teaches maths", "Quernside North"),
        ("i work at Quern Bros. Ltd in town", "Quern Bros. Ltd"),
        ("i work at St. Quern's", "St. Quern's"),
        ("i work at Marks and Quern", "Marks and Quern"),
    ],
)
def test_a_company_ends_where_the_sentence_goes_on(turns_of: Make, said: str, company: str) -> None:
    assert companies(turns_of((V, said))) == [company]


@pytest.mark.parametrize(
    ("said", "company"),
    [
        ("Is the registered name still Quern & Pike Ltd?", "Quern & Pike Ltd"),
        ("I see the workspace name Quern Analytics.", "Quern Analytics"),
        ("The company name on the invoice is Quernside Mills", "Quernside Mills"),
        ("Der Firmenname ist noch Dachbau Quernheim, richtig?", "Dachbau Quernheim"),
        ("Trading name: Petal & Quern, correct?", "Petal & Quern"),
        ("That is on line 3, name Quern Ventures.", "Quern Ventures"),
        ("I see it: customer Quern & Holt, since May", "Quern & Holt"),
        ("Done. Quern & Crate is now on the Growth plan.", "Quern & Crate"),
        ("Quernford Dental has been moved to the Basic tariff", "Quernford Dental"),
    ],
)
def test_an_agent_may_read_the_name_of_a_company_out(
    turns_of: Make, said: str, company: str
) -> None:
    assert companies(turns_of((A, said))) == [company]


@pytest.mark.parametrize(
    "said",
    [
        "What is the company name?",
        "Is your name Sara Quern?",
        "Please add a business name here.",
        "Contact Customer Support Services.",
        "Your account is now on the Growth plan",
        "Everyone is now on the Basic plan",
        "name Sara Quern.",
    ],
)
def test_an_agent_who_asks_for_a_name_tells_none(turns_of: Make, said: str) -> None:
    assert companies(turns_of((A, said))) == []
