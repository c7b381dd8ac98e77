"""What the page of holds says of an act, and of what is wrong with one."""

from models.keeping.holds import MOST_NOTE

SAID = {
    "placed": "The session is kept until you release it.",
    "released": "Released. If its time is over, the next sweep deletes it.",
    "person": "Every chat of this person is kept, those to come included, until two release them.",
    "asked": "A second privacy officer has to agree before it is released.",
    "freed": "Released. What of this person is over its time goes with the next sweep.",
    "kept": "The hold stays in force.",
}
PROBLEMS = {
    "unknown": "There is no session with this id.",
    "erasing": "This session is being erased; it is too late to keep it.",
    "reason": "Choose a reason.",
    "note": f"A note has one line of at most {MOST_NOTE} characters.",
    "note_value": "The note seems to hold a value of the person. Write a file number instead.",
    "ends_at": "The last day must be a date to come, such as 2027-01-31.",
    "already_released": "This hold was released already.",
    "identifiers": "Nobody can be known by that. Enter an e-mail address, a phone number with its "
    "area code, a first and last name, or a number of five characters or more.",
    "same_person": "You asked for it, so somebody else has to agree.",
    "already_asked": "Somebody asked for that already.",
    "not_asked": "Nobody asks for it any more.",
}
