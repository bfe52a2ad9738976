package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

var generateConsoleCtrlEvent = kernel32.NewProc("GenerateConsoleCtrlEvent")

func init() {
	if len(os.Args) == 2 && os.Args[1] == awaitBreak {
		os.Exit(waitForBreak())
	}
}

// awaitBreak makes of this program one that only waits for Ctrl+Break.
const awaitBreak = "-await-break"

// waitForBreak says that it is ready and ends well when Ctrl+Break comes as an interrupt.
func waitForBreak() int {
	caught := make(chan os.Signal, 1)
	signal.Notify(caught, os.Interrupt)
	if _, err := os.Stdout.WriteString("ready\n"); err != nil {
		return 2
	}
	select {
	case <-caught:
		return 0
	case <-time.After(patience):
		return 1
	}
}

// signalSelf presses Ctrl+Break for another of this program: Windows has no other signal, and it always goes to a whole
// group of processes, so that one must be had whose only member is known. Without a console there is none at all.
func signalSelf(place) (any, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	other := exec.Command(program, awaitBreak)
	other.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
	output, err := other.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := other.Start(); err != nil {
		return nil, err
	}
	defer func() { _ = other.Process.Kill() }() // in vain where it has ended
	if _, err := io.ReadFull(output, make([]byte, len("ready\n"))); err != nil {
		return nil, err
	}
	if ok, _, _ := generateConsoleCtrlEvent.Call(syscall.CTRL_BREAK_EVENT, uintptr(other.Process.Pid)); ok == 0 {
		return map[string]bool{}, nil // there is no console: a service, for instance
	}
	if err := other.Wait(); err != nil {
		return map[string]bool{"ctrl_break": false}, fmt.Errorf("Ctrl+Break did not arrive within %v: %w", patience, err)
	}
	return map[string]bool{"ctrl_break": true}, nil
}
