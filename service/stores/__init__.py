"""Where articles, decisions and events are kept: SQL tables and their migrations, and a store in memory."""
