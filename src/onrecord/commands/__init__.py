"""The commands that ask, correct and hand on, a module a kind; each is given to the one command line of ``cli``."""
