"""host.local.mounts: the mount that holds a path, out of the kernel's list."""

from goverify.host.local.mounts import Mount, is_below, mount_of, unescaped

TABLE = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
40 27 0:40 / /home ro,noexec shared:2 master:3 - nfs4 server:/home ro
41 40 0:41 / /home/my\\040files rw - fuse.sshfs other: rw
42 27 0:42 / /tmp rw - tmpfs first rw
43 42 0:43 / /tmp rw,noexec - tmpfs second rw
44 27 0:44 / /data/inner rw - ext4 /dev/hidden rw
45 27 0:45 / /data rw - xfs /dev/above rw
a line that says nothing
"""


def test_the_longest_mount_point_wins() -> None:
    assert mount_of(TABLE, "/usr/local/go", "254:0") == Mount("/", "ext4", ("rw", "relatime"))
    assert mount_of(TABLE, "/home/a", "0:40") == Mount("/home", "nfs4", ("ro", "noexec"))


def test_a_mount_point_is_on_its_own_mount() -> None:
    assert mount_of(TABLE, "/home", "0:40") == Mount("/home", "nfs4", ("ro", "noexec"))


def test_names_that_only_begin_alike_are_others() -> None:
    assert mount_of(TABLE, "/homes/a", "254:0") == Mount("/", "ext4", ("rw", "relatime"))


def test_octal_escapes_are_undone() -> None:
    assert mount_of(TABLE, "/home/my files/x", "0:41") == Mount("/home/my files", "fuse.sshfs", ("rw",))
    assert unescaped(r"a\040b\011c\012d\134e") == "a b\tc\nd\\e"
    assert unescaped(r"\134040") == r"\040"


def test_the_later_of_two_mounts_on_one_place_wins() -> None:
    found = mount_of(TABLE, "/tmp/x", "9:9")
    assert found == Mount("/tmp", "tmpfs", ("rw", "noexec"))


def test_a_mount_hidden_by_a_later_one_above_it_does_not_count() -> None:
    assert mount_of(TABLE, "/data/inner/x", "0:45") == Mount("/data", "xfs", ("rw",))


def test_a_device_unknown_to_the_list_does_not_matter() -> None:
    assert mount_of(TABLE, "/data/inner/x", "0:99") == Mount("/data/inner", "ext4", ("rw",))


def test_an_empty_list_names_none() -> None:
    assert mount_of("", "/", "0:1") is None


def test_everything_is_below_the_root() -> None:
    assert is_below("/", "/")
    assert is_below("/usr", "/")
    assert not is_below("/usr", "/usr/local")
