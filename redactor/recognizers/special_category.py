"""Special categories (GDPR Art. 9, 10): what somebody says of their own or a near person's life.

Health, belief, union, orientation, ethnicity, politics, sex life, biometric and genetic data,
criminal record. A word alone says nothing ("gay bar", "sick of waiting", "union jack"): each
shape wants somebody it is said of.
"""

import re
from collections.abc import Iterable

from redactor.recognizers.base import Shape, ShapeRecognizer, Span
from redactor.special_words import LANGUAGES
from redactor.vocabulary import listed

_KIN = (
    r"(?:wife|husband|son|daughter|child|kid|baby|mother|father|mom|mum|dad|partner|brother|sister"
    r"|friend|boyfriend|girlfriend|fianc[ée]e?|grand(?:mother|father|ma|pa|son|daughter)|aunt"
    r"|uncle|cousin|niece|nephew|colleague|boss|neighbou?r)"
)
_IS = (
    rf"(?:i['’]?m|i[ ]am|i[ ]was|i['’]ve[ ]been|i[ ]have[ ]been|we[ ]are|we['’]re|being"
    rf"|my[ ]{_KIN}(?:['’]s|[ ]is|[ ]was)|(?:he|she)(?:['’]s|[ ]is|[ ]was))"
)
_HAS = (
    rf"(?:i[ ]have|i['’]ve(?:[ ]got)?|i[ ]had|i[ ]got|i[ ]suffer(?:ed)?[ ]from|i[ ]live[ ]with"
    rf"|diagnosed[ ]with|living[ ]with|treated[ ]for|my[ ]{_KIN}[ ](?:has|had|suffers[ ]from"
    rf"|died[ ]of)|(?:he|she)[ ](?:has|had|suffers[ ]from)|(?:because[ ]of|due[ ]to)[ ]my|with["
    rf" ]my)"
)
_SOFT = (
    r"(?:[ ](?:also|just|now|still|currently|very|so|really|actually|openly|legally|severely|type"
    r"|[12]|chronic|severe|mild|bad|terminal|stage|a|an|the|from|[1-4]|\d{1,2}[ ](?:weeks|months))"
    r"){0,4}"
)
_ILLNESS = (
    r"(?:diabetes|(?:(?:breast|lung|skin|prostate|bowel|blood|brain|liver)[ ])?cancer|leuk[a]?emia"
    r"|lymphoma|brain[ ]tumou?r|tumou?r|hiv|aids|epilepsy|seizures|asthma|copd"
    r"|(?:postnatal[ ]|postpartum[ ]|clinical[ ])?depression|bipolar(?:[ ]disorder)?|schizophrenia"
    r"|anxiety(?:[ ]disorder)?|panic[ ]attacks|ptsd|adhd|autism|dyslexia|dementia|alzheimer['’]?s?"
    r"|parkinson['’]?s?|multiple[ ]sclerosis|hepatitis(?:[ ][abc])?|tuberculosis|covid(?:-19)?"
    r"|heart[ ](?:condition|disease|failure)|kidney[ ](?:disease|failure)|crohn['’]?s|c(?:o)?eliac"
    r"(?:[ ]disease)?|anorexia|bulimia|eating[ ]disorder|drinking[ ]problem|drug[ ]problem"
    r"|miscarriage|abortion|disability|arthritis|lupus|migraines|endometriosis|fibromyalgia"
    r"|chemo(?:therapy)?|dialysis|suicidal[ ]thoughts|mental[ ]health[ ](?:issues|problems))"
)
_NO_CAUSE = (
    r"(?![ -](?:research|charity|uk|society|foundation|awareness|fund|ribbon|walk|insurance))"
)
_STATE = (
    r"(?:diabetic|pregnant|hiv[ -]?positive|epileptic|asthmatic|autistic|bipolar|schizophrenic"
    r"|disabled(?![ ](?:from|by|in|the|my|it))|wheelchair[ -]bound|in[ ]a[ ]wheelchair|deaf(?!["
    r" ]to)"
    r"|blind(?![ ](?:to|without|date))|partially[ ]sighted|visually[ ]impaired|hard[ ]of[ ]hearing"
    r"|alcoholic|drug[ ]addict|in[ ](?:the[ ])?(?:hospital|rehab|hospice)|on[ ](?:dialysis|chemo"
    r"(?:therapy)?|antidepressants|insulin|sick[ ]leave)|having[ ](?:surgery|chemo(?:therapy)?|ivf)"
    r"|recovering[ ]from[ ](?:surgery|an[ ]operation|a[ ]stroke)|suicidal|infertile)"
)
_FAITH = (
    r"(?:muslim|catholic|jewish|hindu|buddhist|sikh|mormon|protestant|atheist|agnostic|baptist"
    r"|methodist|lutheran|jehovah['’]?s?[ ]witness|quaker|pagan|practi[sc]ing[ ]\w+|jew)"
)
_PARTIES = (
    r"(?:labour|conservative|green|republican|democratic|communist|socialist|liberal|reform|tory"
    r"|social[ ]democratic|far[ -]right|far[ -]left)"
)
_CRIME = (
    r"(?:theft|assault|fraud|burglary|robbery|murder|manslaughter|rape|drug|dui|drunk|possession"
    r"|shoplifting|harassment|arson|tax[ ]evasion|domestic)"
)
_END = r"(?![\w-])"
_PEOPLE = r"[ ](?:man|woman|person|people|guy|couple|family|student|mother|father|teen)"
_ORIENTED = r"(?:gay|lesbian|bisexual|queer|homosexual|pansexual|asexual)"
_TRANS = r"(?:trans(?:gender|sexual)?|non[ -]?binary|intersex|genderfluid)"
_COLOUR = (
    r"(?:black|african[ -]american|latin[oa]|hispanic|asian|romani|roma|mixed[ -]race|biracial"
    r"|native[ -]american|aboriginal|kurdish|arab)"
)


