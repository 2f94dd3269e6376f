"""What comes out, for the OpenAPI document only; the tests hold real answers against these classes."""
