"""What a request says: its body, its parameters, and whether it was sent before."""
