"""Composition: settings, the `redactor` command, the processes.

Builds everything, holds no logic, and is imported by nothing.
"""
