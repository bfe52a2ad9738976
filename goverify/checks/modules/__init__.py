"""The checks of modules by doing: go's module commands, its two modes, and the content of the module cache."""
