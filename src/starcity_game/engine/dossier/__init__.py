"""Files: papers about the acts of somebody’s finished ledger, as a few observers saw them."""
