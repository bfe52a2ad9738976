package main

import (
	"path"
	"strconv"
	"strings"
)

// A cgroupMount is one place where a hierarchy of cgroups, or a part of it, can be read.
type cgroupMount struct {
	root        string   // the cgroup that the mount point shows
	point       string   // the folder it is mounted on
	controllers []string // of version 1; nil for version 2
}

// memberships gives this process's cgroup by version 1 controller, and that of version 2 under the empty name.
func memberships(text string) map[string]string {
	mine := map[string]string{}
	for _, line := range strings.Split(text, "\n") {
		fields := strings.SplitN(line, ":", 3)
		if len(fields) != 3 {
			continue
		}
		for _, controller := range strings.Split(fields[1], ",") {
			mine[controller] = fields[2]
		}
	}
	return mine
}

// cgroupMounts gives the cgroup mounts among all of mountinfo's.
func cgroupMounts(text string) []cgroupMount {
	var mounts []cgroupMount
	for _, line := range strings.Split(text, "\n") {
		before, after, _ := strings.Cut(line, " - ")
		fields, kind := strings.Fields(before), strings.SplitN(after, " ", 3) // the source between may be empty
		if len(fields) < 6 || len(kind) != 3 {
			continue
		}
		mount := cgroupMount{root: unescape(fields[3]), point: unescape(fields[4])}
		switch kind[0] {
		case "cgroup":
			mount.controllers = strings.Split(kind[2], ",")
		case "cgroup2":
		default:
			continue
		}
		mounts = append(mounts, mount)
	}
	return mounts
}

// foldersOf gives the folders whose limits bind this process for one controller, its own first, and the version of
// their hierarchy. A controller that version 1 has taken is not in version 2.
func foldersOf(controller string, mine map[string]string, mounts []cgroupMount) ([]string, string) {
	if group, ok := mine[controller]; ok {
		if folders := nearest(group, mounts, func(m cgroupMount) bool { return m.has(controller) }); folders != nil {
			return folders, "v1"
		}
	}
	if group, ok := mine[""]; ok {
		if folders := nearest(group, mounts, func(m cgroupMount) bool { return m.controllers == nil }); folders != nil {
			return folders, "v2"
		}
	}
	return nil, "none"
}

// nearest gives the folders of a cgroup and those above it, from the first mount that shows that cgroup. One that no
// mount shows (it lies outside of the namespace) leaves the first mount point alone, which is as near as one can look.
func nearest(group string, mounts []cgroupMount, fits func(cgroupMount) bool) []string {
	var fallback []string
	for _, m := range mounts {
		if !fits(m) {
			continue
		}
		if inside, ok := m.shows(group); ok {
			return upwards(m.point, inside)
		}
		if fallback == nil {
			fallback = []string{m.point}
		}
	}
	return fallback
}

func (m cgroupMount) has(controller string) bool {
	for _, c := range m.controllers {
		if c == controller {
			return true
		}
	}
	return false
}

// shows gives the path of a cgroup below the mount point.
func (m cgroupMount) shows(group string) (string, bool) {
	switch {
	case strings.Contains(group+"/", "/../"): // above the root of this namespace
		return "", false
	case m.root == "/":
		return group, true
	case strings.HasPrefix(group+"/", m.root+"/"):
		return group[len(m.root):], true
	}
	return "", false
}

// upwards gives the folder inside point and all above it, up to point.
func upwards(point, inside string) []string {
	folders := []string{path.Join(point, inside)}
	for folder := folders[0]; folder != point && folder != "/"; {
		folder = path.Dir(folder)
		folders = append(folders, folder)
	}
	return folders
}

// unescape undoes the octal escapes that mountinfo writes for spaces, tabs, line breaks and backslashes.
func unescape(text string) string {
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+3 < len(text) {
			if code, err := strconv.ParseUint(text[i+1:i+4], 8, 8); err == nil {
				out.WriteByte(byte(code))
				i += 3
				continue
			}
		}
		out.WriteByte(text[i])
	}
	return out.String()
}
