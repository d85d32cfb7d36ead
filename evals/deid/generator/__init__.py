"""Annotated notes made from templates: names, places, numbers and days are drawn, and writing is made uneven.

A set is determined by its templates, its seed and its size.
"""
