import pytest

from redactor.plausible import is_plausible


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Buongiorno", "PERSON"),
        ("Guten Tag", "PERSON"),
        ("Góðan daginn", "PERSON"),
        ("Takk fyrir", "PERSON"),
        ("kkkkk", "PERSON"),
        ("I", "PERSON"),
        ("hun", "PERSON"),
        ("u", "PERSON"),
        ("room", "STREET_ADDRESS"),
        ("4.18.0.3371", "PHONE_NUMBER"),
        ("1.1.1.1", "PHONE_NUMBER"),
        ("VIN:", "PERSON"),
        ("daneben", "PERSON"),
        ("bezorgen", "PERSON"),
        ("lavastoviglie", "PERSON"),
        ("encargado", "PERSON"),
        ("galti", "PERSON"),
        ("lah", "PERSON"),
        ("Sie", "PERSON"),
        ("können", "PERSON"),
        ("wieso", "PERSON"),
        ("teilkasko", "PERSON"),
        ("amanhã", "PERSON"),
        ("soms", "PERSON"),
        ("wanna", "PERSON"),
        ("vuelvo", "PERSON"),
    ],
)
def test_greetings_and_ordinary_words_are_no_names(text: str, entity: str) -> None:
    assert not is_plausible(text, 0, len(text), entity)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Ciara Moin", "PERSON"),
        ("Danke Ulla", "PERSON"),
        ("Casal", "PERSON"),
        ("maja", "PERSON"),
        ("zé", "PERSON"),
        ("leo", "PERSON"),
        ("Koch", "PERSON"),
        ("Sierra", "PERSON"),
        ("ben", "PERSON"),
        ("wiesner", "PERSON"),
        ("Takk Bjarki", "PERSON"),
        ("S", "PERSON"),
        ("Po", "PERSON"),
        ("77", "STREET_ADDRESS"),
    ],
)
def test_names_and_house_numbers_stay(text: str, entity: str) -> None:
    assert is_plausible(text, 0, len(text), entity)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The", "DATE_OF_BIRTH"),
        ("bsc", "DATE_OF_BIRTH"),
        ("young", "AGE"),
        ("+1", "PHONE_NUMBER"),
        ("(", "PHONE_NUMBER"),
        ("bless", "EMAIL_ADDRESS"),
        ("Eircode", "POSTAL_CODE"),
        ("CPF", "ORDER_ID"),
        ("PESEL", "PERSON"),
        ("192.168.0.1", "ID_DOCUMENT"),
        ("window", "ACCOUNT_ID"),
    ],
)
def test_a_number_has_what_makes_it_one(text: str, entity: str) -> None:
    assert not is_plausible(text, 0, len(text), entity)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The sixth", "DATE_OF_BIRTH"),
        ("October", "DATE_OF_BIRTH"),
        ("zweiter März", "DATE_OF_BIRTH"),
        ("quatorze juillet", "DATE_OF_BIRTH"),
        ("dodici maggio", "DATE_OF_BIRTH"),
        ("sixteen", "AGE"),
        ("vierzig", "AGE"),
        ("quarenta e dois", "AGE"),
        ("oh seven seven double oh", "PHONE_NUMBER"),
        ("313", "PHONE_NUMBER"),
        ("sara dot lee", "EMAIL_ADDRESS"),
        ("moonpost", "EMAIL_ADDRESS"),
        ("two eight zero one four", "POSTAL_CODE"),
        ("RMV", "ORDER_ID"),
        ("KZT", "ID_DOCUMENT"),
        ("12.345.678", "ID_DOCUMENT"),
        ("seven four whiskey", "ID_DOCUMENT"),
        ("swordfish", "SECRET"),
    ],
)
def test_a_number_in_words_or_in_part_stays(text: str, entity: str) -> None:
    assert is_plausible(text, 0, len(text), entity)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("MIL", "PERSON"),
        ("DeLonghi Magnifica", "PERSON"),
        ("roupa", "PERSON"),
        ("occhiali", "ACCOUNT_ID"),
        ("espera", "ORDER_ID"),
        ("hackeada", "USERNAME"),
        ("zoeken", "EMAIL_ADDRESS"),
        ("@", "EMAIL_ADDRESS"),
        ("@", "USERNAME"),
    ],
)
def test_makers_and_words_of_other_languages_are_nothing(text: str, entity: str) -> None:
    assert not is_plausible(text, 0, len(text), entity)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Mil", "PERSON"),
        ("Miele Anna", "PERSON"),
        ("DUPREE-Evans", "PERSON"),
        ("unit 1407", "STREET_ADDRESS"),
        ("flat 3, Mill Lane", "STREET_ADDRESS"),
        ("Line Road 27a", "STREET_ADDRESS"),
        ("rusty", "USERNAME"),
        ("Espera", "ORDER_ID"),
        ("marmalade", "SECRET"),
    ],
)
def test_what_looks_like_them_stays(text: str, entity: str) -> None:
    assert is_plausible(text, 0, len(text), entity)


@pytest.mark.parametrize(
    "host",
    [
        *("imap.hafen.example", "smtp2.hafen.example", "mail.hafen.example", "mx1.hafen.example"),
        *("pop.hafen.example", "autodiscover.hafen.example"),
    ],
)
def test_the_host_of_a_mail_server_is_no_address(host: str) -> None:
    assert not is_plausible(host, 0, len(host), "EMAIL_ADDRESS")


@pytest.mark.parametrize(
    "address",
    ["mail.ada@hafen.example", "mail.ada at hafen.example", "mailin.ada", "popova.ada"],
)
def test_an_address_like_a_host_stays_one(address: str) -> None:
    assert is_plausible(address, 0, len(address), "EMAIL_ADDRESS")
