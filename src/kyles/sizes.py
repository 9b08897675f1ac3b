"""Numbers of bytes, as people say them."""


def said(number: float) -> str:
    """A number of bytes: "640 bytes", "3.1 MB"."""
    told = float(number)
    for unit in ("bytes", "KB", "MB"):
        if told < 1000:
            return f"{told:,.0f} {unit}" if unit == "bytes" else f"{told:,.1f} {unit}"
        told /= 1000
    return f"{told:,.1f} GB"
