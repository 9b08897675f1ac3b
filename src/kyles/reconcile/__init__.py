"""What is held against what was given and what was said."""
