"""What a text is made of: sentences, names in one spelling, a normal form to compare copies by, plain addresses."""
