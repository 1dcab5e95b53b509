# SPDX-FileCopyrightText: The Carillon authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# What the commands share. Sourced by ./carillon.

say() { printf '\033[1m%s\033[0m\n' "carillon: $*"; }
fail() {
  echo "carillon: $*" >&2
  exit 1
}

# Debian has servers where the PATH of people does not reach.
PATH=$PATH:/usr/sbin:/usr/local/sbin

# Programs and the Debian packages that have them: what serving needs, a cluster besides, and what tests need on top.
RUN_PACKAGES="flite:flite espeak-ng:espeak-ng ffmpeg:ffmpeg curl:curl javac:openjdk-17-jdk-headless mvn:maven"
CLUSTER_PACKAGES="kamailio:kamailio /usr/lib/postgresql/15/bin/postgres:postgresql"
TEST_PACKAGES="kamailio:kamailio sipp:sip-tester baresip:baresip-core osmo-mgw:osmo-mgw strace:strace ip:iproute2 /usr/lib/postgresql/15/bin/postgres:postgresql"

missing_packages() {
  local pair program
  for pair in $1; do
    program=${pair%%:*}
    command -v "$program" >/dev/null 2>&1 || printf '%s ' "${pair##*:}"
  done
}

# ensure_packages run|cluster|all|peers: installs what is missing on Debian, and says what to install elsewhere.
ensure_packages() {
  local wanted=$RUN_PACKAGES missing
  case ${1:-run} in
    all) wanted="$RUN_PACKAGES $TEST_PACKAGES" ;;
    cluster) wanted="$RUN_PACKAGES $CLUSTER_PACKAGES" ;;
    peers) wanted=$PEER_PACKAGES ;;
  esac
  missing=$(missing_packages "$wanted")
  [ -z "$missing" ] && return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    fail "these programs are missing; on Debian they are in the packages: $missing
Install them with your system's package manager and start again."
  fi
  local sudo=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || fail "root or sudo is needed to install: $missing"
    sudo=sudo
  fi
  say "installing Debian packages: $missing"
  $sudo apt-get update -qq </dev/null || fail "apt-get update failed"
  # A server package must not start its server here: the tests start their own.
  local policy=/usr/sbin/policy-rc.d made=
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' | $sudo tee $policy >/dev/null && $sudo chmod +x $policy && made=yes
  fi
  local ok=yes
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing \
    </dev/null >"${TMPDIR:-/tmp}/carillon-apt.log" 2>&1 || ok=no
  [ -n "$made" ] && $sudo rm -f $policy
  [ $ok = yes ] || fail "apt-get could not install $missing; see ${TMPDIR:-/tmp}/carillon-apt.log"
}

# The JDK of this version below the JVM folder, or nothing.
jdk_home() {
  local home
  for home in /usr/lib/jvm/*-"$1"-* /usr/lib/jvm/*-"$1"; do
    [ -x "$home/bin/javac" ] && echo "$home" && return 0
  done
  return 1
}

check_java() {
  local version
  version=$(javac -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
  [ -n "$version" ] && [ "$version" -ge 17 ] || fail "a JDK 17 or newer is needed; javac says: $(javac -version 2>&1 | head -1)"
}

EAR=ear/target/carillon.ear
SERVER=wildfly-config/server/target/server
MEDIA_JAR=media-control/server/target/carillon-media-server-0.1.0-SNAPSHOT-all.jar
DEMO_JAR=tests/support/target/carillon-test-support-0.1.0-SNAPSHOT.jar
STAMP=target/built

# Whether everything that run needs is built and no source is newer.
is_built() {
  [ -e "$STAMP" ] && [ -e "$EAR" ] && [ -d "$SERVER/bin" ] && [ -e "$MEDIA_JAR" ] && [ -e "$DEMO_JAR" ] || return 1
  [ -z "$(find pom.xml core sip-app rest-api media-control ear wildfly-config tests/support -newer "$STAMP" -type f \
    \( -path '*/src/main/*' -o -name pom.xml \) -not -path '*/target/*' -print -quit)" ]
}

build() {
  # The tests of the cluster run in the midst of a build that has made everything.
  if [ -n "${CARILLON_IS_BUILT:-}" ]; then return 0; fi
  is_built && return 0
  check_java
  say "building (the first time this fetches WildFly, 261 MB, and takes some minutes)"
  mkdir -p target run
  # -am from the modules that are started: tests of other modules are not compiled for a run.
  if ! mvn -B -ntp -Dstyle.color=never -DskipTests -Dspotless.check.skip -Djacoco.skip \
    -pl ear,wildfly-config/server,media-control/server,tests/support -am package >run/build.log 2>&1; then
    tail -40 run/build.log >&2
    fail "the build failed; the whole output is in run/build.log"
  fi
  touch "$STAMP"
}
