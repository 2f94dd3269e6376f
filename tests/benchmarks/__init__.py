"""Measures quality and speed, beside peers, on labelled sets in a folder. It measures and never judges.

Run it by ``python -m tests.benchmarks --data FOLDER``; nothing in here is collected by pytest.
"""
