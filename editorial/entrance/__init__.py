"""The way in to the desk: passwords that are not guessed, a second step, sessions of a working
day, the accounts of a city, and a journal of it all. django-allauth does the steps; which of
them there are, their pages and their limits are ours."""
