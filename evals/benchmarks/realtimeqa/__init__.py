"""RealTime QA (Kasai et al. 2022): a weekly news quiz over dated articles, asked as of its date."""
