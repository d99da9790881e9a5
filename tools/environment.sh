#!/bin/sh
# Build what the Makefile needs: `environment.sh run|dev|lint|bench` installs the pinned packages into
# .venv, `environment.sh browser` finds or installs Chromium. Says one sentence when it cannot.
set -eu

PYTHON=${PYTHON:-python3}
UV_VERSION=0.13.8
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

stop() {
    echo "$1" >&2
    exit 1
}

is_root() { [ "$(id -u)" = 0 ]; }

apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    echo "Installing $* with apt-get ..."
    DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

check_python() {
    command -v "$PYTHON" >/dev/null 2>&1 ||
        stop "Python is missing: install python3 (3.11 or newer) and run this again."
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "Python 3.11 or newer is needed: $("$PYTHON" -V) is too old; name another with PYTHON=."
}

# uv makes a cold start take seconds instead of half a minute; without it venv and pip do.
get_uv() {
    [ -x .tools/bin/uv ] && return 0
    "$PYTHON" -m pip --version >/dev/null 2>&1 || return 1
    "$PYTHON" -m pip install -q --target .tools "uv==$UV_VERSION" >/dev/null 2>&1 || return 1
    .tools/bin/uv --version >/dev/null 2>&1
}

# One that was left half made, or whose python has gone, is made anew.
is_usable() {
    .venv/bin/python -c '' 2>/dev/null &&
        { [ -x .tools/bin/uv ] || .venv/bin/python -m pip --version >/dev/null 2>&1; }
}

make_environment() {
    is_usable && return 0
    rm -rf .venv
    if get_uv; then
        .tools/bin/uv venv -q --python "$PYTHON" .venv
        return 0
    fi
    if ! "$PYTHON" -m venv .venv >/dev/null 2>&1; then
        rm -rf .venv
        is_root && apt_install python3-venv python3-pip ||
            stop "Python cannot make environments: install python3-venv and run this again."
        "$PYTHON" -m venv .venv
    fi
}

install() {
    if [ -x .tools/bin/uv ]; then
        .tools/bin/uv pip install -q --python .venv/bin/python "$@"
    else
        .venv/bin/python -m pip install -q "$@"
    fi
}

browser() {
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    if is_root && apt_install chromium; then
        return 0
    fi
    echo "No Chromium here: the browser journeys will be skipped. Install chromium to run them."
}

case "$1" in
browser) browser ;;
run | dev | lint | bench)
    check_python
    make_environment
    mkdir -p .venv/stamps
    case "$1" in
    run)
        echo "Setting up Foothold ..."
        install --require-hashes -r requirements.txt
        install --require-hashes --no-deps -r requirements-data.txt
        ;;
    dev) install --require-hashes -r requirements-dev.txt ;;
    lint) install --require-hashes -r requirements-lint.txt ;;
    bench) install --require-hashes -r requirements-bench.txt ;;
    esac
    touch ".venv/stamps/$1"
    ;;
*) stop "usage: environment.sh run|dev|lint|bench|browser" ;;
esac
