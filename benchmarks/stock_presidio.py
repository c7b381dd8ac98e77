"""Stock Presidio: its default recognizers on a pipeline of en_core_web_sm's architecture.

The weights are random: they serve for speed and memory, not for detection. The architecture
follows the config that en_core_web_sm 3.8 ships with (MultiHashEmbed, width 96, depth 4; tagger
and parser listen to a shared tok2vec, ner has its own; attribute ruler; rule lemmatizer).
"""

import warnings
from collections.abc import Iterable

import spacy
from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.training import Example

TOK2VEC = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
        "rows": [5000, 1000, 2500, 2500, 50, 50],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
NER_LABELS = ("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "DATE", "TIME")
TAGS = ("NN", "NNS", "NNP", "VB", "VBD", "VBG", "VBP", "VBZ", "JJ", "RB", "IN", "DT", "PRP", "CC")
DEPS = ("nsubj", "dobj", "det", "prep", "pobj", "amod", "advmod", "aux", "cc", "conj", "compound")
LENGTH = 20


def pipeline() -> Language:
    """The six components, initialised at random from seed 0."""
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    tagger = {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": LISTENER}
    nlp.add_pipe("tagger", config={"model": tagger})
    nlp.add_pipe("parser", config={"model": _parser("parser", 64, LISTENER)})
    nlp.add_pipe("attribute_ruler")
    nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    nlp.add_pipe("ner", config={"model": _parser("ner", 64, TOK2VEC)})
    lookups = Lookups()
    for table in ("lemma_rules", "lemma_index", "lemma_exc"):
        lookups.add_table(table, {})
    with nlp.select_pipes(disable=["lemmatizer"]):
        nlp.initialize(lambda: _examples(nlp))
    nlp.get_pipe("lemmatizer").initialize(lookups=lookups)
    return nlp


def _parser(kind: str, width: int, tok2vec: object) -> dict[str, object]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": width,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": tok2vec,
    }


def _examples(nlp: Language) -> list[Example]:
    words = [f"w{number}" for number in range(LENGTH)]
    annotations = {
        "words": words,
        "tags": [TAGS[number % len(TAGS)] for number in range(LENGTH)],
        "heads": [0] * LENGTH,
        "deps": ["ROOT", *[DEPS[number % len(DEPS)] for number in range(1, LENGTH)]],
        "entities": [f"U-{NER_LABELS[number % len(NER_LABELS)]}" for number in range(LENGTH)],
    }
    return [Example.from_dict(nlp.make_doc(" ".join(words)), annotations)]


class _Loaded(SpacyNlpEngine):
    """Presidio's spaCy engine around a pipeline that is already there."""

    def __init__(self, nlp: Language) -> None:
        super().__init__()
        self.nlp = {"en": nlp}


class StockPresidio:
    """Presidio as `AnalyzerEngine()` makes it, one by one and in batches."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._engine = AnalyzerEngine(nlp_engine=_Loaded(pipeline()))
        self._batch = BatchAnalyzerEngine(analyzer_engine=self._engine)

    def one_by_one(self, texts: Iterable[str]) -> None:
        """Analyse each text by itself."""
        for text in texts:
            self._engine.analyze(text, language="en")

    def in_batches(self, texts: Iterable[str]) -> None:
        """Analyse all texts through Presidio's batch engine."""
        self._batch.analyze_iterator(list(texts), language="en", batch_size=64)
