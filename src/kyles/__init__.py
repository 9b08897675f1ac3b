"""Kyles reconciles what the prosecution team holds with what each defendant was given."""
