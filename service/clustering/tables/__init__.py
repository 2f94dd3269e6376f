"""The numbers of the live articles, by the place of each: looked up, searched, compared in long loops."""
