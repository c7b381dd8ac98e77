"""Backups: made while the service runs, proven before they are put back.

Nothing that was erased comes back with one.

    backing_up   bundle: made           restoring: put back
    drilling     tried                  place_contents: counted and checked
    log_files    of the access log      nothing_open: what was open, ended
"""
