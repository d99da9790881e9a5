"""How the name of an employer is compared."""

import re
import unicodedata

_LEGAL_FORMS = frozenset({"ltd", "limited", "plc", "llp", "inc", "cic"})


def employer_key(name: str) -> str:
    """Return an employer's name as it is compared: without case, punctuation or legal form.

    >>> employer_key("The Acme & Sons Co. Ltd.")
    'acme and sons co'
    """
    plain = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    words = re.sub(r"[^\w\s]|_", " ", re.sub(r"[.'’]", "", plain)).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words = words[:-1]
    return " ".join(words)
