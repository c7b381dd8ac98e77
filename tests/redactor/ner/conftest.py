"""Tiny corpora in the formats of the real ones, written by the tests themselves."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

FORENAMES = ("Mary", "Linda", "James", "Amélie", "Wei", "Ngozi")
SURNAMES = ("Smith", "Okafor", "Zhang", "Dubois", "Garcia")


def write_gzip(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def write_plain(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_csv(path: Path, rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def write_train(folder: Path) -> None:
    bookings = [
        {
            "userInput": {"text": "Linda Smith"},
            "labels": [slot("first_name", None, 5), slot("last_name", 6, 11)],
        },
        {"userInput": {"text": "a table for two please"}, "labels": []},
        {"userInput": {"text": "I told James about it"}},
    ]
    write_gzip(folder / "restaurants8k/train_0.json.gz", json.dumps(bookings))
    command = {"text": "email john's boss in boston", "orig": "Email John's boss in Boston."}
    slots = [["person", 6, 12], ["place_name", 21, 27]]
    write_gzip(
        folder / "nlu_home/nlu_home_spans.jsonl.gz", json.dumps({**command, "slots": slots}) + "\n"
    )
    write_plain(
        folder / "wnut17/wnut17train.conll",
        "emma\tB-person\nuses\tO\nAcme\tB-corporation\n\t\nhello\tO\n",
    )
    write_plain(
        folder / "btc/btc.train", "RT\tO\n@\tB-PER\nannlee\tB-PER\n:\tO\nBob\tB-PER\nRay\tI-PER\n\n"
    )
    write_plain(
        folder / "wikigold/wikigold.conll.txt",
        "Kojima I-PER\nMinoru I-PER\nin O\nUK I-LOC\n. O\n\n",
    )
    write_csv(
        folder / "banking77/train.csv.gz", [["text", "category"], ["where is my card", "card"]]
    )
    report = "Nombre: Ana.\nDomicilio: Calle Mayor 3.\nsin fiebre\n"
    spans = [["CALLE", 24, 37], ["NOMBRE_SUJETO_ASISTENCIA", 8, 11], ["FECHAS", 0, 6]]
    write_gzip(
        folder / "meddocan_es/train.jsonl.gz", json.dumps({"text": report, "spans": spans}) + "\n"
    )
    write_csv(folder / "banking77/test.csv.gz", [["text", "category"], ["is my card lost", "card"]])
    turns = {"id": "1", "turns": [["user", "one latte please"], ["assistant", "sure, Linda"]]}
    write_gzip(folder / "taskmaster4/tm4_utterances.jsonl.gz", json.dumps(turns) + "\n")


def slot(name: str, start: int | None, end: int) -> dict[str, object]:
    span = {"endIndex": end} if start is None else {"startIndex": start, "endIndex": end}
    return {"slot": name, "valueSpan": span}


def write_names(folder: Path) -> None:
    header = ["Country", "Localized Name", "Romanized Name"]
    write_csv(
        folder / "common-forenames-by-country.csv.gz",
        [header, *(["FR", name, name] for name in FORENAMES)],
    )
    write_csv(
        folder / "common-surnames-by-country.csv.gz",
        [header, *(["FR", name, name] for name in SURNAMES)],
    )
    census = "LINDA 1.035 4.736 3\nMARY 2.629 2.629 1\n"
    write_plain(folder / "dist.female.first", census)
    write_plain(folder / "dist.male.first", "JAMES 3.318 3.318 1\n")
    write_gzip(folder / "dist.all.last.gz", "SMITH 1.006 1.006 1\n")
    write_csv(
        folder / "world-cities.csv.gz",
        [["name", "country"], ["Lyon", "France"], ["Kisumu", "Kenya"]],
    )


def write_dev(folder: Path) -> None:
    write_plain(folder / "wnut17/emerging.dev.conll", "hi\tO\nemma\tB-person\n\nok\tO\n")
    write_plain(folder / "btc/btc.dev", "@\tB-PER\nannlee\tB-PER\nParis\tB-LOC\n\n")
    ewt = "# text = Mary in Lyon\n1\tMary\tB-PER\t-\t-\n2\tin\tO\t-\t-\n3\tLyon\tB-LOC\t-\t-\n\n"
    write_plain(folder / "ewt/en_ewt-ud-dev.iob2", ewt)
    report = {"text": "Ana vive en Lyon.", "spans": [["NOMBRE_SUJETO_ASISTENCIA", 0, 3]]}
    write_gzip(folder / "meddocan_es/dev.jsonl.gz", json.dumps(report) + "\n")
    said = {"d": "1", "i": 0, "sp": "SYSTEM", "text": "It is at 12 Mill Lane."}
    turn = {**said, "slots": [["street_address", 9, 21]]}
    write_gzip(folder / "sgd/sgd_dev_slots.jsonl.gz", json.dumps(turn) + "\n")


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpora folder with a line or three in every set."""
    folder = tmp_path_factory.mktemp("corpora")
    write_train(folder / "train")
    write_names(folder / "names")
    write_dev(folder / "dev")
    return folder
