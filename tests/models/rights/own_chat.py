"""A chat of three people, as it was masked and as it was said."""

from redactor import Action, Finding, Identity, Message, RedactedMessage, RedactedSession, Session
from redactor import Role as Speaker

SAID = (
    ("Hi, Chloe Quackenbush here, order 4417", Speaker.VISITOR),
    ("Hello Chloe, I am Agnes", Speaker.AGENT),
    ("ask my wife Bea Blum, bea@mail.example. My password is hunter22", Speaker.VISITOR),
    ("Thanks. Order 4417 goes to Bea Blum; our courier Max Muster calls you", Speaker.AGENT),
)
MASKED = {
    "Chloe Quackenbush": ("PERSON", "[PERSON_1]"),
    "Chloe": ("PERSON", "[PERSON_1]"),
    "4417": ("ORDER_ID", "[ORDER_1]"),
    "Agnes": ("PERSON", "[AGENT_1]"),
    "Bea Blum": ("PERSON", "[PERSON_2]"),
    "bea@mail.example": ("EMAIL_ADDRESS", "[EMAIL_1]"),
    "hunter22": ("PASSWORD", "[PASSWORD_1]"),
    "Max Muster": ("PERSON", "[PERSON_3]"),
}


def redaction() -> RedactedSession:
    messages = []
    for text, role in SAID:
        findings: list[Finding] = []
        for value, (entity, label) in MASKED.items():
            start = text.find(value)
            if start >= 0 and not any(f.start <= start < f.end for f in findings):
                findings.append(
                    Finding(start=start, end=start + len(value), entity=entity, score=1.0,
                            label=label, source="test", action=Action.MASK)
                )  # fmt: skip
        messages.append(
            RedactedMessage(id="m", role=role, text="", findings=tuple(findings), masks=())
        )
    return RedactedSession(
        id="r", policy="standard@1", engine="0", model="m", messages=tuple(messages),
        identity={"name": "[PERSON_1]"},
    )  # fmt: skip


def read_original(body: bytes) -> Session:
    return Session(
        id="s",
        messages=tuple(Message(text=text, role=role) for text, role in SAID),
        identity=Identity(name="Chloe Quackenbush"),
    )
