"""The words that ask for a topic in German, Spanish, French, Italian, Dutch and Portuguese."""

NOUNS_ABROAD = {
    "name": r"(?:vor|nach|familien|voll(?:er|en|ständiger) )?name|wie hei(?:ß|ss)(?:en sie|t du)"
    r"|mit wem (?:spreche|schreibe) ich|nombre(?: completo| y apellidos?)?|apellidos?"
    r"|c[óo]mo (?:se llama|te llamas)|con qui[ée]n hablo|(?:votre|ton|vos) (?:pr[ée])?noms?"
    r"(?: complet)?|pr[ée]nom|comment vous appelez-vous|(?:voor|achter)naam|naam|hoe heet (?:u|je)"
    r"|met wie spreek ik|nome(?: completo| e cognome)?|cognome|come (?:si chiama|ti chiami)"
    r"|con chi parlo|sobrenome|como se chama|com quem falo",
    "email": r"e-?mail-?adresse|mailadresse|correo(?: electr[óo]nico)?|courriel|adresse mail"
    r"|mailadres|indirizzo mail|endere[çc]o de e-?mail",
    "phone": r"(?:telefon|handy|mobil|ruf|rückruf)-?(?:nummer|nr\.?)|telefon"
    r"(?: (?:tagsüber|privat|mobil|gesch[äa]ftlich))?|handy|tel[ée]fono|m[óo]vil|celular"
    r"|num[ée]ro de (?:t[ée]l[ée]phone|portable)|t[ée]l[ée]phone|portable|telefoonnummer"
    r"|mobiele? nummer|numero di telefono|cellulare|telefone|telem[óo]vel",
    "order": r"(?:bestell|auftrags|rechnungs|buchungs|vorgangs|ticket|sendungs|reservierungs"
    r"|referenz)-?(?:nummer|nr\.?)|buchungscode"
    r"|n[úu]mero d[eo] (?:pedido|factura|reserva|seguimiento"
    r"|encomenda|fatura|protocolo)|localizador|num[ée]ro de (?:commande|facture|dossier|suivi"
    r"|r[ée]servation)|(?:bestel|factuur|order|reserverings|ticket)nummer|track (?:&|and|en) trace"
    r"(?:[ -]?code)?|numero (?:d['’]ordine|di (?:ordine|fattura|prenotazione|pratica))"
    r"|codice (?:di )?prenotazione",
    "account": r"(?:kunden|vertrags|konto|mitglieds|versicherungs|z[äa]hler|klanten|polis|rekening"
    r"|lid(?:maatschaps)?|contract)-?(?:nummer|nr\.?)"
    r"|n[úu]mero d[eo] (?:cliente|contrato|cuenta|socio|conta"
    r"|p[óo]liza)|num[ée]ro (?:de (?:client|contrat|compte)|d['’](?:abonn[ée]|adh[ée]rent))"
    r"|(?:numero|codice) (?:di )?(?:cliente|contratto|conto)",
    "postcode": r"postleitzahl|plz(?: ?[/,] ?(?:wohn)?ort)?"
    r"|c[óo]digo postal|code postal|codice postale|cap(?=\?)|cep"
    r"|postcode",
    "address": r"(?:liefer|rechnungs|wohn|post)?(?:adresse|anschrift)"
    r"|stra(?:ß|ss)e(?:(?:,| /|/| und)? ?(?:haus)?-?(?:nummer|nr\.?))?|direcci[óo]n(?: completa)?"
    r"|domicilio|adresse(?: postale| compl[èe]te| de livraison)?|(?:bezorg|woon)?adres|indirizzo"
    r"|endere[çc]o|morada|wo wohnen sie|d[óo]nde vives?",
    "birth": r"geburts(?:datum|tag)|geboren|fecha de nacimiento|date de naissance"
    r"|geboortedatum|data di nascita|data de nascimento",
    "username": r"benutzer(?:name|kennung)|nombre de usuario|usuario|nom d['’]utilisateur"
    r"|identifiant|gebruikersnaam|nome utente|nome de (?:usu[áa]rio|utilizador)",
    "password": r"pass?wort|kennwort|contrase[ñn]a|mot de passe|wachtwoord|senha|palavra-passe",
    "code": r"(?:best[äa]tigungs|sicherheits|sms-?|t[üu]r)code|c[óo]digo (?:de (?:verificaci[óo]n"
    r"|seguridad|verifica[çc][ãa]o|seguran[çc]a)|sms)|code (?:de (?:v[ée]rification"
    r"|s[ée]curit[ée])|re[çc]u)|codice (?:di verifica|di sicurezza|sms)|verificatiecode",
    "card": r"kartennummer|kreditkarte|n[úu]mero de (?:la )?tarjeta|num[ée]ro de (?:la )?carte"
    r"|kaartnummer|numero (?:della|di) carta|n[úu]mero do cart[ãa]o",
    "expiry": r"g[üu]ltig bis|ablaufdatum|fecha de caducidad|caducidad|date d['’]expiration"
    r"|vervaldatum|data di scadenza|scadenza|validade",
    "last_four": r"letzten? (?:zwei|drei|vier|f[üu]nf|sechs|[2-6]) (?:ziffern"
    r"|stellen|zahlen|zeichen)"
    r"|[úu]ltimos? (?:dos|dois|tres|três|cuatro|quatro|cinco|[2-6])"
    r" (?:d[íi]gitos|n[úu]meros|cifras)"
    r"|(?:deux|trois|quatre|cinq|[2-6]) derniers (?:chiffres|num[ée]ros|caract[èe]res)"
    r"|ultim[ei] (?:due|tre|quattro|cinque|[2-6]) (?:cifre|numeri|caratteri)"
    r"|laatste (?:twee|drie|vier|vijf|[2-6]) (?:cijfers|nummers|getallen|tekens)",
    "town": r"welche[rn]? (?:stadt|ort)|wohnort|(?:qu[ée]|cu[áa]l) (?:ciudad|pueblo|localidad)"
    r"|(?:quelle|votre) (?:ville|commune)|welke (?:stad|plaats)|woonplaats|(?:quale|che) citt[àa]"
    r"|qual (?:[ée] a )?cidade|em que cidade",
    "document": r"kennzeichen|matr[íi]cula|(?:plaque d')?immatriculation|targa|kenteken"
    r"|placa(?=\?| d)"
    r"|(?:reisepass|ausweis|f[üu]hrerschein|steuer)-?nummer|steuer-?id|dni|nie|nif|cpf"
    r"|pasaporte|passeport|paspoortnummer|bsn|codice fiscale|passaporto",
    "company": r"(?:ihre|welche|deine) firma|firmenname|(?:su|qu[ée]) empresa"
    r"|nombre de la empresa|(?:votre|quelle) (?:soci[ée]t[ée]|entreprise)|raison sociale"
    r"|(?:uw|welk) bedrijf|bedrijfsnaam|ragione sociale|nome da empresa"
    r"|(?:ihr|dein|derzeitiger|aktueller) arbeitgeber|(?:votre|ton) employeur|su empleador"
    r"|(?:uw|je) werkgever|(?:il )?(?:suo|tuo) datore di lavoro|(?:seu|teu) empregador"
    r"|(?:arbeitgeber|employeur|empleador|werkgever|datore di lavoro|empregador|firma|entreprise"
    r"|soci[ée]t[ée]|empresa|bedrijf|azienda|ditta)(?=[ ]?[:\t=])",
    "security_answer": r"m[äa]dchenname(?: ihrer mutter)?|nombre de (?:su|tu) madre"
    r"|nom de jeune fille|meisjesnaam|nome da m[ãa]e|cognome (?:di|da) (?:nubile|sua madre)"
    r"|sicherheitsfrage|erste schule|pregunta de seguridad|question"
    r" (?:secr[èe]te|de s[ée]curit[ée])"
    r"|domanda di sicurezza|beveiligingsvraag|pergunta de seguran[çc]a",
}
"""More nouns of a topic, by the topic's value."""
