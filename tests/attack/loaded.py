"""Loads all that web and worker need, once: the processes that are killed are forked from it."""

import uvicorn

import redactor.engine
import redactor.ner
import service.cli.processes
import service.composition
import service.logs
import service.memory
import service.supervisor
import service.web

__all__ = ["redactor", "service", "uvicorn"]
