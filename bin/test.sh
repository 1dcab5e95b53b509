# SPDX-FileCopyrightText: The Carillon authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ./carillon test. Sourced by ./carillon.

run_tests() {
  local options=()
  while [ $# -gt 0 ]; do
    case $1 in
      --jdk)
        [ $# -ge 2 ] || fail "--jdk needs a version"
        JAVA_HOME=$(jdk_home "$2") || fail "there is no JDK $2 below /usr/lib/jvm"
        export JAVA_HOME PATH=$JAVA_HOME/bin:$PATH
        shift 2
        ;;
      *) options+=("$1"); shift ;;
    esac
  done
  ensure_packages all
  check_java
  local start=$SECONDS
  say "every test, on $(javac -version 2>&1)"
  mvn -B -ntp -Dstyle.color=never "${options[@]}" verify
  say "all tests passed in $((SECONDS - start)) s"
}
