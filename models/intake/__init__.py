"""What vendors deliver: kept before it is acknowledged, processed exactly once.

Nothing acknowledged is lost, and nothing is processed twice.

    sources      vendor accounts        notice_rules: which field tells of notice and consent
    inbox        deliveries: kept       leases: processed    deliveries: looked at
"""
