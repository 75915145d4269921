"""The desk: the pages and the API of one book, served to one user on the local machine."""
