"""The words of which headings above notes are made, as tables of regular expressions.

Compiled from general knowledge of the header blocks of outpatient records in the US and the NHS, not copied
from one published list. Billing codes are taken for any five digits that begin with 9.
"""

from __future__ import annotations

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen "
        "nineteen twenty".split(),
        start=1,
    )
}

SESSION = (
    r"\b(?:session|sess|sesh|visit|appointment|appt|contact|meeting|encounter|note)\.?[\s\-_:]{0,3}(?:note[\s\-_:]{0,3})?"
    r"(?:(?:number|num|no|nr)\b\.?[\s\-_:]{0,3})?#?[\s\-_:]{0,3}"
    rf"(?P<number>\d{{1,3}}|{'|'.join(NUMBER_WORDS)})(?![\w/]|[.]\d|-\d{{3}}-)(?:\s?of\s?\d{{1,3}}\b|\s?/\s?\d{{1,3}}\b(?!/))?"
)
"""A session and its number: "Session 4", "SESSION #4 of 12", "Sess. no. 4"."""

SERVICE_DATE = (
    r"date\s(?:and time\s)?of\s(?:service|session|contact|visit|appointment|encounter|meeting|call)"
    r"|(?:service|session|visit|encounter"
    r"|appointment|appt|contact)\sdate|dos|d\.o\.s\.?|date\sseen|seen\son"
)
"""Labels that name the date of the session and nothing else."""

PLAIN_DATE = r"date(?:\s?/\s?time| and time)?|dated"
"""Labels that may also stand beside a signature."""

OTHER_LABEL = (
    r"(?:(?:session|note|contact|service|visit)\s)?"
    r"(?:type|format|kind|modality|status|length|duration|time|number|no|attendance)"
)

META = (
    r"(?:client|patient|pt|cl|ct|student|member|name|client name|patient name|client id|patient id"
    r"|dob|d\.o\.b\.?|date of birth|age|mrn|nhs"
    r"(?: (?:no|number))?|chart(?: (?:no|number|#))?|case (?:no|number|id)|record (?:no|number)|id"
    r"|therapist|clinician|provider|counsell?or"
    r"|supervisor|practitioner|author|location|place of service|pos|modality|duration|length"
    r"|session length|time|start time|end time"
    r"|start|stop|time in|time out|type of (?:contact|session|service|note)"
    r"|units|insurance|payer|auth(?:orization)?(?: (?:no|number|#))?"
    r"|cpt(?: code)?|icd(?:-10)?(?: code)?|gender"
    r"|pronouns|phone|email|address|present|attendees|participants|in attendance|referred by"
    r"|referral source|gp|pcp|service|program"
    r"|clinic|agency|facility|intake date|date of (?:intake|admission|discharge|referral|report"
    r"|injury|onset)|(?:admission|discharge"
    r"|referral|start|end|due|review|birth|report) date|dates of service|cancellation reason|reason)"
)
"""Lines of a header block that say whose note it is; they stay in the text."""

DURATION = r"\(?\b\d{1,3}\s?-?\s?(?:mins?|minutes?|hrs?|hours?)\b\.?\)?"
TIME = (
    r"\b\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|a\.m\.?|p\.m\.?)?\s?(?:-|–|—|to)\s?\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|a\.m\.?|p\.m\.?|h(?:rs)?)?\b"
    r"|\b\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:am|pm|a\.m\.?|p\.m\.?|h(?:rs)?\b)?|\b\d{1,2}\s?(?:am|pm)\b"
)
CODE = r"\b(?:cpt[\s:]{0,3})?9\d{4}\b|\bweek\s?(?:of|\d{1,3})\b|\bwk\s?\d{1,3}\b"

FILLER = (
    "note notes individual therapy psychotherapy treatment counseling counselling telehealth "
    "teletherapy telephone video virtual remote "
    "zoom doxy person office home couple couples family adult child adolescent weekly biweekly "
    "fortnightly monthly regular standard brief "
    "extended client clt pt ct at on of in for the a by via with and contact contacts call visit "
    "session sessions sess appointment appt "
    "meeting encounter clinical summary record entry report sheet monday tuesday wednesday thursday "
    "friday saturday sunday mon tue tues "
    "wed thu thur thurs fri sat sun cbt dbt emdr ipt act cpt erp no number review late to unsigned "
    "signed draft final copy phone check "
    "note(s) log case file chart documentation medication management psychotherapist"
).split()
"""Words that may stand in a heading beside its date, number and kind without making it a sentence."""
