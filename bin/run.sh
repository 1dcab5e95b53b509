# SPDX-FileCopyrightText: The Carillon authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ./carillon run, stop, status. Sourced by ./carillon.

OFFSET=0
BIND=127.0.0.1
TRUNK=
DATA=run/data
DEMO=yes
DETACH=no
DEMO_NUMBER=+15550001

parse_run_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --port-offset | --bind | --trunk | --data)
        [ $# -ge 2 ] || fail "$1 needs a value"
        case $1 in
          --port-offset) OFFSET=$2 ;;
          --bind) BIND=$2 ;;
          --trunk) TRUNK=$2 ;;
          --data) DATA=$2 ;;
        esac
        shift 2
        ;;
      --no-demo) DEMO=no; shift ;;
      --detach) DETACH=yes; shift ;;
      *) fail "run has no option '$1'; ./carillon help lists them" ;;
    esac
  done
  case $OFFSET in '' | *[!0-9]*) fail "--port-offset is a number, not '$OFFSET'" ;; esac
  [ "$OFFSET" -le 40000 ] || fail "--port-offset is at most 40000"
  [[ $BIND =~ ^[0-9]{1,3}(\.[0-9]{1,3}){3}$ && $BIND != 0.0.0.0 ]] ||
    fail "--bind takes the IPv4 address of an interface of this machine, such as 127.0.0.1, not '$BIND'"
  case $TRUNK in '' | sip:*:* | sips:*:*) ;; *) fail "--trunk is written sip:host:port, not '$TRUNK'" ;; esac
  STATE=$PWD/run/instance-$OFFSET
  UNDER_WAY="another start at port offset $OFFSET is under way; ./carillon stop --port-offset $OFFSET ends it"
  SIP_PORT=$((5060 + OFFSET))
  HTTP_PORT=$((8080 + OFFSET))
  MGCP_PORT=$((2427 + OFFSET))
  AGENT_PORT=$((2428 + OFFSET))
  SECOND_PHONE_PORT=$((25070 + OFFSET))
  DEMO_WEB_PORT=$((25080 + OFFSET))
  API=${CARILLON_PUBLIC_URL:-http://$BIND:$HTTP_PORT}
}

check_account_variables() {
  [[ ${CARILLON_ACCOUNT_SID:-} =~ ^(AC[0-9a-f]{32})?$ ]] ||
    fail "CARILLON_ACCOUNT_SID is AC and 32 hexadecimal digits in lower case, not '$CARILLON_ACCOUNT_SID'"
  [[ ${CARILLON_AUTH_TOKEN:-} =~ ^([A-Za-z0-9]{16,128})?$ ]] ||
    fail "CARILLON_AUTH_TOKEN must be 16 to 128 letters and digits"
}

