"""What is said beside a value in an answer, or in its place, and is no value itself."""

import re

EXCLAMATION = re.compile(
    r"(?:oops|whoops|lol|(?:ha)+|omg|hmm+|ugh|argh|damn|wow|oof|phew|aw+|yay|yikes|ooh|gosh)\W*",
    re.I,
)
SAID_ABROAD = re.compile(
    r"(?:s[íiì]|ja(?:wohl)?|nein|nej|oui|non|sim|não|nee|gracias|danke?"
    r"|dank ?(?:je(?:wel)?|u)|merci|grazie|obrigad[oa]|bedankt|tack|mahalo|aloha"
    r"|isto|eso|giusto|exakt|juist|precies"
    r"|diolch|hola|hallo|bonjour|ciao|olá"
    r"|gelukt|genoteerd|begrepen|klopt|stimmt|notiert|erledigt|fertig|verstanden|klar|perfekt"
    r"|alles klar|hecho|listo|perfecto|correcto|entendido|vale|claro|exacto|feito|certo|perfeito"
    r"|fatto|perfetto|capito|esatto|fait|parfait|compris|exact(?:ement)?"
    r"|isso|continua|igual|idem|mesm[oa]|inalterad[oa]|unver[äa]ndert|hetzelfde|la misma|el mismo"
    r"|genau|bitte|eskerrik|super|regards|greetings|mfg|mvg|mvh)\b",
    re.IGNORECASE,
)
"""Yes, no, thanks, done or unchanged in another language."""

ASIDE = re.compile(
    r"\s*(?:,? ?(?:i think|i guess|thanks|thank you|please|pls|that'?s it))[.! ]*$", re.I
)
"""What may close an answer behind the value: "..., I think"."""
