"""From the statements of many documents to incidents: what do the accounts add up to?"""