# is_taken udp|tcp PORT: by the kernel's tables, since nothing else is on every machine.
is_taken() {
  local file files=()
  for file in "/proc/net/$1" "/proc/net/${1}6"; do [ ! -r "$file" ] || files+=("$file"); done
  [ ${#files[@]} -gt 0 ] || return 1
  awk -v port="$(printf '%04X' "$2")" -v listening="$([ "$1" = tcp ] && echo 0A || echo 07)" '
    $4 == listening { n = split($2, local_address, ":"); if (local_address[n] == port) found = 1 }
    END { exit !found }' "${files[@]}"
}

# A port that is taken is said at once: the servers would say it late, or not at all.
check_ports() {
  local wanted="udp:$SIP_PORT tcp:$SIP_PORT tcp:$HTTP_PORT tcp:$((9990 + OFFSET)) udp:$MGCP_PORT udp:$AGENT_PORT" pair taken=
  if [ "$DEMO" = yes ] && [ -z "$TRUNK" ] && [ "$BIND" = 127.0.0.1 ]; then
    wanted="$wanted udp:$SECOND_PHONE_PORT tcp:$DEMO_WEB_PORT"
  fi
  for pair in $wanted; do
    ! is_taken "${pair%%:*}" "${pair##*:}" || taken="$taken ${pair##*:}/${pair%%:*}"
  done
  [ -z "$taken" ] || fail "something else listens on$taken; end it, or start with --port-offset N"
}

# prepare_folder NAME DIR: made, and ours to write.
prepare_folder() {
  mkdir -p "$2" 2>/dev/null && [ -w "$2" ] || fail "the $1 folder $2 cannot be made or written by $(id -un)"
}

pid_of() { [ -e "$STATE/$1.pid" ] && cat "$STATE/$1.pid"; }
is_alive() { local pid; pid=$(pid_of "$1") && kill -0 "$pid" 2>/dev/null; }

start_media_server() {
  prepare_folder media "$DATA/media/server"
  local address=$BIND
  "$JAVA" -Xmx512m $MEDIA_GC -jar "$MEDIA_JAR" --bind "$address" --mgcp-port "$MGCP_PORT" \
    --work-dir "$DATA/media/server" --notify "carillon@$BIND:$AGENT_PORT" >"$STATE/log/media-server.log" 2>&1 9>&- &
  echo $! >"$STATE/media-server.pid"
  local i
  for i in $(seq 100); do
    grep -q 'media server is ready' "$STATE/log/media-server.log" && return 0
    is_alive media-server || break
    sleep 0.1
  done
  tail -5 "$STATE/log/media-server.log" >&2
  fail "the media server did not start; see $STATE/log/media-server.log"
}

prepare_server() {
  mkdir -p "$STATE/log" "$STATE/deployments"
  prepare_folder data "$DATA"
  DATA=$(cd "$DATA" && pwd)
  rm -rf "$STATE/configuration" "$STATE/tmp" "$STATE"/deployments/*
  cp -r "$SERVER/standalone/configuration" "$STATE/configuration"
  cp "$EAR" "$STATE/deployments/carillon.ear"
}

# Settings that WildFly and the application read; what is not here has its default (docs/settings.md).
server_options() {
  local networks=${CARILLON_TRUNK_NETWORKS:-127.0.0.0/8} allowed=
  # Whoever can reach the platform from elsewhere must not reach this machine's own servers through it.
  [ "$BIND" != 127.0.0.1 ] || allowed=127.0.0.0/8
  local sip=${CARILLON_SIP_ALLOWED_NETWORKS:-$allowed}
  allowed=${CARILLON_WEBHOOK_ALLOWED_NETWORKS:-$allowed}
  # The server reads CARILLON_DB_URL, _USER and _PASSWORD itself; only the driver follows from the URL.
  case ${CARILLON_DB_URL:-} in jdbc:postgresql:*) echo "-Dcarillon.db.driver=postgresql" ;; esac
  printf '%s\n' \
    "-Djboss.server.base.dir=$STATE" \
    "-Djboss.bind.address=$BIND" \
    "-Djboss.bind.address.management=127.0.0.1" \
    "-Djboss.socket.binding.port-offset=$OFFSET" \
    "-Dcarillon.data=$DATA" \
    "-Dcarillon.public-url=$API" \
    "-Dcarillon.sip-address=$BIND:$SIP_PORT" \
    "-Dcarillon.trunk.networks=$networks" \
    "-Dcarillon.trunk.allowed-prefixes=+" \
    "-Dcarillon.trunk.default=${TRUNK:-sip:127.0.0.1:$SECOND_PHONE_PORT}" \
    "-Dcarillon.webhook.allowed-networks=$allowed" \
    "-Dcarillon.sip.allowed-networks=$sip" \
    "-Dcarillon.media.servers=ms1=carillon://$BIND:$MGCP_PORT" \
    "-Dcarillon.media.mgcp.bind=$BIND" \
    "-Dcarillon.media.mgcp.port=$AGENT_PORT" \
    "-Dcarillon.demo.number=$DEMO_NUMBER" \
    "-Dcarillon.demo.voice-url=http://127.0.0.1:$DEMO_WEB_PORT/demo/voice"
}

start_wildfly() {
  local options
  mapfile -t options < <(server_options)
  JAVA_HOME=$JAVA_HOME JAVA_OPTS="$SERVER_GC -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true \
    --add-opens=java.base/java.lang=ALL-UNNAMED -Dsun.misc.unsafe.memory.access=allow" LAUNCH_JBOSS_IN_BACKGROUND=true \
    setsid "$SERVER/bin/standalone.sh" -c standalone-carillon.xml "${options[@]}" >"$STATE/log/console.log" 2>&1 9>&- &
  echo $! >"$STATE/wildfly.pid"
}

# Shows a dot a second until the platform says that it is ready.
await_ready() {
  local i
  for i in $(seq 240); do
    if curl -fsS -m 2 -o "$STATE/health.json" "http://$BIND:$HTTP_PORT/health" 2>/dev/null; then
      [ -t 1 ] && echo
      return 0
    fi
    is_alive wildfly || break
    [ -t 1 ] && [ $((i % 4)) = 0 ] && printf .
    sleep 0.25
  done
  [ -t 1 ] && echo
  grep -E 'ERROR|WFLYCTL|WFLYSRV' "$STATE/log/server.log" 2>/dev/null | tail -15 >&2
  curl -sS -m 2 "http://$BIND:$HTTP_PORT/health" >&2 || true
  fail "the platform is not ready; see $STATE/log/server.log and $STATE/log/console.log"
}

read_account() {
  local file=$DATA/first-account.properties
  [ -e "$file" ] || fail "the first account was not created: $file is missing"
  ACCOUNT_SID=$(sed -n 's/^account\.sid=//p' "$file")
  AUTH_TOKEN=$(sed -n 's/^account\.token=//p' "$file")
}

# The number may be another account's, and its owner may use it for something else.
asks_demonstration() {
  local numbers="http://$BIND:$HTTP_PORT/2010-04-01/Accounts/$ACCOUNT_SID/IncomingPhoneNumbers.json"
  printf 'user = "%s:%s"\n' "$ACCOUNT_SID" "$AUTH_TOKEN" |
    curl -fsS -m 10 -K - "$numbers?PhoneNumber=%2B${DEMO_NUMBER#+}" | grep -q "127.0.0.1:$DEMO_WEB_PORT/demo/voice"
}

demonstrate() {
  if [ "$DEMO" = no ]; then return 0; fi
  if [ -n "$TRUNK" ]; then
    say "no demonstration call: its second phone stands where the trunk leads, and --trunk leads elsewhere"
    return 0
  fi
  if [ "$BIND" != 127.0.0.1 ]; then
    say "no demonstration call: its web server is on 127.0.0.1, and with --bind $BIND such addresses are refused"
    return 0
  fi
  if ! asks_demonstration; then
    say "no demonstration call: $DEMO_NUMBER is not this account's any more, or asks another URL"
    return 0
  fi
  say "placing the demonstration call to $DEMO_NUMBER"
  CARILLON_AUTH_TOKEN=$AUTH_TOKEN "$JAVA" -jar "$DEMO_JAR" --sip "$BIND:$SIP_PORT" --api "http://$BIND:$HTTP_PORT" \
    --account "$ACCOUNT_SID" --number "$DEMO_NUMBER" --second-phone-port "$SECOND_PHONE_PORT" \
    --web-port "$DEMO_WEB_PORT" || fail "the demonstration call failed; logs are in $STATE/log"
}

# announce TOKEN: the token is for the terminal; files that may be passed on do not hold it.
announce() {
  cat <<TEXT

Carillon is ready
  account SID  $ACCOUNT_SID
  auth token   $1
  API          $API/2010-04-01/Accounts/$ACCOUNT_SID.json
  SIP          sip:$BIND:$SIP_PORT (UDP and TCP)
  logs         $STATE/log
  data         $DATA
TEXT
}

# stop_one NAME SECONDS: what has not ended by then is killed; with it its process group, since WildFly's JVM is a child
# of the script whose pid is known.
stop_one() {
  local pid
  pid=$(pid_of "$1") || return 0
  if kill -TERM "$pid" 2>/dev/null; then
    local i
    for i in $(seq $(($2 * 10))); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL -- "-$pid" 2>/dev/null || kill -KILL "$pid" 2>/dev/null || true
  fi
  rm -f "$STATE/$1.pid"
}

stop_all() {
  rm -f "$STATE/ready"
  stop_one wildfly 15
  stop_one media-server 10
}

choose_java() {
  local heap=2g
  # ZGC wants room, but a small machine has none to give.
  [ "$(awk '/^MemTotal/ { print $2 }' /proc/meminfo)" -gt 5000000 ] || heap=1g
  if JAVA_HOME=$(jdk_home 25); then
    SERVER_GC="-XX:+UseZGC -Xms256m -Xmx$heap"
    MEDIA_GC="-XX:+UseZGC"
  else
    JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
    # With a small young generation, as G1 chooses it, collections are many: docs/reliability.md, Floods.
    SERVER_GC="-XX:+UseG1GC -Xms1g -Xmx1g -Xmn320m"
    MEDIA_GC="-XX:+UseZGC"
  fi
  JAVA=$JAVA_HOME/bin/java
}

run() {
  parse_run_options "$@"
  check_account_variables
  umask 077
  ensure_packages run
  prepare_folder state "$STATE/log"
  is_alive wildfly && fail "it runs already; ./carillon stop --port-offset $OFFSET ends it"
  if [ "$DETACH" = yes ]; then
    detach "$@"
    return
  fi
  exec 9>"$STATE/lock"
  flock -n 9 || fail "$UNDER_WAY"
  check_ports
  build
  choose_java
  trap 'trap - EXIT INT TERM; echo; say "stopping"; stop_all; exit 0' INT TERM
  trap 'stop_all' EXIT
  echo $$ >"$STATE/launcher.pid"
  echo "$BIND" >"$STATE/bind"
  prepare_server
  say "starting the media server"
  start_media_server
  say "starting WildFly ($("$JAVA" -version 2>&1 | head -1))"
  start_wildfly
  await_ready
  read_account
  demonstrate
  announce "in $DATA/first-account.properties" >"$STATE/ready"
  if [ -n "${CARILLON_DETACHED:-}" ]; then cat "$STATE/ready"; else announce "$AUTH_TOKEN"; fi
  while is_alive wildfly && is_alive media-server; do sleep 1; done
  is_alive wildfly || fail "WildFly has ended; see $STATE/log/server.log"
  fail "the media server has ended; see $STATE/log/media-server.log"
}

detach() {
  local arguments=() argument
  for argument in "$@"; do [ "$argument" = --detach ] || arguments+=("$argument"); done
  flock -n "$STATE/lock" true || fail "$UNDER_WAY"
  rm -f "$STATE/ready"
  : >"$STATE/log/run.log"
  build
  CARILLON_DETACHED=yes setsid "$CARILLON_HOME/carillon" run "${arguments[@]}" >"$STATE/log/run.log" 2>&1 </dev/null &
  local launcher=$! shown=0
  trap 'trap - INT TERM; kill -TERM $launcher 2>/dev/null; wait $launcher || true; show_new_lines; exit 130' INT TERM
  until [ -e "$STATE/ready" ] && grep -q 'data ' "$STATE/ready"; do
    show_new_lines
    kill -0 $launcher 2>/dev/null || { show_new_lines; fail "it did not start; see $STATE/log/run.log"; }
    sleep 0.3
  done
  trap - INT TERM
  show_new_lines
}

# The log says in which file the token is; the terminal shows it.
show_new_lines() {
  local now line
  now=$(wc -l <"$STATE/log/run.log")
  [ "$now" -gt "$shown" ] || return 0
  sed -n "$((shown + 1)),${now}p" "$STATE/log/run.log" | while IFS= read -r line; do
    case $line in
      '  auth token   in '*) echo "  auth token   $(sed -n 's/^account\.token=//p' "${line#'  auth token   in '}")" ;;
      *) printf '%s\n' "$line" ;;
    esac
  done
  shown=$now
}

stop() {
  parse_run_options "$@"
  is_alive wildfly || is_alive media-server || is_alive launcher || { say "nothing runs at port offset $OFFSET"; return 0; }
  if is_alive launcher; then
    stop_one launcher 40
  fi
  stop_all
  say "stopped"
}

status() {
  parse_run_options "$@"
  [ ! -e "$STATE/bind" ] || BIND=$(cat "$STATE/bind")
  local part
  for part in wildfly media-server; do
    if is_alive $part; then echo "$part  runs, pid $(pid_of $part)"; else echo "$part  does not run"; fi
  done
  if is_alive wildfly; then
    curl -sS -m 2 "http://$BIND:$HTTP_PORT/health" || true
    echo
    [ -e "$STATE/ready" ] && cat "$STATE/ready"
    return 0
  fi
  return 3
}
