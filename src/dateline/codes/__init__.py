"""The code book: tables of what words mean, and the loaders that check each line of them."""
