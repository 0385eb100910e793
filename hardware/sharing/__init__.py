"""One line, the call units and signs of several counters: motcua-bus has the line, each counter's program its devices.

Only the wire is shared. The bus knows addresses and counters, and of the hall nothing: a key goes to the program that
is attached for its counter and acts under the badge of whoever is logged in there, as if the unit were plugged to that
machine. Where nobody is attached a key is told to its lamp and to the log, and to nobody later. See decision 054.
"""
