"""Kills, at every point and at random: does an archive lose anything?"""
