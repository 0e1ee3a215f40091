"""What can be asked of a dataset: a module per kind of question."""
