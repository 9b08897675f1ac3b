"""The tamper-evident ledger, pure: hashes and proofs over bytes, no storage (RFC 9162)."""
