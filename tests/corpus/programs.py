"""The programs of the corpus, as files by name; most are tiny, so that a target costs its runtime and nothing more."""

from collections.abc import Mapping

_MODULE = "module example.com/{name}\n\ngo 1.21\n"

_PRINTING = """package main

func main() { println("x") }
"""

_FORMATTING = """package main

import "fmt"

func main() { fmt.Println("x") }
"""

_REPLACEMENTS = """
require (
	example.com/needed v1.2.3
	example.com/other v0.1.0
)

replace example.com/needed => ./needed

replace example.com/other v0.1.0 => ./other
"""

_DEPENDING = """package main

import (
	"example.com/needed"
	"example.com/other"
)

func main() { println(needed.Word + other.Word) }
"""

_CALLING = """package main

// static int one(void) { return 1; }
import "C"

//export Two
func Two() C.int { return C.one() + 1 }

func main() { println(C.one()) }
"""

PROGRAMS: Mapping[str, Mapping[str, str]] = {
    "tiny": {"go.mod": _MODULE.format(name="tiny"), "main.go": _PRINTING},
    "formatting": {"go.mod": _MODULE.format(name="formatting"), "main.go": _FORMATTING},
    "depending": {
        "go.mod": _MODULE.format(name="depending") + _REPLACEMENTS,
        "main.go": _DEPENDING,
        "needed/go.mod": _MODULE.format(name="needed"),
        "needed/needed.go": 'package needed\n\nconst Word = "x"\n',
        "other/go.mod": _MODULE.format(name="other"),
        "other/other.go": 'package other\n\nconst Word = "y"\n',
    },
    "loose": {"main.go": _PRINTING},
    "tracked": {"go.mod": _MODULE.format(name="tracked"), "main.go": _PRINTING},
    "calling": {"go.mod": _MODULE.format(name="calling"), "main.go": _CALLING},
}
