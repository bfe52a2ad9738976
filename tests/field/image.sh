#!/usr/bin/env bash
# What a recipe's commands need: roots of their own in a mount namespace, whose end takes them with it. Runs as root.
# In: STAGE (an empty folder), PYTHON (the prefix of a Python, which stands for the base image's /usr/local).
set -Eeuo pipefail
umask 022
mount -t tmpfs -o mode=755 images "$STAGE"

# from NAME LOCAL: a root, which is this machine's but for /usr/local and the home of root.
from() {
  mkdir -p "$STAGE/$1"/{root,up,work}
  mount -t overlay -o "lowerdir=/,upperdir=$STAGE/$1/up,workdir=$STAGE/$1/work" root "$STAGE/$1/root"
  layer "$1" usr/local "$2"
  mount -t tmpfs -o mode=711 home "$STAGE/$1/root/root"
  mount -t tmpfs -o mode=1777 tmp "$STAGE/$1/root/tmp"
  mount -t proc proc "$STAGE/$1/root/proc"
  mount --rbind /dev "$STAGE/$1/root/dev"
  # Not every Python looks for its library beside itself, as that of the official images does.
  mkdir -p "$STAGE/$1/root$PYTHON"
  mount --bind -o ro "$PYTHON" "$STAGE/$1/root$PYTHON"
}
# layer NAME PATH LOWER: a folder of a root, which may be written to and leaves what it comes from as it is.
layer() {
  local upper
  upper=$(mktemp -d "$STAGE/XXXXXX")
  mkdir -p "$upper"/{up,work} "$STAGE/$1/root/$2"
  chmod 755 "$upper/up"
  mount -t overlay -o "lowerdir=$3,upperdir=$upper/up,workdir=$upper/work" layer "$STAGE/$1/root/$2"
}
# run NAME FOLDER COMMAND: what a recipe runs, with what this machine's pip needs to find packages.
run() { (chroot "$STAGE/$1/root" env -i "${PIP[@]}" HOME=/root PATH=/usr/local/bin:/usr/bin:/bin sh -c "cd '$2' && $3" </dev/null); }
# copy TARGET SOURCE...: files into a folder, where there is more than one; of a folder what is in it.
copy() {
  local target=$1 source
  shift
  for source; do
    if [ -d "$source" ]; then
      mkdir -p "$target"
      cp -a --no-preserve=ownership "$source/." "$target/"
    else
      case $target in */ | */.) mkdir -p "$target" ;; *) mkdir -p "$(dirname "$target")" ;; esac
      cp "$source" "$target"
    fi
  done
}
mapfile -t PIP < <(env | grep -E '^(PIP_|[a-z]+_proxy=)' || true)
