"""The steps of a conversation, one a file; each is a verb and says in `agent.state` what it writes."""
