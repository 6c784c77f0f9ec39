"""The physics that a reader may check: ascent, lunar descent, hover, Moon and Sun. Pure Python and the same everywhere.

Models of one point in a plane, good for a plot on a console and for the arithmetic in the text, not for flying. Units
are SI unless a name says otherwise; thrust in tonnes-force is turned at the border.
"""
