"""What people touch: the Chainlit chat and the command line."""
