import pytest

from redactor.called import find_called


def names(text: str) -> list[str]:
    return list(dict.fromkeys(text[start:end] for start, end, _ in find_called(text)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Frau Wetzelhuber, einen Moment", "Wetzelhuber"),
        ("salute la dott.ssa Brandoli", "Brandoli"),
        ("M. Carpignac regarde le match", "Carpignac"),
        ("o pix pro Seu Adelmar foi?", "Adelmar"),
        ("is Mr Okonjo there", "Okonjo"),
        ("old mr frost did it", "frost"),
        ("mrs bell at 4 has the key", "bell"),
        ("Bel, my wife, is allergic", "Bel"),
        ("Grace, my mum, has the key", "Grace"),
        ("Bosse, unser Sohn, hat Fieber", "Bosse"),
        ("Hope, ma femme, est absente", "Hope"),
        ("Sol, mi hija, tiene fiebre", "Sol"),
        ("es que Koldo mi marido lo trajo", "Koldo"),
        ("ha firmato Nerina, mia suocera", "Nerina"),
        ("i am sanket his son", "sanket"),
        ("la mia coinquilina Dorotea non può", "Dorotea"),
        ("la mia badante Ludmila", "Ludmila"),
        ("mon colocataire Loïck a signé", "Loïck"),
        ("mijn huisgenoot Femke doet open", "Femke"),
        ("de monteur komt, dat wordt Femke, om drie uur", "Femke"),
        ("Ring at Claessens if nobody opens", "Claessens"),
        ("suonare a Brandoli, secondo piano", "Brandoli"),
        ("signed for by Okonjo", "Okonjo"),
        ("Laut Fahrer übergeben an Zschoche, unleserlich", "Zschoche"),
        ('the note says "left w/ Pritchard at 12"', "Pritchard"),
        ("it was left with Okonjo next door", "Okonjo"),
        ("handed to Plumley at 3", "Plumley"),
        ("le colis est remis à Kerguélen", "Kerguélen"),
        ("Signé par Vasseur hier", "Vasseur"),
        ("Entregado a Etxeberria. Vale", "Etxeberria"),
        ("sale firmado por Zubiri", "Zubiri"),
        ("firmato da Cazzaniga", "Cazzaniga"),
        ("afgegeven bij Hoekstra", "Hoekstra"),
        ("Entregue a Quaresma", "Quaresma"),
        ("demande à mimi si besoin", "mimi"),
        ("pregunta por chelo", "chelo"),
        ("frag nach uwe, bitte", "uwe"),
        ("chieda di Brambilla", "Brambilla"),
        ("ik heb gesproken met Wiersma", "Wiersma"),
        ("fale com Figueira", "Figueira"),
        ("im her son TJ", "TJ"),
        ("my sister MJ, she signs", "MJ"),
        ("ask my brother JR.", "JR"),
        ("mein bruder AJ hat es", "AJ"),
        ("Boa tarde, Thaís!", "Thaís"),
        ("Goedemiddag Femke, met wie", "Femke"),
        ("Guten Tag, Volkmar.", "Volkmar"),
        ("my brother Tavish said so", "Tavish"),
        ("ask my sister anna about it", "anna"),
        ("mi nieto Brayden habla", "Brayden"),
        ("Lüdke vom Kundenservice hier", "Lüdke"),
        ("Bonjour, Loïck du support technique", "Loïck"),
        ("mi chiamo Ornella", "Ornella"),
        ("aqui é a Taís", "Taís"),
        ("lautet auf Hannelore Wetzel", "Hannelore Wetzel"),
        ("All nine, Osvaldo, sorry.", "Osvaldo"),
        ("a nombre de Iker Zubiaga", "Iker Zubiaga"),
        ("ta no nome da minha esposa jucilene", "jucilene"),
        ("oder mein vadder gerolf im erdgeschoss", "gerolf"),
        ("my bf wannes had the same", "wannes"),
        ("my nerys will fetch it", "nerys"),
        ("and garlic bread. ask for jex, my phone is dying", "jex"),
        ("top buzzer says ADJEI", "ADJEI"),
        ("he answered the bell at Yildirimoglu", "Yildirimoglu"),
        ("O motorista Gleidson anotou", "Gleidson"),
        ("dont contact again. Debz x", "Debz"),
        ("mein mann holger hat bestellt", "holger"),
        ("ich bin die frau lindhof von gestern", "lindhof"),
        ("der fahrer war bei familie brandlhuber", "brandlhuber"),
        ("ich heiße birte und warte", "birte"),
        ("ik heet jolijn", "jolijn"),
        ("hola soy maricarmen", "maricarmen"),
        ("oi aqui é a jussara", "jussara"),
        ("boa noite! aqui é o Everton. tudo bem", "Everton"),
        ("ma fille maëlys l'a cassé", "maëlys"),
        ("mijn buurman kees heeft het", "kees"),
        ("moin, hier wiebke", "wiebke"),
        ("yo soy maite y viajaba sola", "maite"),
        ("bestellung fehlt, lg conny", "conny"),
        ("groetjes lieke", "lieke"),
        ("Cordialement, Mme Bonnefoix", "Bonnefoix"),
        ("danke ute!", "ute"),
        ("Welcome to Hotel Quern, Apolline! I am the bot", "Apolline"),
        ("top floor, the bell says ruggierini", "ruggierini"),
    ],
)
def test_a_name_is_known_by_what_is_said_around_it(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Danke Ihnen.",
        "Hallo zusammen!",
        "Hola a todos",
        "do you sell Dr. Martens and Mr Muscle",
        "my brother wants a refund",
        "Sorry, my wife, is it down",
        "Okay, my mum, wants it",
        "Vale, mi mujer, quiere",
        "Please, my dad, needs it now",
        "my phone will ring",
        "my bad",
        "meine frau auch",
        "mein vater fährt im auto",
        "mi madre trabaja.",
        "minha esposa pagou.",
        "mon mari aussi.",
        "my bf alrdy had one",
        "my wife orderd",
        "my courier will come",
        "ask for refund",
        "I asked for otp.",
        "the doorbell is Ring",
        "motorista Uber",
        "mi hija llegó.",
        "mia moglie aspetta.",
        "ask for paracetamol.",
        "the bell at Tesco rang",
        "my airpods will come",
        "Cheers x",
        "I will. Ta x",
        "the buzzer at Reception",
        "my sister alrdy has one",
        "qual é o seu CPF?",
        "my partner and I",
        "Question from support",
        "je suis en retard",
        "a nombre de empresa",
        "Bonjour Madame, un instant",
        "hallo ich habe ein Problem",
        "in Stone, Agnes and Amber",
        "we have Clara, Brenda, Agnes",
        "ich bin Kunde bei euch",
        "soy cliente desde ayer",
        "yo soy nueva aqui",
        "ich bin die neue",
        "je suis content",
        "sono in ritardo",
        "met vriendelijke groet",
        "demandez à la poste",
        "frag nach rabatt",
        "frag nach Rabatt",
        "habla con soporte",
        "chiedi a loro",
        "gesproken met klantenservice",
        "left with the neighbour",
        "left with Reception",
        "left with Evri on monday",
        "übergeben an Nachbarn",
        "übergeben an DHL",
        "remis au gardien",
        "remis à Madame",
        "entregado a recepción",
        "signé par erreur",
        "my dad ID. I mean his ID",
        "my husband PC is broken",
        "MY SON IS ILL AND MY MUM TOO",
        "lg und danke",
        "saludos y gracias",
        "mein mann hat bestellt",
        "die frau war nett",
        "hier ist alles gut",
        "danke, super",
        "Welcome to Quern, Traveller! I am the bot",
        "the bell says nothing",
        "the doorbell reads error",
    ],
)
def test_what_only_sounds_like_it_is_no_name(text: str) -> None:
    assert names(text) == []