_TRIGGERS = (
    "diabet cancer leuk lymphoma tumo hiv aids epilep seizure asthma copd depress bipolar schizo"
    " anxiety ptsd adhd autis dyslex dementia alzheim parkinson sclerosis hepatit tubercul covid"
    " heart kidney crohn eliac anorex bulim disorder miscarr abort disab arthrit lupus migrain"
    " endometr fibromy chemo dialysis suicid mental pregnan wheelchair deaf blind sighted impaired"
    " alcoholic addict hospi rehab insulin surgery ivf stroke infertil muslim catholic jew hindu"
    " buddh sikh mormon protest atheis agnost baptist methodist luther jehovah quaker pagan practis"
    " practic converted christian religio faith gay lesbian sexual queer transgen binary intersex"
    " genderfluid black african latin hispanic asian roma biracial aborig kurd arab ethnic vote"
    " republican democrat socialist communist tory virgin erectile fingerprint genetic retina"
    " prison jail convicted arrested felon criminal parole offender"
)
_SPACED_TRIGGERS = (
    *("panic attacks", "drinking problem", "drug problem", "sick leave", "hard of hearing"),
    *("union rep", "union member", "union steward", "union organi", "union dues", "trade union"),
    *("in the union", "in a union", "the union", "my union", "works council", "works union"),
    *("i'm trans", "i am trans", "as trans", "a trans ", "is trans", "mixed race", "mixed-race"),
    *("native american", "white ", "party", "sex life", "sex addict", " std", " sti", "my dna"),
    *("iris scan", "face scan", "face data", "face template", "charged with", "on bail"),
)


def _shape(name: str, regex: str, score: float = 0.8) -> Shape:
    return Shape(
        name=name, regex=re.compile(rf"(?<![\w-]){regex}{_END}", re.IGNORECASE), score=score
    )


_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = ("krebs", "kanker")
"""What stands at the end of longer words, too."""


def _heads(words: Iterable[str]) -> set[str]:
    """The first three and four letters of words: what a look at a text compares."""
    return {word[:size] for word in words for size in (3, 4)}


