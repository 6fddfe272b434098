"""`dateline doctor`: is the archive sound, and if not, what mends it? See `index.doctor.visit`."""
