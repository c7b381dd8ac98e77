"""What the decision on a request does, or did, in sentences; with counts where they are known."""

from models.keeping.mentions import Mentioned
from models.rights.request_sessions import Choice
from models.rights.request_work import RequestPage
from models.rights.subject_requests import Decision, RequestKind, SubjectRequest
from review_ui.words import count_words


def outcome_words(page: RequestPage) -> tuple[str, ...]:
    """What the decision does, or did, in sentences."""
    request = page.request
    theirs = count_words(request.theirs, "chat")
    if request.decision is None:
        return ()
    if request.decision is Decision.REFUSE:
        return (f"Refused: {request.refusal.words if request.refusal else ''}.",)
    if request.decision is Decision.WITHDRAWN:
        return ("The person took the request back.",)
    done = request.approved_at is not None
    mentions = (
        (f"Mentioned in {count_words(request.mentions, 'chat')} of other people; masked there.",)
        if request.mentions
        else ()
    )
    match request.kind:
        case RequestKind.ACCESS:
            first = f"A copy of {theirs} and of who looked at them."
        case RequestKind.ERASE if done:
            first = f"Erasing {count_words(request.erased, 'chat')}: nobody reads them any more."
        case RequestKind.ERASE:
            first = f"{theirs.capitalize()} to be erased, whatever is on hold excepted."
            if request.mentions:
                mentions = (*mentions, "The sealed originals of those are destroyed as well.")
        case RequestKind.OBJECT:
            first = f"{theirs.capitalize()} out of review, and every later one of this person."
        case RequestKind.RECTIFY:
            first = _rectified(request)
    rest = (*_mentioned(page.mentioned), *_held(page, done=done), *_later(page, done=done))
    return (first, *mentions, *rest)


def _rectified(request: SubjectRequest) -> str:
    """What is put right, by the counts of the approval where they are known."""
    if request.corrected is None:
        theirs = count_words(request.theirs, "chat")
        return f"What is wrong is put right in {theirs}, as far as originals are kept."
    corrected = count_words(request.corrected, "chat")
    first = f"What is wrong is put right in {corrected}, masked anew."
    if not request.without_original:
        return first
    left = count_words(request.without_original, "chat")
    return f"{first} Nothing was corrected in {left}: no original is left there to correct."


def _mentioned(mentioned: Mentioned) -> tuple[str, ...]:
    """What became of the sealed originals of others that name the person."""
    ended = count_words(mentioned.ended, "chat")
    held = count_words(mentioned.held, "chat")
    return (
        *((f"Of {ended} of others the sealed original is destroyed.",) if mentioned.ended else ()),
        *((f"Of {held} it is to be, unless a hold keeps it.",) if mentioned.held else ()),
    )


def _later(page: RequestPage, *, done: bool) -> tuple[str, ...]:
    """What of this person began too late to be part of it, and what can be done about that."""
    if not page.later:
        return ()
    began = f"Not part of this: {count_words(page.later, 'chat')} of this person that began later."
    if done:
        return (f"{began} Tell the person; if they want the same for those, take it in anew.",)
    return (f"{began} To have those looked at first, send it back.",)


def _held(page: RequestPage, *, done: bool) -> tuple[str, ...]:
    if page.request.kind is not RequestKind.ERASE:
        return ()
    held = [f.session_id for f in page.sessions if f.held and f.choice is Choice.THEIRS]
    if held:
        return (f"On hold, so not erased: {', '.join(held)}. Tell the person why.",)
    if done and page.request.held:
        return (f"{count_words(page.request.held, 'chat')} stayed because of a hold.",)
    return ()
