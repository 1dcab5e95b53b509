#!/bin/bash
# SPDX-FileCopyrightText: The Carillon authors
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# Plants faults in a copy of this repository, one after another, and shows which rows of docs/conformance.md turn red:
#   tests/conformance/plant.sh [FAULT...]
# Without names all faults are planted; each takes a minute or two. The repository must have been built (mvn verify -pl
# tests/conformance -am), because the copy takes over the server. Prints a table; exit code 1 when a fault stayed unseen.
set -euo pipefail

here=$(cd "$(dirname "$0")/../.." && pwd)
copy=$(mktemp -d "${TMPDIR:-/tmp}/carillon-plant.XXXXXX")
trap 'rm -rf "$copy"' EXIT
source=wildfly-config/sip-subsystem/src/main/java/org/carillon/sip

# name | what the fault does | file | test class | text | what takes its place
faults=(
    "cancel|a CANCEL of nothing is let through|container/RequestChecks.java|UserAgentServerIT|return found == null ?|return found == null && method.isEmpty() ?"
    "ack|a refusal may be acknowledged by the application|container/CarillonSipResponse.java|UserAgentClientIT|getStatus() >= Response.MULTIPLE_CHOICES|getStatus() >= 10 * Response.MULTIPLE_CHOICES"
    "nonce|the count of a nonce is not looked at|security/Nonces.java|SecurityIT|count <= before|count < 0"
    "languages|languages come in the order of their names|container/Headers.java|MessageIT|.map(LanguageRange::getRange)|.sorted(java.util.Comparator.comparing(LanguageRange::getRange)).map(LanguageRange::getRange)"
    "overload|the set point of the admission is not looked at|overload/Admission.java|OverloadIT|waitedMillis <= setPoint|waitedMillis <= setPoint + 1_000_000L"
    "subdomain|a domain is one when its name merely ends so|descriptor/Rule.java|MappingIT|domain.endsWith('.' + above)|domain.endsWith(above)"
    "version|another version of SIP is read|form/RequestForm.java|TortureIT|if (other.matches())|if (other.matches() && line.isEmpty())"
    "prack|a PRACK of nothing is left to the stack|container/PrackValve.java|TransactionIT|dialog == null|dialog != null"
    "next-server|no other server is tried|container/NextServer.java|LocationIT|hops.size() < 2|hops.size() < 200"
)

git -C "$here" ls-files -z --cached --others --exclude-standard | (cd "$here" && xargs -0 cp --parents -t "$copy" 2>/dev/null || true)
for built in wildfly-config/server/target wildfly-config/sip-libs/target; do
    [ -d "$here/$built" ] && mkdir -p "$copy/$built" && cp -r "$here/$built/." "$copy/$built/"
done

run() { # test class
    (cd "$copy" && mvn -B -ntp -Dstyle.color=never verify -pl tests/conformance -am -Dtest=NoSuchTest \
        -Dsurefire.failIfNoSpecifiedTests=false "-Dit.test=$1" -Dfailsafe.failIfNoSpecifiedTests=false \
        -Dspotless.check.skip -Djacoco.skip) > "$copy/run.log" 2>&1 || true
}

unseen=0
echo "| fault | planted in | rows that turn red |"
echo "|---|---|---|"
for fault in "${faults[@]}"; do
    IFS='|' read -r name what file test from to <<< "$fault"
    if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then
        continue
    fi
    path=$copy/$source/$file
    sound=$(cat "$path")
    if [[ $sound != *"$from"* ]]; then
        echo "| $what | \`$file\` | cannot be planted: the text is not there |"
        unseen=1
        continue
    fi
    printf '%s\n' "${sound/"$from"/"$to"}" > "$path"
    rm -f "$copy/tests/conformance/target/conformance.md"
    run "$test"
    printf '%s\n' "$sound" > "$path"
    if [ ! -f "$copy/tests/conformance/target/conformance.md" ]; then
        echo "| $what | \`$file\` | the tests did not run: $(grep -m1 'ERROR.*\.java\|BUILD' "$copy/run.log" | tr '|' ' ') |"
        unseen=1
        continue
    fi
    rows=$(awk -F'|' '/FAILS/ { gsub(/^ +| +$/, "", $5); print $5 }' "$copy/tests/conformance/target/conformance.md" | paste -sd' ')
    [ -n "$rows" ] || { rows="**none**"; unseen=1; }
    echo "| $what | \`${file##*/}\` | $rows |"
done
exit $unseen
