"""What a mark must satisfy before it is carried out, and what its outcome must."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.deid import ClientIdentity
from retrieval.deid.corrections import Mark, NameMark, NotNameMark, form_of, known_roles
from retrieval.deid.learning import CLIENT, name_keys, seed
from retrieval.deid.lexicon import word_set
from retrieval.deid.overruling import may_insist
from retrieval.errors import CorrectionError
from retrieval.note_rows import StoredNote
from retrieval.records import Identifier, IdentifierType, MaskedText

NAMED = frozenset((IdentifierType.NAME, IdentifierType.LOCATION, IdentifierType.ORG))
EXAMPLES = ("MOTHER", "FRIEND", "EMPLOYER", "SCHOOL")
GRAMMAR = frozenset(
    "a about after all also an and any are as at be because been before but by can client could did do "
    "does for from had has have he her hers him his how i if in into is it its just me more my no not "
    "now of on or our out over own patient pt s said session she so t than that the their them then "
    "therapist there they this to up us was we were what when which who with would you your".split()
)
"""Closed word classes of English, and the words that every note is made of; no names among them."""
MOST_WORDS = 8
MOST_LETTERS = 120


def check_mark(mark: Mark, identity: ClientIdentity) -> None:
    """Refuse a mark that names nothing, too much, or somebody who is not there.

    Raises:
        CorrectionError: says what was expected; never the words.
    """
    form = form_of(mark.words)
    count = len(form.split())
    if not count or count > MOST_WORDS or len(mark.words) > MOST_LETTERS:
        raise CorrectionError(
            f"Expected a name of one to {MOST_WORDS} words; {count} came. Mark the name alone, "
            "not the sentence around it."
        )
    if isinstance(mark, NotNameMark):
        _check_own_name(mark, identity)
        return
    if all(word in GRAMMAR or word in word_set("nobody") for word in form.split()):
        raise CorrectionError("These are words of grammar; hiding them everywhere would blank every note.")
    if mark.role and mark.role not in known_roles():
        raise CorrectionError(f"Expected a role such as {', '.join(EXAMPLES)}; got another word.")
    if mark.same_as and mark.always:
        raise CorrectionError("Who somebody is holds for one client alone, not for every one.")
    if mark.same_as and not any(entry.surrogate == mark.same_as for entry in identity.entries):
        raise CorrectionError("Nobody of this client is known under that surrogate or name.")


def _check_own_name(mark: NotNameMark, identity: ClientIdentity) -> None:
    form = " ".join(name_keys(mark.words))
    client = next((entry for entry in seed(identity).entries if entry.role == CLIENT), None)
    if client is None or form not in client.forms:
        return
    if may_insist(form, identity) and not mark.always:
        if mark.force:
            return
        raise CorrectionError(
            "This is part of the client's own name. It stays hidden unless you insist.", may_insist=True
        )
    raise CorrectionError("This is the client's own name, or part of it. It stays hidden.")


def check_outcome(mark: Mark, notes: Sequence[StoredNote], bodies: Sequence[MaskedText]) -> None:
    """Refuse "not a name" where the very words stay hidden all the same.

    Raises:
        CorrectionError: says what covers them and how to insist.
    """
    if isinstance(mark, NameMark):
        return
    wanted = {form_of(mark.words), " ".join(name_keys(mark.words))}
    covered = [
        item
        for note, body in zip(notes, bodies, strict=True)
        for item in body.identifiers
        if form_of(note.draft.text[item.start : item.end]) in wanted
    ]
    if covered:
        raise _refusal(covered)


def _refusal(covered: Sequence[Identifier]) -> CorrectionError:
    places = f"{len(covered)} place{'' if len(covered) == 1 else 's'}"
    if any(item.surrogate == f"[{CLIENT}]" for item in covered):
        return CorrectionError(
            f"This is the client's own name, or a writing of it ({places}). It stays hidden."
        )
    if any(item.type not in NAMED or item.detector.startswith(("pattern:", "date:")) for item in covered):
        kinds = ", ".join(sorted({item.type.value for item in covered}))
        return CorrectionError(
            f"A date or the form of a number, address or contact covers this ({kinds}, {places}). It stays "
            "hidden unless you insist.",
            may_insist=True,
        )
    roles = ", ".join(sorted({item.surrogate for item in covered}))
    return CorrectionError(
        f"In this client's notes this is somebody in particular ({roles}, {places}). Say it for this client "
        "alone."
    )
