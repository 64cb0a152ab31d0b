"""What a build does beside its pages: which are out of date, problems, data, search, addresses."""
