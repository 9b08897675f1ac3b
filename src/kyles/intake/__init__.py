"""From folders, volumes and lists to items: what is enumerated, read and recorded by `kyles add`.

The readers of load files and lists here are pure: bytes, text or rows in, frozen dataclasses out.
"""
