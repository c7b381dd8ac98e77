"""What documents are called, in the languages their holders write; regex pieces for `Terms`."""

PASSPORT = ("passport", "passeport", "pasaporte", "passaporto", "reisepass", "pass ?nr")
PLATE = ("plate", "registration", "reg", "vehicle", "car", "van", "bike", "rego", "kennzeichen")
DRIVER = ("driver", "driving", "licen[cs]e", "dl", "patente", "führerschein", "fuehrerschein")
