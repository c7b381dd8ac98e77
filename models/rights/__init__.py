"""The rights of the person a chat is about: found, told, rectified, erased, left alone.

Searched for by keyed digests; a second person decides.

    subject_requests, request_work, request_decisions: from intake to close   reminders
    request_told what the person gave   request_sessions: what was found, and who looked at it
    identifiers  one form each          subject_index: who is where, as keyed digests
    disclosures  the copy they get      own_words: what of a session is theirs   corrections
    objections   who is not reviewed    subject_holds: whose chats stay
    processing_record: Article 30
"""
