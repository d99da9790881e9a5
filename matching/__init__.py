"""How well a vacancy suits a client, and what stands between them; pure rules, no framework."""
