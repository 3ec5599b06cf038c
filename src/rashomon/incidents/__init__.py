"""From the statements of many documents to incidents: what the accounts add up to."""
