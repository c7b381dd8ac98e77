"""People of the company: who they are, how they come in, what they may work for.

Nobody gets in who does not belong, and who leaves is out at once.

    people       employees              movers: roles, last days        purposes, purpose_leaves
    sign_ins     who is in              my_sign_ins: where              sign_in_limits: until when
    sign_in_ends: all of one person at once
    password_sign_ins, invites, single_sign_on: ways in                 half_sign_ins: half-way
    second_factors   authenticators, passkeys (challenges), recovery_codes
    proving      is it still them?      devices, lockout: who waits     api_tokens: machines
    signing_out  others, everywhere     notices: what people are told to look at
"""
