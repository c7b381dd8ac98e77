"""Nationalities, religions and political groups; only `strict` masks them."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer, words

_NATIONALITIES = (
    "afghan albanian algerian american andorran angolan argentinian argentine armenian australian"
    " austrian azerbaijani bahraini bangladeshi belarusian belgian bolivian bosnian brazilian british"
    " bulgarian burmese cambodian cameroonian canadian chilean chinese colombian congolese croatian"
    " cuban cypriot czech danish dutch ecuadorian egyptian emirati english eritrean estonian ethiopian"
    " fijian filipino filipina finnish french georgian german ghanaian greek guatemalan haitian"
    " honduran hungarian icelandic indian indonesian iranian iraqi irish israeli italian ivorian"
    " jamaican japanese jordanian kazakh kenyan korean kosovar kurdish kuwaiti kyrgyz laotian latvian"
    " lebanese liberian libyan lithuanian luxembourgish macedonian malagasy malaysian maltese mexican"
    " moldovan mongolian moroccan mozambican namibian nepalese nepali nicaraguan nigerian norwegian"
    " omani pakistani palestinian panamanian paraguayan persian peruvian portuguese puerto-rican"
    " qatari romanian russian rwandan salvadoran saudi scottish senegalese serbian sierra-leonean"
    " singaporean slovak slovakian slovenian somali spanish sri-lankan sudanese surinamese swedish"
    " swiss syrian taiwanese tajik tanzanian thai tibetan tunisian turkish turkmen ugandan ukrainian"
    " uruguayan uzbek venezuelan vietnamese welsh yemeni zambian zimbabwean"
    " americans australians austrians belgians brazilians brits canadians danes egyptians europeans"
    " germans greeks indians iranians iraqis israelis italians koreans mexicans nigerians norwegians"
    " pakistanis russians swedes syrians turks ukrainians"
    " african asian european latino latina hispanic caucasian arab arabic kurd roma romani maori"
    " inuit african-american native-american"
)
_RELIGIONS = (
    "muslim muslims islamic christian christians catholic catholics protestant protestants baptist"
    " baptists methodist methodists lutheran lutherans anglican anglicans evangelical presbyterian"
    " pentecostal mormon mormons quaker quakers jehovah orthodox jew jews jewish judaism christianity"
    " islam hindu hindus hinduism buddhist buddhists buddhism sikh sikhs sikhism jain jains taoist"
    " shinto zoroastrian bahai sunni shia shiite sufi atheist atheists agnostic pagan wiccan hasidic"
)
_POLITICS = (
    "republican republicans democrat democrats libertarian libertarians communist communists"
    " socialist socialists marxist marxists fascist anarchist tory tories labourite maga"
)


class NrpRecognizer(ShapeRecognizer):
    """Finds the words of a list; "polish" and "labour" count only with a capital."""

    ENTITY = "NRP"
    SOURCE = "pattern:nrp"
    SHAPES = (
        Shape(name="nationality", regex=re.compile(words(_NATIONALITIES), re.I), score=0.65),
        Shape(name="religion", regex=re.compile(words(_RELIGIONS), re.I), score=0.7),
        Shape(name="politics", regex=re.compile(words(_POLITICS), re.I), score=0.65),
        Shape(
            name="capital only",
            regex=re.compile(
                words("Polish Tory Conservative Green-Party Scots Finn Dane Turk Pole")
            ),
            score=0.55,
        ),
    )
