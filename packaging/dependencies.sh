#!/usr/bin/env bash
# What Tessera needs on each kind of system, and how it gets there. Read by ./dev, which brings `step` and `die`.

# One word per package; "package=program,program" is also content when one of the programs is on the PATH.
packages_of() {
    case $1 in
    debian_build)
        echo g++=g++,clang++ cmake=cmake ninja-build=ninja qt6-base-dev qt6-l10n-tools qt6-networkauth-dev qt6-svg-dev \
            qtkeychain-qt6-dev qcoro-qt6-dev libssl-dev libexpected-dev libpsl-dev libqrencode-dev nlohmann-json3-dev zlib1g-dev
        ;;
    debian_window) echo libsecret-1-0 xdg-utils=xdg-open ;;
    debian_desktop)
        echo xvfb=Xvfb dbus=dbus-run-session gnome-keyring=gnome-keyring-daemon libsecret-tools=secret-tool \
            chromium=chromium,chromium-browser,google-chrome chromium-driver=chromedriver fonts-dejavu-core \
            xdotool=xdotool imagemagick=import openbox=openbox python3=python3 at-spi2-core
        ;;
    debian_test) echo nodejs=node npm=npm git=git curl=curl oidc-agent-cli=oidc-token kubernetes-client=kubectl ;;
    debian_lint) echo clang=clang++ clang-format=clang-format clang-tidy=clang-tidy shellcheck=shellcheck python3=python3 git=git ;;
    debian_fuzz) echo clang=clang++ libclang-rt-dev llvm=llvm-symbolizer ;;
    # what ./dev bench compares with; elsewhere their interfaces are others, or they are not packaged
    debian_bench) echo libcpp-jwt-dev libjwt-dev pkg-config=pkg-config ;;

    fedora_build)
        echo gcc-c++ cmake ninja-build qt6-qtbase-devel qt6-qtbase-private-devel qt6-linguist qt6-qtnetworkauth-devel \
            qt6-qtsvg-devel qtkeychain-qt6-devel qcoro-qt6-devel openssl-devel expected-devel libpsl-devel qrencode-devel json-devel zlib-ng-compat-devel
        ;;
    fedora_window) echo libsecret xdg-utils=xdg-open ;;
    fedora_desktop)
        echo xorg-x11-server-Xvfb dbus-daemon dbus-tools gnome-keyring chromium chromedriver dejavu-sans-fonts xdotool \
            ImageMagick openbox python3 at-spi2-core
        ;;
    fedora_test) echo nodejs=node npm=npm git=git curl=curl ;;
    fedora_lint) echo clang-tools-extra ShellCheck=shellcheck python3 git=git ;;
    fedora_fuzz) echo clang compiler-rt llvm=llvm-symbolizer ;;

    arch_build)
        echo gcc cmake ninja qt6-base qt6-tools qt6-networkauth qt6-svg qtkeychain-qt6 qcoro openssl tl-expected libpsl qrencode nlohmann-json zlib
        ;;
    arch_window) echo libsecret xdg-utils=xdg-open ;;
    arch_desktop)
        echo xorg-server-xvfb dbus gnome-keyring chromium ttf-dejavu xdotool imagemagick openbox python at-spi2-core
        ;;
    arch_test) echo nodejs=node npm=npm git=git curl=curl ;;
    arch_lint) echo clang shellcheck=shellcheck python git=git ;;
    arch_fuzz) echo clang compiler-rt llvm=llvm-symbolizer ;;

    macos_build) echo cmake=cmake ninja=ninja qt qtkeychain qcoro openssl@3 tl-expected libpsl qrencode nlohmann-json ;;
    macos_desktop) echo python=python3 ;;
    macos_test) echo node=node,npm ;;
    macos_lint) echo llvm shellcheck=shellcheck git=git ;;
    macos_fuzz) echo llvm ;;
    esac
}

system_family() {
    local ids=
    [[ $(uname -s) != Darwin ]] || { echo macos; return; }
    # shellcheck source=/dev/null
    [[ ! -r /etc/os-release ]] || ids=$(. /etc/os-release && echo "$ID ${ID_LIKE:-}")
    case " $ids " in
    *" debian "* | *" ubuntu "*) echo debian ;;
    *" fedora "* | *" rhel "*) echo fedora ;;
    *" arch "*) echo arch ;;
    *) echo unknown ;;
    esac
}
family=$(system_family)

installed_packages() {
    case $family in
    debian) dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null | sed -n 's/ installed$//p' ;;
    fedora) rpm -q --qf '%{NAME}\n' "$@" 2>/dev/null | grep -v 'is not installed' ;;
    arch) pacman -Qq "$@" 2>/dev/null ;;
    macos) brew list --formula -1 2>/dev/null ;;
    esac || true
}

# missing <list…>: the packages of these lists that are not there. Ubuntu calls two of them by other names.
missing() {
    local list words=() word package program installed names=()
    for list in "$@"; do
        # shellcheck disable=SC2207 # the lists are words
        words+=($(packages_of "${family}_$list"))
    done
    for word in ${words[@]+"${words[@]}"}; do names+=("${word%%=*}"); done
    [[ ${#names[@]} -gt 0 ]] || return 0
    installed=$(installed_packages "${names[@]}")
    for word in "${words[@]}"; do
        package=${word%%=*}
        grep -qxF "$package" <<<"$installed" && continue
        if [[ $word == *=* ]]; then
            for program in $(tr , ' ' <<<"${word#*=}"); do command -v "$program" >/dev/null && continue 2; done
        fi
        if [[ -e /etc/os-release ]] && grep -q '^ID=ubuntu' /etc/os-release; then
            package=${package/#chromium-driver/chromium-chromedriver}
            [[ $package != chromium ]] || package=chromium-browser
        fi
        echo "$package"
    done | sort -u
}

install_command() {
    case $family in
    debian) echo "apt-get install --no-install-recommends" ;;
    fedora) echo "dnf install" ;;
    arch) echo "pacman -S --needed" ;;
    macos) echo "brew install" ;;
    esac
}

apt_get() {
    local as_root=()
    [[ $EUID -eq 0 ]] || as_root=(sudo)
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=500 "$@"
}

apt_install() {
    apt_get update || echo "The package lists could not be renewed; trying with those that are here."
    apt_get install -y --no-install-recommends "$@"
}

# need <list…>: installs what is missing where apt is the way, and says what to install elsewhere.
need() {
    local packages
    packages=$(missing "$@" | tr '\n' ' ')
    [[ -n ${packages// /} ]] || return 0
    packages=${packages% }
    case $family in
    unknown) return 0 ;; # nothing to ask; cmake will name what it does not find
    fedora | arch | macos)
        local sudo="sudo "
        [[ $family != macos ]] || sudo=
        die "please install what is missing and try again: $sudo$(install_command) $packages"
        ;;
    esac
    if [[ $EUID -ne 0 ]]; then
        command -v sudo >/dev/null ||
            die "these packages are missing and there is no sudo; as root: $(install_command) $packages"
        sudo -n true 2>/dev/null || { [[ -t 0 ]] && sudo -v; } ||
            die "these packages are missing and sudo was refused; as root: $(install_command) $packages"
    fi
    # shellcheck disable=SC2086 # the names are words
    step "install-${*// /-}" "Installing $(wc -w <<<"$packages" | tr -d ' ') packages and what they need" \
        "apt could not install: $packages" apt_install $packages
}
