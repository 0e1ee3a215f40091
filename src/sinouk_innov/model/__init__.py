"""What is there to know, as typed records: one module per kind."""
