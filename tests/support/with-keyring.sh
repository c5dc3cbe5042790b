#!/usr/bin/env bash
# Inside a session bus (standard error kept as 4): starts gnome-keyring with a new keyring, unlocked or locked, waits until it answers, and becomes
# the command. Used by desktop-env.sh.
#
#   with-keyring.sh unlocked|locked COMMAND…
set -euo pipefail
wanted=$1
shift
log=$TESSERA_DESKTOP_ROOT/log/keyring.log
collection=/org/freedesktop/secrets/collection/login

ask() { # ask <name on the bus> <object> <method> <arguments…>
    local name=$1
    shift
    dbus-send --session --print-reply --dest="$name" "$@" 2>>"$log"
}
is_running() { ask org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true; }
locked_is() {
    ask org.freedesktop.secrets $collection org.freedesktop.DBus.Properties.Get \
        string:org.freedesktop.Secret.Collection string:Locked | grep -q "boolean $1"
}

# wait_for <what for> <command…>: asks ten times a second, ten seconds long.
wait_for() {
    local what=$1
    shift
    for _ in $(seq 100); do
        if "$@"; then return; fi
        sleep 0.1
    done
    echo "desktop-env: waited ten seconds for $what; the log is $log" >&4
    exit 1
}

printf '%s' "$TESSERA_KEYRING_PASSWORD" |
    gnome-keyring-daemon --unlock --components=secrets --daemonize >>"$log" 2>&1
# Whoever asks before the name is taken makes the bus start a second daemon, which stays locked.
wait_for "the keyring" is_running
wait_for "the keyring to be unlocked" locked_is false
if [[ $wanted == locked ]]; then
    ask org.freedesktop.secrets /org/freedesktop/secrets org.freedesktop.Secret.Service.Lock \
        array:objpath:$collection >>"$log"
    wait_for "the keyring to be locked" locked_is true
fi
exec "$@" 2>&4 4>&-
