"""The desk page: see the folding, understand it, overrule it, in a browser.

HTML from templates, with every value escaped; usable without JavaScript. What it shows and does is what the desk shows
and does for everybody else.
"""
