"""The watch: unusual days in the access log, for somebody else to look at.

Raises alerts; a person, never the one concerned, closes them.

    watching     goes through new entries    alert_rules: what is unusual   business_hours
    alerts       raised, closed with a note  after_closing   alert_words   anchor_alerts
"""
