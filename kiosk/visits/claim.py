"""The claim code: what opens a sealed filling again, short enough to type from a slip."""

from unicodedata import normalize

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 signs without 0, O, 1, I and L; a prime number, so that the check sign sees every swap."""

SECRET_SIGNS = 9
"""31⁹ ≈ 2⁴⁴·⁶ codes; scrypt makes each guess cost a tenth of a second."""

RANDOM_BYTES = 16
_HALF = (SECRET_SIGNS + 1) // 2


def claim_code(random: bytes) -> str:
    """Make a code from 16 random bytes: nine signs and a check sign. ValueError for fewer."""
    if len(random) < RANDOM_BYTES:
        raise ValueError("a claim code needs 16 random bytes")
    number = int.from_bytes(random)
    signs = ""
    for _ in range(SECRET_SIGNS):
        number, place = divmod(number, len(ALPHABET))
        signs += ALPHABET[place]
    return signs + _check_sign(signs)


def plain(typed: str) -> str:
    """Return a code as it was made: capitals, no spaces or hyphens, full-width signs as usual."""
    return "".join(sign for sign in normalize("NFKC", typed).upper() if sign.isalnum())


def is_claim_code(typed: str) -> bool:
    """Tell whether this can be a code: found before any guess is paid for, or a slip of a key."""
    code = plain(typed)
    return (
        len(code) == SECRET_SIGNS + 1
        and all(sign in ALPHABET for sign in code)
        and _check_sign(code[:-1]) == code[-1]
    )


def grouped(code: str) -> str:
    """Write a code in two groups of five, as on the slip."""
    return f"{code[:_HALF]} {code[_HALF:]}"


def _check_sign(signs: str) -> str:
    # Weights 2, 3, 4 … are different and not 0 modulo 31: no wrong sign, no swap goes unseen.
    total = sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(signs, start=2))
    return ALPHABET[-total % len(ALPHABET)]
