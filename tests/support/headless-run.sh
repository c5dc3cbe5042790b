#!/usr/bin/env bash
# Signs in by itself where there is no display: starts the desktop on a virtual one, presses its "Try it now", lets the
# robot at the browser, and looks in the keyring. Ends with 0 only when the account is signed in. Used by `./dev run`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
screenshot=build/screenshots/run.png
log=$PWD/build/logs/run.log

if [[ ${1:-} != --inside ]]; then
    mkdir -p build/logs build/screenshots
    exec tests/support/desktop-env.sh --display -- tests/support/headless-run.sh --inside
fi

began=$(date +%s)
say() { printf '%3d s  %s\n' $(($(date +%s) - began)) "$*"; }
give_up() {
    say "$*"
    if [[ -n ${window:-} ]] && import -window "$window" "$screenshot" 2>/dev/null; then
        say "The picture of the window as it is now: $screenshot"
    fi
    printf '\n./dev: the sign-in did not come through: %s; the log is %s.\n' "$*" "${log#"$PWD"/}" >&2
    exit 1
}

# until_ <seconds> <command…>: tries five times a second. Ends early when the desktop has ended.
until_() {
    local last=$(($(date +%s) + $1))
    shift
    until "$@"; do
        [[ $(date +%s) -lt $last ]] && kill -0 "$desktop" 2>/dev/null || return 1
        sleep 0.2
    done
}

window_is_there() { window=$(xdotool search --onlyvisible --name Tessera 2>/dev/null | tail -n 1) && [[ -n $window ]]; }
window_is_active() { [[ $(xdotool getactivewindow 2>/dev/null) == "$window" ]]; }
# Before the accounts are read no button has the focus, and a key pressed then is lost: so pressed until something starts.
something_started() {
    [[ -e $TESSERA_DESKTOP_ROOT/log/browser.log || -n $(cat "/proc/$desktop/task/$desktop/children" 2>/dev/null) ]]
}
press_return() {
    xdotool key Return
    until_ 5 something_started
}
# secret-tool writes the attributes to standard error and the secret to standard output, which is for nobody's eyes
keyring_item() { secret-tool search --all server tessera 2>&1 >/dev/null | sed -n 's/^attribute\.user = //p'; }
account() {
    build/bin/tessera accounts --json 2>/dev/null | python3 -c '
import json, sys
for account in json.load(sys.stdin)["accounts"]:
    print(account["name"] or account["subject"], "at", account["issuer"], "(" + account["state"] + ")")'
}
is_signed_in() { [[ -n $(keyring_item) && $(account 2>/dev/null) == *"(active)" ]]; }

export ROBOT_LOG=$TESSERA_DESKTOP_ROOT/robot.log
say "A virtual display ($DISPLAY), a session bus and an unlocked keyring are up."
build/bin/tessera-desktop >"$log" 2>&1 &
desktop=$!
until_ 30 window_is_there || give_up "the window of tessera-desktop did not open"
say "The window of tessera-desktop is open."
until_ 10 window_is_active || give_up "the window did not become active"
until_ 30 press_return || give_up "\"Try it now\" did nothing"
say "Pressed \"Try it now\"; the demo provider starts and the browser opens."
until_ 90 is_signed_in || {
    [[ ! -s $ROBOT_LOG ]] || say "The browser's way: $(tail -n 1 "$ROBOT_LOG")"
    give_up "no account was signed in after 90 seconds"
}
[[ ! -s $ROBOT_LOG ]] || python3 - "$ROBOT_LOG" <<'END'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    record = json.loads(line)
    for page in record["visited"]:
        print("       Chromium showed", page["origin"] + page["path"])
END
say "Signed in: $(account)."
say "The keyring holds one item for it: $(keyring_item | paste -sd ' ')."
sleep 1 # what the window shows now is to be seen in the picture
import -window "$window" "$screenshot" || give_up "no picture could be taken"
kill -0 "$desktop" 2>/dev/null || give_up "the desktop ended by itself"
kill "$desktop"
say "The picture of the window is $screenshot; the log is ${log#"$PWD"/}."
echo "All of that happened in a home folder of its own, which is gone now. With a display, ./dev run opens the window."
