"""Composition: settings, the `redactor` command, the processes.

Builds everything, holds no logic, and is imported by nothing.

    settings     environment, setting_checks: read, refused   composition: built from them
    cli          the `redactor` command         demo: sample chats
    whole        supervisor: the processes      web, wire: the doors    logs, memory: of each
    keeping      chores, watching: what the keeper does, time and again
    places       couriers, mail: what leaves the machine, and to whom
    master_key   secret_files: the secrets      rotating: another master key
    commands     stuck: what takes too long is ended
    record_facts for the record of processing
"""
