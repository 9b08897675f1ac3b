"""The web: the same audit, where people look rather than read.

One annotated view is a page, its JSON twin and its part of the OpenAPI document (`page.py`). Pages
are found by walking `pages/`; each has a template of its name. Nothing is reconciled in a request:
pages read what is recorded, and what the last audit came to.
"""
