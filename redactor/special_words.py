"""Special categories in other languages: what is said of oneself or of somebody near.

Each language has two frames, "I am" and "I have", and the words that follow them by category.
A word is a piece of a regex; an underscore in it is a space.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Abroad:
    """One language: letters of which some must stand in the text, frames, words by category."""

    triggers: str
    am: str
    have: str
    being: dict[str, str]
    having: dict[str, str]
    phrases: dict[str, str] = field(default_factory=dict)

    def shapes(self) -> Iterator[tuple[str, str]]:
        """Yield category and regex."""
        for frame, table in ((self.am, self.being), (self.have, self.having)):
            for category, words in table.items():
                yield category, rf"(?:{_spaced(frame)})[ ](?:{_spaced(words)})"
        for category, phrases in self.phrases.items():
            yield category, f"(?:{_spaced(phrases)})"


def _spaced(words: str) -> str:
    return "|".join(words.split()).replace("_", "[ ]")


LANGUAGES = {
    "de": Abroad(
        triggers="schwanger diabet behindert krebs epilep schwul lesbisch bisexuell homosex"
        " jude jüdin"
        " muslim katholi evangelisch atheist gewerkschaft betriebsrat vorbestraft gefängnis knast"
        " gehörlos sklerose depressi asthma hiv transgender jehovas",
        am=r"ich_bin ich_bin_leider ich_bin_eine? m(?:ein|eine)_\w+_ist als",
        have=r"ich_habe? ich_habe?_eine? m(?:ein|eine)_\w+_hat",
        being={
            "health": r"schwanger diabetiker(?:in)? (?:schwer)?behindert hiv(?:_|-)positiv gehörlos"
            r" epileptiker(?:in)? krebskrank depressiv",
            "orientation": "schwul lesbisch bisexuell transgender homosexuell",
            "belief": r"muslima? muslimin jude jüdin katholisch katholik(?:in)? evangelisch"
            r" atheist(?:in)? zeuge_jehovas",
            "union": "gewerkschaftsmitglied in_der_gewerkschaft betriebsrat",
            "criminal": "vorbestraft",
        },
        having={
            "health": r"(?:brust|lungen|darm|haut)?krebs diabetes epilepsie depressionen?"
            r" asthma hiv"
            r" multiple_sklerose"
        },
        phrases={"criminal": r"ich_war_im_(?:gefängnis|knast)"},
    ),
    "fr": Abroad(
        triggers="enceinte handicap séropositi syndiqu musulman juif juive catholique athée"
        " homosexuel"
        " lesbienne bisexuel diab cancer asthme vih dépress sclérose casier prison épilept sourd"
        " aveugle gay",
        am=r"je_suis m(?:on|a)_\w+_est en_tant_que",
        have=r"j['’]ai m(?:on|a)_\w+_a",
        being={
            "health": r"enceinte diabétique handicapée? séropositi(?:f|ve) épileptique"
            r" dépressi(?:f|ve) sourde? aveugle",
            "orientation": r"homosexuel(?:le)? gay lesbienne bisexuel(?:le)?",
            "belief": r"musulmane? juif juive catholique athée",
            "union": r"syndiquée? déléguée?_syndicale?",
        },
        having={
            "health": r"(?:un|le)_cancer (?:le|du)_diabète de_l['’]asthme le_vih une_dépression"
            r" la_sclérose_en_plaques",
            "criminal": "un_casier_judiciaire",
        },
        phrases={"criminal": r"j['’]étais_en_prison"},
    ),
    "es": Abroad(
        triggers="embarazad discapacit seropositiv cáncer cancer asma depresi lesbiana católic"
        " catolic"
        " musulm judí judi ateo atea budista vih sida sindica antecedentes cárcel sord cieg diab"
        " esclerosis epilep gay bisex homosex",
        am=r"soy estoy mi_\w+_(?:es|está) como",
        have=r"tengo mi_\w+_tiene",
        being={
            "health": r"diab[eé]tic[oa] embarazada discapacitad[oa] seropositiv[oa]"
            r" epil[eé]ptic[oa]"
            r" sord[oa] cieg[oa]",
            "orientation": "gay lesbiana bisexual homosexual",
            "belief": r"musulm[aá]na? jud[ií][oa] cat[oó]lic[oa] ate[oa] budista",
            "union": r"sindicalista afiliad[oa]_a(?:l|_un)_sindicato",
        },
        having={
            "health": "c[aá]ncer diabetes asma epilepsia depresi[oó]n vih sida esclerosis_múltiple",
            "criminal": "antecedentes_penales",
        },
        phrases={"criminal": "estuve_en_la_c[aá]rcel"},
    ),
    "it": Abroad(
        triggers="incinta disabile sieropositiv tumore cancro epiless epilettic lesbica cattolic"
        " bisessuale omosessuale ebre musulman geova sindacato penali prigione carcere diab asma"
        " sclerosi sord ciec depression hiv gay ateo atea",
        am=r"sono mi[oa]_\w+_è",
        have=r"ho mi[oa]_\w+_ha",
        being={
            "health": r"diabetic[oa] incinta disabile sieropositiv[oa] epilettic[oa] sord[oa]"
            r" ciec[oa]",
            "orientation": "gay lesbica bisessuale omosessuale",
            "belief": r"musulman[oa] ebre[oa] cattolic[oa] ate[oa] testimone_di_geova",
            "union": "iscritt[oa]_al_sindacato",
            "criminal": "stat[oa]_in_(?:prigione|carcere)",
        },
        having={
            "health": r"il_diabete un_tumore il_cancro l['’](?:asma|epilessia|hiv) la_depressione"
            r" la_sclerosi_multipla",
            "criminal": "precedenti_penali",
        },
    ),
    "nl": Abroad(
        triggers="zwanger gehandicapt kanker astma vakbond homo moslim joods katholiek lesbisch"
        " biseks"
        " protestants atheïst strafblad doof diab epilep depressie hiv transgender",
        am=r"ik_ben mijn_\w+_is als",
        have=r"ik_heb ik_heb_een mijn_\w+_heeft",
        being={
            "health": r"zwanger diabeet gehandicapt hiv-positief doof",
            "orientation": r"homo(?:seksueel)? lesbisch biseksueel transgender",
            "belief": r"moslima? joods katholiek protestants atheïst",
            "union": "vakbondslid lid_van_de_vakbond",
        },
        having={
            "health": r"(?:borst|long|huid)?kanker diabetes astma epilepsie depressie hiv",
            "criminal": "strafblad",
        },
    ),
    "pt": Abroad(
        triggers="grávida gravida deficiente seropositiv soropositiv cancro câncer lésbica católic"
        " bissex homossex muçulman judeu judia ateu ateia evangélic sindical antecedentes cadastro"
        " surd ceg diab depressão asma epilep hiv gay",
        am=r"sou estou m(?:eu|inha)_\w+_(?:é|está)",
        have=r"tenho m(?:eu|inha)_\w+_tem",
        being={
            "health": r"diab[eé]tic[oa] gr[aá]vida deficiente s[eo]ropositiv[oa]"
            r" epil[eé]tic[oa] surd[oa]"
            r" ceg[oa]",
            "orientation": "gay lésbica bissexual homossexual",
            "belief": r"muçulman[oa] judeu judia cat[oó]lic[oa] ateu ateia evang[eé]lic[oa]",
            "union": "sindicalizad[oa] sindicalista",
        },
        having={
            "health": "cancro câncer diabetes asma epilepsia depressão hiv",
            "criminal": "antecedentes_criminais cadastro",
        },
    ),
}
"""By language (ISO 639-1)."""
