package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"time"
)

const (
	connections = 5 // few enough for a host that grants hardly more than sixteen open files
	rounds      = 10
	patience    = 2 * time.Second
)

// poll sends bytes to and fro over loopback, on several connections at once, so that goroutines wait in the network
// poller. A host without loopback is no broken Go: IPv6 proves the same as IPv4, and so do pipes.
func poll(place) (any, error) {
	err4 := echo("tcp4", "127.0.0.1:0", connections)
	err6 := echo("tcp6", "[::1]:0", 1)
	data := map[string]any{"echoes": 0, "ipv4_loopback": err4 == nil, "ipv6_loopback": err6 == nil}
	if err4 != nil {
		data["ipv4_error"] = err4.Error()
	}
	err := err4
	if err != nil && err6 == nil {
		err = echo("tcp6", "[::1]:0", connections)
	}
	if err != nil && pipes(connections) == nil {
		err = nil
	}
	if err == nil {
		data["echoes"] = connections * rounds
	}
	return data, err
}

// echo opens a server on a free port of address and talks to it over so many connections at once.
func echo(network, address string, clients int) error {
	server, err := net.Listen(network, address)
	if err != nil {
		return err
	}
	defer server.Close()
	ended := make(chan error, clients+1) // with room for all, so that none has to wait to end
	go serve(server, ended)
	for i := 0; i < clients; i++ {
		go func() { ended <- call(network, server.Addr().String()) }()
	}
	for i := 0; i < clients && err == nil; i++ {
		err = <-ended
	}
	return err
}

// serve answers connections until the server is closed. When it cannot go on it says so first, then drops whoever
// still waits, since a client sees no more of it than silence.
func serve(server net.Listener, ended chan<- error) {
	for {
		conn, err := server.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			ended <- err
			server.Close()
			return
		}
		go answer(conn)
	}
}

// answer sends back what comes over one connection.
func answer(conn net.Conn) {
	defer conn.Close()
	_ = giveBack(conn, conn) // the other end notices
}

// call talks over one connection of its own.
func call(network, address string) error {
	deadline := time.Now().Add(patience)
	conn, err := (&net.Dialer{Deadline: deadline}).Dial(network, address)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.SetDeadline(deadline); err != nil {
		return err
	}
	return talk(conn, conn)
}

// pipes talks over so many pairs of pipes, one after the other.
func pipes(pairs int) error {
	for i := 0; i < pairs; i++ {
		if err := pipe(); err != nil {
			return err
		}
	}
	return nil
}

// pipe talks over two pipes. A deadline is refused where they are not in the poller's care, as on Windows.
func pipe() error {
	there, in, err := os.Pipe()
	if err != nil {
		return err
	}
	defer there.Close()
	defer in.Close()
	back, out, err := os.Pipe()
	if err != nil {
		return err
	}
	defer back.Close()
	defer out.Close()
	if err := back.SetReadDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	go func() { _ = giveBack(out, there) }() // ends when the pipes are closed
	return talk(in, back)
}

// giveBack writes what it reads until either fails.
func giveBack(to io.Writer, from io.Reader) error {
	var b [8]byte
	for {
		n, err := from.Read(b[:])
		if err != nil {
			return err
		}
		if _, err := to.Write(b[:n]); err != nil {
			return err
		}
	}
}

// talk sends numbered messages and waits for each to come back.
func talk(to io.Writer, from io.Reader) error {
	for i := 0; i < rounds; i++ {
		sent, back := [1]byte{byte(i)}, [1]byte{}
		if _, err := to.Write(sent[:]); err != nil {
			return err
		}
		if _, err := io.ReadFull(from, back[:]); err != nil {
			return err
		}
		if back != sent {
			return fmt.Errorf("sent %v, got %v", sent, back)
		}
	}
	return nil
}

// resolveLocalhost looks up the one name that needs no server. Go's own resolver is made to fail where it would ask
// one; on Windows it cannot read what the system knows, but there the system answers for this name itself.
func resolveLocalhost(place) (any, error) {
	resolver := &net.Resolver{
		PreferGo: runtime.GOOS != "windows",
		Dial: func(context.Context, string, string) (net.Conn, error) {
			return nil, errors.New("not in the hosts file, and no server was asked")
		},
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	addresses, err := resolver.LookupHost(ctx, "localhost")
	if err != nil {
		return nil, err
	}
	return addresses, nil
}
