"""What was served, inspected, withheld, lost and is outstanding, with proofs from the ledger.

A certificate always issues. It is made of what its defendant's side may know, and of nothing else:
findings, decisions and reasons stay on the readiness sheet, which is the office's own.
"""
