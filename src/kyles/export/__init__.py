"""What leaves a matter: JSON documents, tables, the report, the letter that asks.

Everything here is the office's own work, made by an explicit command; what the other side may see
is read with its own viewer (`kyles.export.served`).
"""
