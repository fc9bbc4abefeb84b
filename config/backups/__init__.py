"""Back-ups: the database and the files of releases, in one archive that proves itself.

What is not in it: the secret key, the environment, sessions of readers' browsers, and what is
made anew from the code (static files, translations).
"""
