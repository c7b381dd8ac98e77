"""The record of processing states the live settings, to read, to print and as JSON."""

import json
from dataclasses import replace

import pytest
from fastapi import FastAPI

from models.actors import Role
from models.intake.notice_rules import About, NoticeRule, set_rule
from models.log.access_log import Event
from models.records import Records
from redactor import Action
from review_ui.app import create_app
from review_ui.passwords import Passwords
from review_ui.policy_facts import PolicyFact, PolicyFacts
from tests.models.scene import CLI, Clock
from tests.review_ui.browser import URL, SignIn, entries


@pytest.fixture
def app(records: Records, clock: Clock, passwords: Passwords) -> FastAPI:
    facts = PolicyFacts(
        name="standard@1",
        facts=(
            PolicyFact(entity="PERSON", action=Action.MASK, above=0.4),
            PolicyFact(entity="AGE", action=Action.KEEP),
            PolicyFact(entity="ORGANIZATION", action=Action.KEEP, unless=("it is theirs",)),
        ),
        retention=("Originals are erased after 90 days.",),
        controller=("Company Ltd <1 Example Way>",),
        storage=("In /srv/chats.",),
    )
    return create_app(records, public_url=URL, clock=clock, passwords=passwords, policy_facts=facts)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_who_works_here_can_read_it(sign_in: SignIn, role: Role) -> None:
    assert sign_in(role).get("/record").status_code == 200


def test_it_states_what_is_set(sign_in: SignIn, records: Records, source_id: str) -> None:
    with records.act(CLI) as act:
        set_rule(act, NoticeRule(source_id=source_id, about=About.NOTICE, field="custom.ok"))
    page = sign_in(Role.PRIVACY_OFFICER).get("/record").text
    for words in (
        "Company Ltd &lt;1 Example Way&gt;",
        "Originals are erased after 90 days.",
        "In /srv/chats.",
        "and keeps readable: a company, unless it is theirs; an age",
        "standard@1: it masks 1 kind of personal data and keeps",
        "<p><bdi>Shop</bdi> (chatlio): reviewed only where a field says",
        "Auditor: 1 person, for access audit.",
        "None. Nothing leaves the machine.",
        "Nobody objects at present.",
    ):
        assert words in page, words
    assert [entry["event"] for entry in entries(records, Event.RECORD_READ)] == ["record:read"]


def test_without_a_policy_it_says_nothing_of_one(sign_in: SignIn, app: FastAPI) -> None:
    app.state.desk = replace(app.state.desk, policy=PolicyFacts())
    assert "policy in force" not in sign_in(Role.PRIVACY_OFFICER).get("/record").text


def test_the_export_says_the_same(sign_in: SignIn, records: Records) -> None:
    answer = sign_in(Role.AUDITOR).get("/record.json")
    assert answer.headers["content-disposition"].endswith('2026-03-02.json"')
    told = json.loads(answer.text)
    assert told["recipients"] == ["None. Nothing leaves the machine."]
    assert told["retention"] == ["Originals are erased after 90 days."]
    assert {"controller", "purposes", "subjects", "data", "transfers", "protection"} <= set(told)
    assert len(entries(records, Event.RECORD_EXPORTED)) == 1
