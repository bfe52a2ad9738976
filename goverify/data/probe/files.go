package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// within runs do in a new folder below p.dir, which is gone afterwards.
func within(p place, do func(folder string) (any, error)) (data any, err error) {
	if p.dir == "" {
		return nil, errors.New("no -dir was given")
	}
	folder, err := os.MkdirTemp(p.dir, "probe-")
	if err != nil {
		return nil, err
	}
	defer func() {
		if failure := os.RemoveAll(folder); err == nil {
			err = failure
		}
	}()
	return do(folder)
}

// What walkFiles makes, and what its walk must find, in this order.
var (
	content = []byte("goverify\n")
	made    = filepath.Join("a", "b", "f.txt")
	walked  = []string{".", "a", filepath.Join("a", "b"), made}
)

// walkFiles shows how paths are written and how the file system takes names: a walk yields native separators, one
// spelling may find another, links may be forbidden.
func walkFiles(p place) (any, error) {
	return within(p, func(folder string) (any, error) {
		if err := os.MkdirAll(filepath.Join(folder, filepath.Dir(made)), 0o700); err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(folder, made), content, 0o600); err != nil {
			return nil, err
		}
		seen, err := walk(folder)
		if err != nil {
			return nil, err
		}
		_, otherCase := os.Stat(filepath.Join(folder, strings.ToUpper(made)))
		data := map[string]any{
			"sep":              string(filepath.Separator),
			"list_sep":         string(filepath.ListSeparator),
			"from_slash":       filepath.FromSlash("a/b/../c"), // only separators change, nothing is shortened
			"walk":             seen,
			"case_insensitive": otherCase == nil,
			"symlink":          linkWorks(folder),
		}
		if got, want := strings.Join(seen, "\n"), strings.Join(walked, "\n"); got != want {
			return data, fmt.Errorf("walked %q, made %q", got, want)
		}
		return data, nil
	})
}

// walk lists what stands below folder, relative to it, in the walk's own order and spelling.
func walk(folder string) ([]string, error) {
	var seen []string
	err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(folder, path)
		seen = append(seen, relative)
		return err
	})
	return seen, err
}

// linkWorks tells whether a symbolic link can be made here and leads to its target.
func linkWorks(folder string) bool {
	link := filepath.Join(folder, "link")
	if os.Symlink(made, link) != nil {
		return false
	}
	text, err := os.ReadFile(link)
	return err == nil && bytes.Equal(text, content)
}