class SpecialCategoryRecognizer(ShapeRecognizer):
    """Finds "I have diabetes", "my son is autistic", "I'm a union member"; never "gay bar"."""

    ENTITY = "SPECIAL_CATEGORY"
    SOURCE = "pattern:special_category"
    TRIGGERS = tuple(
        dict.fromkeys(
            [
                *listed(_TRIGGERS),
                *_SPACED_TRIGGERS,
                *(word for language in LANGUAGES.values() for word in listed(language.triggers)),
            ]
        )
    )
    SHAPES = (
        _shape("health", rf"(?P<value>{_HAS}{_SOFT}[ ]{_ILLNESS}){_NO_CAUSE}"),
        _shape("health", rf"(?<!nearly )(?<!almost )(?P<value>{_IS}{_SOFT}[ ]{_STATE})"),
        _shape("health", r"(?P<value>(?:i|he|she)[ ]had[ ]a[ ](?:stroke|heart[ ]attack|seizure))"),
        _shape("belief", rf"(?P<value>(?:{_IS}{_SOFT}|as[ ]an?)[ ](?:{_FAITH}|a[ ]christian))"),
        _shape("belief", r"(?P<value>i[ ]converted[ ]to[ ]\w+|my[ ](?:religion|faith)[ ](?:is|does"
               r"|forbids|do)[ n'’o]{0,4}[ ]?\w*|for[ ]religious[ ]reasons)"),
        _shape("union", rf"(?P<value>(?:{_IS}{_SOFT}|as[ ]a)[ ](?:(?:trade[ ])?union["
            rf" ](?:member|rep"
               r"|steward|organi[sz]er)|member[ ]of[ ](?:the|a|my)[ ](?:trade[ ]|works[ ])?(?:union"
               r"|council)|in[ ](?:the|a)[ ](?:trade[ ])?union))"),
        _shape("union", r"(?P<value>my[ ](?:trade[ ])?union[ ](?:rep|representative|membership|dues"
               r"|steward)|my[ ]trade[ ]union)"),
        _shape("orientation", rf"(?P<value>{_IS}{_SOFT}[ ](?:{_ORIENTED}|{_TRANS}))"),
        _shape("orientation", rf"(?P<value>(?:as[ ]an?|i[ ]came[ ]out[ ]as)[ ](?:{_ORIENTED}"
               rf"|{_TRANS})(?:{_PEOPLE})?)"),
        _shape("ethnicity", rf"(?P<value>(?:{_IS}|as[ ]an?){_SOFT}[ ](?:{_COLOUR}|white){_PEOPLE}"
               rf"|{_IS}{_SOFT}[ ]{_COLOUR}(?=[ ]*(?:$|[.,;!?\n]|and\b|but\b|so\b))"
               r"|my[ ]ethnicity[ ]is[ ]\w+)"),
        _shape("politics", rf"(?P<value>i[ ](?:always[ ])?voted?[ ](?:for[ ])?(?:the[ ])?{_PARTIES}"
               rf"(?:s|[ ]party)?|{_IS}{_SOFT}[ ](?:republican|democrat|socialist|communist|tory)"
               rf"|{_IS}{_SOFT}[ ](?:{_PARTIES}[ ](?:voter|supporter)|member[ ]of[ ]the["
               rf" ]{_PARTIES}"
               r"[ ]party))"),
        _shape("sex_life", rf"(?P<value>my[ ](?:own[ ])?sex[ ]life|{_HAS}{_SOFT}[ ](?:std|sti"
            rf"|erectile"
               rf"[ ]dysfunction|sex[ ]addiction)|{_IS}{_SOFT}[ ](?:virgin|sex[ ]addict))"),
        _shape("biometric", r"(?P<value>my[ ](?:own[ ])?(?:dna|genetic)[ ](?:test|data|results?"
            r"|profile"
               r"|sample)|my[ ](?:fingerprint|iris|retina|face)[ ](?:scan|data|template)s?"
               r"|my[ ]fingerprints)"),
        _shape("criminal", rf"(?P<value>{_IS}{_SOFT}[ ](?:arrested|convicted|jailed|in["
            rf" ](?:prison|jail)"
               rf"|on[ ](?:parole|bail)|convicted[ ]felon|felon|sex[ ]offender"
               rf"|charged[ ]with[ ]{_CRIME})|my[ ]criminal[ ](?:record|conviction|case))"),
        *(
            _shape(name, rf"(?P<value>{regex})")
            for language in LANGUAGES.values()
            for name, regex in language.shapes()
        ),
    )  # fmt: skip

    HEADS = frozenset(max(_WORD.findall(trigger), key=len)[:4] for trigger in TRIGGERS)
    """How the telling word of each trigger begins."""

    def may_hold(self, text: str) -> bool:
        """Compare how words begin first: most messages end there."""
        lowered = text.lower()
        if self.HEADS.isdisjoint(_heads(_WORD.findall(lowered))):
            return any(part in lowered for part in _INSIDE)
        return any(trigger in lowered for trigger in self.TRIGGERS)

    def source_of(self, span: Span) -> str:
        """Name the category in the source: the officer has to know which it is."""
        return f"pattern:special_{span.shape}"
