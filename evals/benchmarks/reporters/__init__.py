"""Questions as reporters ask them, in our own words, over the articles of RealTime QA."""
