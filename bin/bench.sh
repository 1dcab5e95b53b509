# SPDX-FileCopyrightText: The Carillon authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ./carillon bench. Sourced by ./carillon.

# Not among the packages of the tests: only bench sip compares itself with it.
PEER_PACKAGES="kamailio:kamailio"
TOMCAT_PEER=tests/load/peers/tomcat

bench() {
  local name=${1:-} main
  [ $# -gt 0 ] && shift
  case $name in
    calls) main=org.carillon.load.Bench ;;
    sip) main=org.carillon.load.sip.SipBench ;;
    overload) main=org.carillon.load.overload.OverloadBench ;;
    robustness) main=org.carillon.load.robust.Robustness ;;
    failover) bench_failover "$@"; return ;;
    *)
      cat >&2 <<'TEXT'
carillon: bench has
  calls       100 programmable calls held at once, and the webhook's delay
  sip         what a call costs the SIP servlet container, beside Restcomm on Tomcat and Kamailio
  overload    what is left of the container at three times the calls that it carries
  robustness  what no peer should send, with a call after every 1,000 messages
  failover    nodes are killed while calls are in many places  [--kills N] [--seed N]
TEXT
      exit 2
      ;;
  esac
  ensure_packages all
  build
  mvn -B -ntp -q -Dstyle.color=never -DskipTests -Dspotless.check.skip -Djacoco.skip -pl tests/load -am package
  [ "$name" != sip ] || prepare_peers "$@"
  # Nothing of this may leave the machine: the messages name foreign hosts.
  [ "$name" != robustness ] || exec unshare -rn sh -c 'ip link set lo up && exec "$@"' sh \
    java -cp tests/load/target/classes "$main" "$@"
  exec java -cp "tests/load/target/classes:$(cat tests/load/target/runtime.classpath)" "$main" "$@"
}

# The test of the cluster, with more kills. Each takes about half a minute.
bench_failover() {
  local kills=20 seed=$RANDOM
  while [ $# -gt 0 ]; do
    case $1 in
      --kills | --seed)
        [[ ${2:-} =~ ^[1-9][0-9]{0,8}$ ]] || fail "$1 needs a whole number from 1"
        [ "$1" = --kills ] && kills=$2 || seed=$2
        shift 2
        ;;
      *) fail "bench failover knows --kills N and --seed N, not $1" ;;
    esac
  done
  ensure_packages all
  build
  say "$kills kills, seed $seed"
  mvn -B -ntp -q -Dstyle.color=never -Dspotless.check.skip -Djacoco.skip -pl tests/cluster -am \
    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dtest=None \
    -Dit.test='ClusterIT#callsGoOnWhenTheirNodeIsKilled' \
    "-Dcarillon.failover.kills=$kills" "-Dcarillon.failover.seed=$seed" verify
  say "$kills kills: every call went on or ended as it should"
}

# What --peers leaves out is not fetched.
prepare_peers() {
  local peers=tomcat,kamailio
  while [ $# -gt 0 ]; do
    [ "$1" != --peers ] || peers=${2:-}
    shift
  done
  case ,$peers, in *,kamailio,*) ensure_packages peers ;; esac
  case ,$peers, in
    *,tomcat,*)
      compgen -G "$TOMCAT_PEER/target/apache-tomcat-*/lib/sip-servlets-impl-*.jar" >/dev/null ||
        mvn -B -ntp -q -Dstyle.color=never -f "$TOMCAT_PEER/pom.xml" package ||
        fail "the peer on Tomcat could not be put together"
      ;;
  esac
}
