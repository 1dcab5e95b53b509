# SPDX-FileCopyrightText: The Carillon authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ./carillon bench. Sourced by ./carillon.

bench() {
  local name=${1:-}
  [ $# -gt 0 ] && shift
  case $name in
    calls) ;;
    *) fail "bench has: calls (100 programmable calls held at once, and the webhook's delay)" ;;
  esac
  ensure_packages all
  build
  mvn -B -ntp -q -Dstyle.color=never -DskipTests -Dspotless.check.skip -Djacoco.skip -pl tests/load -am package
  exec java -cp "tests/load/target/classes:$(cat tests/load/target/runtime.classpath)" \
    org.carillon.load.Bench "$name" "$@"
}
