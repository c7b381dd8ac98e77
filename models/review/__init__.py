"""Reviews: what reviewers think of a session, and what they report of its masks.

Neither a review nor a report needs the original.

    reviews      given, published       scorecards, default_scorecard: what is asked
    reports      missed, wrong masks    report_desk: decided, counted
    reported     stays masked           reported_values: which they are, sealed
"""
