#!/bin/sh
# Run both commands of the README on a machine that has nothing yet: a minimal Debian of this machine's
# release, unpacked into a folder of its own, with Python, make and git. Says how long each took and how
# much is there then, with what apt, pip and npm keep of their downloads. Needs root, and for a while 6 GB
# in $TMPDIR or /var/tmp.
#
# The new machine reaches its package registries as this one does: it has a copy of the settings and
# certificates for them, and the variables of pip, npm and proxies. It has no other variables.
set -eu
cd "$(dirname "$0")/.."

[ "$(id -u)" = 0 ] || { echo "make fresh needs root, to unpack a Debian and to enter it" >&2; exit 1; }
if ! command -v debootstrap >/dev/null; then
  apt-get update --quiet
  apt-get install --yes --quiet --no-install-recommends debootstrap
fi

folder=$(mktemp -d "${TMPDIR:-/var/tmp}/footnoted-fresh.XXXXXX")
trap 'rm -rf --one-file-system "$folder"' EXIT
trap 'exit 1' HUP INT TERM
root=$folder/root

# Run a command in the new machine. What it mounts and starts there ends with it, however it ends.
inside() (
  IFS='
'
  unshare --mount --pid --fork --kill-child sh -c '
    mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/dev/shm" &&
      mount -t devpts -o newinstance,ptmxmode=0666 devpts "$0/dev/pts" && chroot "$0" "$@"; exit $?' \
    "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
    $(env | grep -E '^(PIP_|npm_config_|NPM_CONFIG_|((https?|all|no)_proxy|(HTTPS?|ALL|NO)_PROXY)=)') "$@"
)

copy() {
  for path; do
    [ -e "$path" ] || continue
    mkdir -p "$root${path%/*}"
    cp -RLp "$path" "$root${path%/*}"
  done
}

share_registries() {
  rm -f "$root/etc/apt/sources.list"
  copy /etc/resolv.conf /etc/hosts /usr/local/share/ca-certificates /usr/share/keyrings
  copy /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/auth.conf.d /etc/apt/trusted.gpg.d /etc/apt/keyrings
  copy /etc/pip.conf /etc/xdg/pip /etc/npmrc "$HOME/.pip" "$HOME/.config/pip" "$HOME/.npmrc"
  [ "$HOME" = /root ] || cp -R "$root$HOME/." "$root/root"
  apt-config dump Acquire >"$root/etc/apt/apt.conf.d/90registries"
  inside update-ca-certificates
}

size() {
  packages=$(inside dpkg-query --show --showformat '.\n' | wc -l)
  size=$(du --summarize --one-file-system --block-size=M "$root" | cut -f1)
  echo "$packages Debian packages, ${size%M} MB"
}

run() {
  start=$(date +%s)
  inside make -C /srv/footnoted "$1"
  report="$report
make $1: $(($(date +%s) - start)) seconds, and then $(size)"
}

release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' |
  awk -v release="$release" '$1 == release && $2 == "main" { print $3; exit }')
debootstrap --variant=minbase --include=python3,python3-venv,make,git,ca-certificates \
  "$release" "$root" $mirror
share_registries
git clone --quiet "$PWD" "$root/srv/footnoted"

report="a minimal Debian $release: $(size)"
run demo
run test
echo "$report"
