#!/usr/bin/env bash
# Builds everything, checks the layout of the code and runs all tests. The last line is the sum:
#   N passed, N failed, N skipped
#
#   ./test.sh          everything
#   ./test.sh --fast   what needs no browser, PostgreSQL or Java
#   ./test.sh --long   everything, and what takes long (COMPTOIR_TEST_LONG=1 for the tests)
#
# It needs the .NET 10 SDK. What else the tests need (Chromium, a font, PostgreSQL; Java and Saxon where the official rules of
# e-invoicing lie beside the repository) is installed with apt-get where that is possible; tests whose needs are not met are skipped and say so.
set -uo pipefail
cd "$(dirname "$0")"

fast=false
for argument in "$@"; do
    case "$argument" in
        --fast) fast=true ;;
        --long) export COMPTOIR_TEST_LONG=1 ;;
        *)
            echo "usage: ./test.sh [--fast] [--long]" >&2
            exit 2
            ;;
    esac
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
passed=0 failed=0 skipped=0

finish() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
    exit
}

say() { printf '\n== %s\n' "$*"; }

# --- what the tests need -------------------------------------------------------------------------------------------------

has_icu() { ! command -v ldconfig >/dev/null || ldconfig -p | grep -q libicuuc || [ "${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-}" = 1 ]; }
has_font() { [ -n "$(find /usr/share/fonts -iname 'dejavusans*.ttf' -print -quit 2>/dev/null)" ]; }
has_postgres() {
    [ -n "${COMPTOIR_TEST_POSTGRES:-}" ] || command -v initdb >/dev/null ||
        [ -n "$(find /usr/lib/postgresql -name initdb -print -quit 2>/dev/null)" ]
}
# A name on the path is not enough: Ubuntu's is a stub that asks for a snap.
has_chromium() {
    local program
    for program in "${COMPTOIR_TEST_CHROMIUM:-}" chromium google-chrome; do
        [ -n "$program" ] && "$program" --version >/dev/null 2>&1 && return
    done
    [ -n "$(find "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}" -maxdepth 1 -name 'chromium*' -print -quit 2>/dev/null)" ]
}

has_java() { command -v java >/dev/null; }
has_saxon() { [ -e /usr/share/java/Saxon-HE.jar ]; }

as_root=()
can_install=false
if command -v apt-get >/dev/null; then
    if [ "$(id -u)" -eq 0 ]; then
        can_install=true
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        can_install=true as_root=(sudo -n)
    fi
fi

lists_are_new=false
need() { # need WHAT CHECK PACKAGE
    "$2" && return
    if $can_install; then
        if ! $lists_are_new; then
            lists_are_new=true
            timeout 180 "${as_root[@]}" apt-get update -qq -o Acquire::Retries=0 >/dev/null 2>&1
        fi
        echo "installing $1"
        timeout 600 "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends -o Acquire::Retries=0 "$3" >/dev/null 2>&1
        "$2" && return
    fi
    echo "not there and could not be installed: $1"
}

say "What the tests need"
need "ICU (libicu)" has_icu '^libicu[0-9]+$'
if ! $fast; then
    need "a font (fonts-dejavu-core)" has_font fonts-dejavu-core
    need "PostgreSQL (postgresql)" has_postgres postgresql
    need "Chromium (chromium)" has_chromium chromium
    if [ -d ../shared/einvoice ]; then
        need "Java (default-jre-headless)" has_java default-jre-headless
        need "Saxon (libsaxonhe-java)" has_saxon libsaxonhe-java
    fi
fi

# --- build ---------------------------------------------------------------------------------------------------------------

say "Build"
# Without a network, what was restored before is enough, but nobody can be asked for known vulnerabilities.
if ! { dotnet restore -v quiet || dotnet restore -v quiet -p:NuGetAudit=false --ignore-failed-sources; } ||
    ! dotnet build --no-restore -c Release -v quiet; then
    echo "The build failed."
    failed=1
    finish
fi

say "Layout of the code"
if ! { dotnet tool restore >/dev/null && dotnet csharpier check .; }; then
    echo "Not as 'dotnet csharpier format .' leaves it, or the tool could not be restored."
    failed=$((failed + 1))
fi

# --- tests ---------------------------------------------------------------------------------------------------------------

programs=artifacts/bin
driver=$programs/Comptoir.BrowserTests/release/.playwright
if ! $fast && ! has_chromium && [ -d "$driver" ]; then
    say "Chromium by Playwright"
    node=$(find "$driver/node" -name node -type f -print -quit)
    timeout 400 "$node" "$driver/package/cli.js" install --with-deps --only-shell chromium >/dev/null 2>&1 ||
        echo "could not be downloaded"
fi

selection=()
if $fast; then selection=(-trait- "Needs=PostgreSQL" -trait- "Needs=Browser" -trait- "Needs=Java"); fi

number() { # number NAME < the opening tag of an assembly in a report
    local value
    value=$(grep -o " $1=\"[0-9]*\"" | head -n 1 | tr -dc 0-9)
    echo "${value:-0}"
}

rm -rf artifacts/test-results
mkdir -p artifacts/test-results
for project in tests/*/*.csproj; do
    name=$(basename "$project" .csproj)
    report=artifacts/test-results/$name.xml
    say "$name"
    timeout --kill-after=30 1320 "$programs/$name/release/$name" -noColor -noLogo -noAutoReporters "${selection[@]}" \
        -result-xml "$report"
    code=$?
    summary=$(grep -o '<assembly [^>]*>' "$report" 2>/dev/null | head -n 1)
    if [ -z "$summary" ]; then
        # Nothing to run is reported as an empty list; no report at all is a crash.
        if ! grep -q '<assemblies' "$report" 2>/dev/null; then
            echo "$name ended with $code and left no report."
            failed=$((failed + 1))
        fi
        continue
    fi
    project_failed=$(($(number failed <<<"$summary") + $(number errors <<<"$summary")))
    # A run that failed without a failed test (a fixture that could not be cleaned up, say) counts as one.
    [ "$code" -ne 0 ] && [ "$project_failed" -eq 0 ] && project_failed=1
    passed=$((passed + $(number passed <<<"$summary")))
    failed=$((failed + project_failed))
    skipped=$((skipped + $(number skipped <<<"$summary")))
done

echo
finish
