"""What go does with modules, proven on modules of goverify's own, and what the module cache holds for the project."""
