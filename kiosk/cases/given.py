"""Whether an answer is given at all; an empty one is none."""


def is_given(value: object) -> bool:
    """Tell whether there is anything in it; False and 0 are answers, empty text is none."""
    if value is None or isinstance(value, str):
        return bool(value)
    if isinstance(value, dict):
        return any(map(is_given, value.values()))
    if isinstance(value, list):
        return any(map(is_given, value))
    return True
