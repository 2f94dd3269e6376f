"""HTTP in, HTTP out: parse, call the desk, render; nothing else."""
