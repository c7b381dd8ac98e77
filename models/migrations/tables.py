"""What every migration is written with: columns in words."""


def columns(words: str) -> dict[str, type]:
    """Columns by name, of text unless `name:type` says otherwise."""
    types: dict[str, type] = {"int": int, "float": float, "bytes": bytes}
    pairs = (word.partition(":") for word in words.split())
    return {name: types.get(kind, str) for name, _, kind in pairs}
