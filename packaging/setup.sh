#!/bin/sh
# Sets up what is missing: system packages, the virtual environment, the pinned libraries.
# Usage: packaging/setup.sh run|test
set -eu
cd "$(dirname "$0")/.."
for_what="${1:-run}"

packages="python3-venv fontconfig fonts-noto-cjk fonts-hanazono espeak-ng libegl1 libgl1 libglib2.0-0 libdbus-1-3
 libfontconfig1 libxkbcommon0 libgssapi-krb5-2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4
 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-sync1
 libxcb-xfixes0 libxcb-xkb1 libx11-xcb1"
lock=packaging/requirements.txt
if [ "$for_what" = test ]; then
  packages="$packages xvfb xdotool poppler-utils git ffmpeg libpdfbox2-java libfontbox2-java
   libcommons-logging-java libcommons-io-java libactivation-java libjaxb-api-java"
  command -v javac >/dev/null 2>&1 || packages="$packages default-jdk-headless"
  command -v cc >/dev/null 2>&1 || packages="$packages gcc libc6-dev"
  command -v pg_ctl >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 ||
    packages="$packages postgresql"
  packages="$packages cups cups-client cups-filters cups-ipp-utils dbus ghostscript
   avahi-daemon libnss-mdns libfprint-2-2 x11-xserver-utils
   systemd swtpm libtss2-tcti-swtpm0 libtss2-esys-3.0.2-0 libtss2-rc0 libtss2-mu0"
  lock=packaging/requirements-test.txt
fi

missing=""
for package in $packages; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
if [ -n "$missing" ]; then
  as_root=""
  if [ "$(id -u)" != 0 ]; then
    as_root=sudo
    command -v sudo >/dev/null || {
      echo "Missing system packages; ask an administrator to run: apt-get install$missing" >&2
      exit 1
    }
  fi
  echo "Installing system packages:$missing"
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

# One stamp per kind of set-up; a test set-up also serves for running.
wanted=$(cat packaging/requirements.txt "$lock" pyproject.toml | sha256sum | cut -d' ' -f1)
stamp=.venv/.set-up-for-$for_what
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
  exit 0
fi
[ -x .venv/bin/pip ] || python3 -m venv .venv
echo "Installing pinned libraries (once) ..."
.venv/bin/pip install -q --disable-pip-version-check --require-hashes -r "$lock"
.venv/bin/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
echo "$wanted" >"$stamp"
