#!/usr/bin/env bash
# Builds the world of one field case and runs a command in it. Runs as root, as the first process of mount and PID
# namespaces of its own: their end takes every mount and every process with it, whatever a case does.
#
# In:  STAGE (an empty folder), HIDE (patterns of paths, one a line), REACH (files that the command needs, one a line),
#      NEWER and OLDER (bare trees), FOREIGN (a folder of links to trees), WARM (a cache to lay under the case, or empty),
#      CASE_HOME, CASE_USER (root or user), CASE_CACHE, CASE_SETUP, CASE_CWD, PYTHON and TOOLS (for the setup); arguments: what `env -i` runs.
# Out: the command's own output and exit status. A world that cannot be built ends with status 97.
# shellcheck disable=SC2329 # the setup calls what is exported
set -Eeuo pipefail
umask 022
shopt -s nullglob
exec 8>&1 1>&2 # the command alone speaks on stdout
trap 'echo "stage: line $LINENO fails, the world is not built" >&2; exit 97' ERR

mount -t tmpfs -o mode=755 stage "$STAGE"
mkdir -p "$STAGE"/{up,work,world,kit/{newer,older,foreign,layers}}
world=$STAGE/world

# hide PATH: a whiteout in the upper layer takes a path of the host out of the world and touches nothing below it.
hide() {
  local folder path
  folder=$(realpath "$(dirname "$1")")
  path=$folder/$(basename "$1")
  if [ ! -e "$STAGE/up$path" ] && [ ! -c "$STAGE/up$path" ]; then
    parents "$folder"
    mknod "$STAGE/up$path" c 0 0
  fi
}
# parents FOLDER: the folders that lead there, with the host's owners and modes.
parents() {
  if [ "$1" != / ] && [ ! -d "$STAGE/up$1" ]; then
    parents "$(dirname "$1")"
    mkdir "$STAGE/up$1"
    chown --reference="$1" "$STAGE/up$1"
    chmod --reference="$1" "$STAGE/up$1"
  fi
}
while read -r pattern; do
  # shellcheck disable=SC2086 # the lines are patterns
  for path in $pattern; do
    if [ -e "$path" ] || [ -L "$path" ]; then hide "$path"; fi
  done
done <<<"$HIDE"

mount -t overlay -o "lowerdir=/,upperdir=$STAGE/up,workdir=$STAGE/work" stage "$world"
mount -t proc proc "$world/proc"
mount --rbind /sys "$world/sys"
for folder in tmp run dev; do mount -t tmpfs -o mode=755 stage "$world/$folder"; done
chmod 1777 "$world/tmp"
mkdir -m 1777 "$world/dev/shm"
for device in 'null 1 3' 'zero 1 5' 'full 1 7' 'random 1 8' 'urandom 1 9' 'tty 5 0'; do
  # shellcheck disable=SC2086 # name, major, minor
  set -- $device "$@"
  mknod -m 666 "$world/dev/$1" c "$2" "$3"
  shift 3
done
ln -s /proc/self/fd "$world/dev/fd"
for stream in '0 stdin' '1 stdout' '2 stderr'; do ln -s "/proc/self/fd/${stream% *}" "$world/dev/${stream#* }"; done

# An ordinary user must be able to reach the command; what lies on another disk, or below /tmp, is not there yet.
while read -r path; do
  if [ -n "$path" ]; then
    if [ ! -e "$world$path" ]; then
      disk=$(findmnt --noheadings --output TARGET --target "$path")
      case $path in /tmp/* | /run/* | /dev/*) disk=$(dirname "$path") ;; esac
      mkdir -p "$world$disk"
      mount --bind -o ro "$disk" "$world$disk"
    fi
    while [ "$path" != / ]; do
      path=$(dirname "$path")
      [ -n "$(find "$world$path" -maxdepth 0 -perm -001)" ] || chmod o+x "$world$path"
    done
  fi
done <<<"$REACH"

sed -i '/^[^:]*:[^:]*:1000:/d' "$world/etc/passwd" "$world/etc/group"
echo "gopher:x:1000:1000::$CASE_HOME:/bin/bash" >>"$world/etc/passwd"
echo "gopher:x:1000:" >>"$world/etc/group"
mkdir -p "$world$CASE_HOME"

# layer DEST LOWER: a writable overlay; what is changed there stays in this world.
layer() {
  local upper
  upper=$(mktemp -d "$LAYERS/XXXXXX")
  mkdir -p "$upper"/{up,work} "$1"
  chmod 755 "$upper/up"
  mount -t overlay -o "metacopy=on,redirect_dir=on,lowerdir=$2,upperdir=$upper/up,workdir=$upper/work" layer "$1"
}
# tree DEST [newer|older]...: a real tree; of two, the first lies on top, as after unpacking it over the second.
tree() {
  local dest=$1 name lower=''
  shift
  for name in "${@:-newer}"; do lower+=:/.stage/$name; done
  layer "$dest" "${lower#:}"
}
# own PATH...: give files to the user of the case.
own() { chown -R -h 1000:1000 "$@"; }
export -f layer tree own

# A world has the compiled standard library at hand, as a machine has on which goverify ran before.
[ -z "$WARM" ] || LAYERS=$STAGE/kit/layers layer "$world$CASE_CACHE/goverify" "$WARM"

mount --bind -o ro "$NEWER" "$STAGE/kit/newer"
mount --bind -o ro "$OLDER" "$STAGE/kit/older"
for link in "$FOREIGN"/*; do
  mkdir "$STAGE/kit/foreign/${link##*/}"
  mount --bind -o ro "$(realpath "$link")" "$STAGE/kit/foreign/${link##*/}"
done
mkdir "$world/.stage"
mount --rbind "$STAGE/kit" "$world/.stage"
# The setup sees the world alone: a slip in a case cannot reach the host.
# shellcheck disable=SC2016 # the inner shell fills it in
H=$CASE_HOME FOREIGN=/.stage/foreign LAYERS=/.stage/layers chroot "$world" /bin/bash -c '
  set -euo pipefail
  umask 022
  cd "$H"
  eval "$CASE_SETUP"' </dev/null
umount --recursive --lazy "$world/.stage"
rmdir "$world/.stage"

drop=()
if [ "$CASE_USER" = user ]; then
  find "$world$CASE_HOME" ! -user 1000 -exec chown -h 1000:1000 {} + # what a setup made read-only it has owned
  drop=(setpriv --reuid=1000 --regid=1000 --clear-groups --inh-caps=-all)
fi
trap - ERR
set +e
# shellcheck disable=SC2016 # the inner shell fills it in
chroot "$world" "${drop[@]}" /bin/bash -c 'cd -- "$CASE_CWD" && exec /usr/bin/env -i "$@"' case "$@" </dev/null 1>&8 8>&-
exit $? # not exec: a command that is process 1 would be deaf to most signals
