"""The door for machines: proves who sends, seals what came, acknowledges, parses, hands on.

Promises that an acknowledged delivery is kept and processed exactly once. Never shows anything
to people, and never answers a vendor with more than a status.

    app ──▶ receiving ──▶ (inbox) ──▶ worker ──▶ adapters ──▶ merging ──▶ engine ──▶ (sessions)
    HTTP    prove, seal    models      take       bytes to     one         mask       models
                                                  Arrival      Original

`standard_webhooks` proves a sender, `json_body` reads bytes or refuses them, `originals` is what
gets sealed, `limits` says how much is too much, `guesses` who tries addresses, `reasons` why
something was refused or parked, `renewing` holds a delivery while it is worked on.

`arrivals` is what adapters make of a delivery, `building` turns an original into what is kept,
`correcting` puts right what a person had corrected, `subjects` says whom a session is about,
`preview` what redacting again would change; `errors` is their tree.
"""
