#!/usr/bin/env bash
# Runs a command in a desktop of its own: home, runtime folder, message bus, unlocked keyring, default browser (a robot),
# and on request a display with a window manager. What it started is gone when it ends; the exit status is the command's.
#
#   desktop-env.sh [--display] [--no-keyring | --locked-keyring] [--no-browser] [--] COMMAND…
#
#   --display          a virtual display with a window manager (otherwise there is none)
#   --no-keyring       no Secret Service answers
#   --locked-keyring   the keyring is there but locked (its password: $TESSERA_KEYRING_PASSWORD)
#   --no-browser       there is no browser to open an address with
#
# The home is made below $TESSERA_TEST_ROOT and left there if that is set (who sets it, looks in it and removes it).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
    sed -n '2,12s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

display='' keyring=unlocked browser=yes
while [[ $# -gt 0 ]]; do
    case $1 in
    --display) display=yes ;;
    --no-keyring) keyring='' ;;
    --locked-keyring) keyring=locked ;;
    --no-browser) browser='' ;;
    --) shift && break ;;
    -*) usage ;;
    *) break ;;
    esac
    shift
done
[[ $# -gt 0 ]] || usage

# Short and free of spaces: socket names are limited to 108 bytes, and xdg-open splits Exec lines at spaces.
root=$(mktemp -d "${TESSERA_TEST_ROOT:-/tmp}/desk.XXXXXX")
mark=${TESSERA_DESKTOP_MARK:-}:$root # every process below carries it, daemons included

# shellcheck disable=SC2317 # called by leave
processes_of_this_desktop() {
    { grep -lsazE "^TESSERA_DESKTOP_MARK=.*:$root(:|$)" /proc/[0-9]*/environ || true; } | cut -d / -f 3
}

# shellcheck disable=SC2317 # called at the end
leave() {
    local code=$? pids
    trap - EXIT
    for signal in TERM KILL; do
        for _ in 1 2 3 4 5; do
            pids=$(processes_of_this_desktop)
            [[ -n $pids ]] || break 2
            # shellcheck disable=SC2086 # the ids are words
            kill -"$signal" $pids 2>/dev/null || true
            sleep 0.1
        done
    done
    [[ -n ${TESSERA_TEST_ROOT:-} ]] || rm -rf "$root"
    exit "$code"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

make_home() {
    mkdir -p "$root"/{home,config,data/applications,cache,state,bin,log,tmp}
    mkdir -m 0700 "$root/run"
    unset DISPLAY WAYLAND_DISPLAY XAUTHORITY XDG_CURRENT_DESKTOP DESKTOP_SESSION DBUS_SESSION_BUS_ADDRESS BROWSER \
        GNOME_KEYRING_CONTROL SSH_AUTH_SOCK XDG_SESSION_TYPE KDE_FULL_SESSION
    export HOME=$root/home XDG_CONFIG_HOME=$root/config XDG_DATA_HOME=$root/data XDG_CACHE_HOME=$root/cache \
        XDG_STATE_HOME=$root/state XDG_RUNTIME_DIR=$root/run TMPDIR=$root/tmp
    export NO_AT_BRIDGE=1 GTK_A11Y=none
}

make_browser() {
    local name=tessera-test-browser.desktop
    if [[ -z $browser ]]; then
        local opener
        for opener in xdg-open x-www-browser www-browser sensible-browser firefox chromium chromium-browser google-chrome; do
            printf '#!/bin/sh\nexit 3\n' >"$root/bin/$opener" # xdg-open's word for: what is needed was not found
            chmod +x "$root/bin/$opener"
        done
        export PATH=$root/bin:$PATH
        return
    fi
    printf '#!/bin/sh\nexec %q "$@" >>%q 2>&1\n' "$here/browser-robot.py" "$root/log/browser.log" >"$root/bin/browser"
    chmod +x "$root/bin/browser"
    cat >"$XDG_DATA_HOME/applications/$name" <<END
[Desktop Entry]
Type=Application
Name=Test browser
Exec=$root/bin/browser %u
MimeType=x-scheme-handler/http;x-scheme-handler/https;
END
    printf '[Default Applications]\nx-scheme-handler/http=%s\nx-scheme-handler/https=%s\n' "$name" "$name" \
        >"$XDG_CONFIG_HOME/mimeapps.list"
    # xdg-open asks the desktop files only where there is a display.
    [[ -n $display ]] || export BROWSER=$root/bin/browser
}

start_display() {
    local number=''
    : >"$root/display" # there before anybody looks: the shell that starts Xvfb may be slow
    # Xvfb picks a free number itself and writes it when it is ready.
    Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -noreset 3>"$root/display" >"$root/log/xvfb.log" 2>&1 &
    for _ in $(seq 100); do
        number=$(cat "$root/display")
        [[ -z $number ]] || break
        sleep 0.1
    done
    [[ -n $number ]] || { echo "desktop-env: Xvfb did not start: $(tail -n 1 "$root/log/xvfb.log")" >&2 && exit 1; }
    export DISPLAY=:$number XDG_SESSION_TYPE=x11
    # Without a window manager no window ever becomes active.
    openbox --sm-disable >"$root/log/openbox.log" 2>&1 &
}

# Without service folders nothing is started by asking for it: so no keyring appears behind our back.
write_bus_without_services() {
    cat >"$1" <<END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=$XDG_RUNTIME_DIR</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END
}

make_home
make_browser
export TESSERA_DESKTOP_MARK=$mark TESSERA_DESKTOP_ROOT=$root
export TESSERA_KEYRING_PASSWORD=${TESSERA_KEYRING_PASSWORD:-keyring}
[[ -z $display ]] || start_display
# What the bus says goes to a file; the command keeps its own standard error (4).
if [[ -n $keyring ]]; then
    set -- dbus-run-session -- "$here/with-keyring.sh" "$keyring" "$@"
else
    write_bus_without_services "$root/bus.conf"
    set -- dbus-run-session --config-file="$root/bus.conf" -- bash -c 'exec "$@" 2>&4 4>&-' bash "$@"
fi
# In the background, so that a signal is answered at once and not after the command.
"$@" 4>&2 2>"$root/log/bus.log" <&0 &
code=0
wait $! || code=$?
exit $code
