package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/pprof"
	"runtime/trace"
)

// writeTrace records an execution trace of a goroutine that starts and ends. The header names the version of the
// format, which is often older than the toolchain.
func writeTrace(p place) (any, error) {
	text, err := written(p, func(file io.Writer) error {
		if err := trace.Start(file); err != nil {
			return err
		}
		done := make(chan struct{})
		go close(done)
		<-done
		trace.Stop()
		return nil
	})
	if err != nil {
		return nil, err
	}
	const size = 16 // of the header, padded with zeros
	header := text
	if len(header) > size {
		header = header[:size]
	}
	header = bytes.TrimRight(header, "\x00\r\n")
	data := map[string]any{"bytes": len(text), "header": string(header)}
	if !bytes.HasPrefix(header, []byte("go 1.")) || !bytes.HasSuffix(header, []byte(" trace")) {
		return data, fmt.Errorf("%q is no header of a trace", header)
	}
	if len(text) <= size {
		return data, errors.New("a trace of a header and nothing else")
	}
	return data, nil
}

// writeHeapProfile writes a profile of the heap, which is a compressed protocol buffer.
func writeHeapProfile(p place) (any, error) {
	text, err := written(p, pprof.WriteHeapProfile)
	if err != nil {
		return nil, err
	}
	data := map[string]any{"bytes": len(text), "gzip": false}
	stream, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		return data, fmt.Errorf("%d bytes that are no gzip stream: %w", len(text), err)
	}
	data["gzip"] = true
	message, err := io.ReadAll(stream)
	if err != nil {
		return data, fmt.Errorf("a gzip stream that does not end well: %w", err)
	}
	if !bytes.Contains(message, []byte("inuse_space")) { // the name of what a heap profile measures
		return data, fmt.Errorf("%d bytes that are no profile", len(message))
	}
	return data, nil
}

// written gives what write puts into a file below p.dir.
func written(p place, write func(io.Writer) error) ([]byte, error) {
	var text []byte
	_, err := within(p, func(folder string) (any, error) {
		name := filepath.Join(folder, "output")
		file, err := os.Create(name)
		if err != nil {
			return nil, err
		}
		err = write(file)
		if failure := file.Close(); err == nil {
			err = failure
		}
		if err == nil {
			text, err = os.ReadFile(name)
		}
		return nil, err
	})
	return text, err
}
