"""Whether an answer is given at all; an empty one is none."""


def is_given(value: object) -> bool:
    """Tell whether there is anything in it; False and 0 are answers, empty text is none."""
    if isinstance(value, str):
        return value != ""
    if isinstance(value, dict):
        return any(is_given(part) for part in value.values())
    if isinstance(value, list):
        return any(is_given(part) for part in value)
    return value is not None
