"""What is said at the door: why one was signed out or cannot come in, and what a purpose is."""

from models.actors import Purpose

WRONG_PURPOSE = "Your role does not include this purpose. Choose another one."
SAID = {
    "out": "You are signed out.",
    "choose": "Choose what you are here for, then go on to your company's sign-in.",
    "purpose": WRONG_PURPOSE,
    "company": "Your company's sign-in did not come to a good end. Nothing was lost; try again.",
    "email_unverified": "Your company's sign-in did not confirm your e-mail address.",
    "email_domain": "Only addresses of the company's own domains may come in.",
    "employment_kind": "Only employees may have access; the privacy policy says so.",
    "no_group": "You are in no group that may come in. Ask your administrator.",
    "tied_already": "Somebody else is known by your e-mail address. Ask your administrator.",
    "last_administrator": "You are the last administrator, and your groups say otherwise.",
    "half": "The second step took too long or failed too often. Please start again.",
    "idle": "You were signed out after a while without use. Nothing you saved is lost.",
    "ended": "Your sign-in has ended for today. Nothing you saved is lost.",
    "closed": "You are signed out.",
    "disabled": "Your account is closed. Ask your administrator.",
    "turned_away": "Your company's sign-in said that you may not come in. Ask your administrator.",
    "employment": "Your account has ended. Ask your administrator.",
    "role": "Your role has changed. Sign in again.",
}
STALE = "This form had been open for too long. Nothing was sent on; please sign in again."
LOCKED = "Too many sign-ins from here failed. Try again after {}, or use a one-time link."
NO_PASSKEY = "That passkey is not known here, or it took too long. Nothing was lost; try again."
NO_PURPOSE = "Choose what you are here for."
SENTENCES = {
    Purpose.CUSTOMER_SERVICE: "Read and score redacted chats. For reviewers and leads.",
    Purpose.PRIVACY: "Look after what is masked, kept and held back. For privacy officers.",
    Purpose.AUDIT: "Read and prove the access log. For auditors.",
    Purpose.OPERATION: "Look after people, sources and deliveries. For administrators.",
}
