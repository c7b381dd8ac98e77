"""Processes that are killed again and again, and start in a blink: forked from a loaded one."""

import multiprocessing
import os
from collections.abc import Mapping
from pathlib import Path

from tests.service_process import ServiceProcess

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.attack.loaded"])


def _run(command: tuple[str, ...], environment: Mapping[str, str], log: Path) -> None:
    """Be `redactor COMMAND`, with nothing but this environment."""
    from service.cli import main

    os.environ.clear()
    os.environ.update(environment)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    main(list(command))


class Killed:
    """One process of the service, started again as soon as it is killed."""

    def __init__(self, service: ServiceProcess, *command: str) -> None:
        self.command = command
        self.service = service
        self.process = self._start()

    def _start(self) -> multiprocessing.process.BaseProcess:
        environment = {
            "REDACTOR_DATA_DIR": str(self.service.settings.data_dir),
            "REDACTOR_PORT": str(self.service.settings.port),
            "REDACTOR_LEASE_SECONDS": "600",
        }
        process = _FORKS.Process(target=_run, args=(self.command, environment, self.service.log))
        process.start()
        return process

    def kill(self) -> None:
        """kill -9, and start another."""
        self.process.kill()
        self.process.join()
        assert self.process.exitcode == -9
        self.process = self._start()

    def stop(self) -> None:
        """Ask it to end, as an operator does."""
        self.process.terminate()
        self.process.join(30)
        assert self.process.exitcode is not None
