"""The whole service: web and worker under one supervisor, which also writes checkpoints."""

import sys
import threading

from models.anchors import load_signing_key, write_checkpoint
from service.composition import open_records, set_up, signing_key_file
from service.settings import Settings
from service.supervisor import Supervisor


def run_service(settings: Settings, stop: threading.Event) -> None:
    """Migrate, then keep web and worker running until `stop` is set."""
    set_up(settings)
    records = open_records(settings)
    signing_key = load_signing_key(signing_key_file(settings))
    command = [sys.executable, "-m", "service.cli"]
    supervisor = Supervisor(
        {
            "web": [*command, "web", "--lifeline", "--port", str(settings.port)],
            "worker": [*command, "worker", "--lifeline"],
        },
        chore=lambda: write_checkpoint(records, signing_key),
        chore_seconds=settings.anchor_seconds,
    )
    supervisor.run(stop)