def test_who_only_gives_a_name_is_not_taken_for_it() -> None:
    assert [how for *_, how in find_called("Titular Zubizarreta")] == ["greeted"]
    assert [how for *_, how in find_called("mi chiamo Ornella")] == ["introduced"]


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("ask mrs pinky no pinkerton", ["pinky", "pinkerton"]),
        ("it was mr harman, sorry, mr hartman", ["harman", "hartman"]),
        ("Mrs Okonja or Okonjo let me in", ["Okonja", "Okonjo"]),
        ("mr frost no parking there", ["frost"]),
        ("mrs bell or whoever opens", ["bell"]),
    ],
)
def test_a_name_said_anew_behind_a_title_is_found(text: str, both: list[str]) -> None:
    assert names(text) == both


@pytest.mark.parametrize(
    "text",
    [
        "mr driver, stop",
        "waiting for mr right",
        "Monday my sister comes",
        "Hi my husband cannot",
        "my auntie neighbour rang",
        "call my brother",
    ],
)
def test_kin_and_trades_are_no_names(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "gracias maja",
        "obrigada linda",
        "grazie cara",
        "bedankt meid",
        "oh nee dan niet",
        "he is out with the dog, Bailey",
    ],
)
def test_endearments_and_pets_are_nobody(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("gracias Maja", "Maja"),
        ("obrigada Linda", "Linda"),
        ("Berta Kuhn née Dan", "Dan"),
        ("Hola Linda,", "Linda"),
        ("all of it, Bailey", "Bailey"),
    ],
)
def test_with_a_capital_they_are_somebody(text: str, name: str) -> None:
    assert name in names(text)
