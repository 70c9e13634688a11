#!/bin/sh
# Install the Debian packages that the tests need, where they are missing.
set -eu

# Playwright's Node needs libatomic1, WeasyPrint the two of Pango.
packages="chromium-headless-shell firefox-esr webkit2gtk-driver xvfb libatomic1 libpango-1.0-0 libpangoft2-1.0-0
libreoffice-writer-nogui poppler-utils patch valgrind
fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji fonts-dejavu-core
texlive-latex-extra texlive-luatex texlive-xetex texlive-plain-generic texlive-fonts-recommended tex-gyre fonts-texgyre chktex latexmk"

missing=""
for package in $packages; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' ||
    missing="$missing $package"
done
[ -z "$missing" ] && exit 0

if ! command -v apt-get >/dev/null; then
  echo "The tests need these Debian packages, or the same programs from elsewhere:$missing" >&2
  exit 1
fi
root=""
[ "$(id -u)" = 0 ] || root="sudo"
$root apt-get update --quiet
DEBIAN_FRONTEND=noninteractive $root apt-get install --yes --quiet --no-install-recommends $missing
