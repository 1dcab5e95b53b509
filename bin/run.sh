# SPDX-FileCopyrightText: The Carillon authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ./carillon run, stop, status. Sourced by ./carillon; what is different in a cluster is in cluster.sh.

OFFSET=0
BIND=127.0.0.1
TRUNK=
DATA=run/data
DEMO=yes
DETACH=no
NODES=
DEMO_NUMBER=+15550001

parse_run_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --port-offset | --bind | --trunk | --data | --cluster)
        [ $# -ge 2 ] || fail "$1 needs a value"
        case $1 in
          --port-offset) OFFSET=$2 ;;
          --bind) BIND=$2 ;;
          --trunk) TRUNK=$2 ;;
          --data) DATA=$2 ;;
          --cluster) NODES=$2 ;;
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
  case $NODES in '' | [1-$MOST_NODES]) ;; *) fail "--cluster takes 1 to $MOST_NODES nodes, not '$NODES'" ;; esac
  [ -z "$NODES" ] || [[ $BIND == 127.* ]] ||
    fail "--cluster puts all nodes on loopback addresses; docs/cluster.md tells how to set up machines of their own"
  [ -z "$NODES" ] || ! [[ $BIND =~ ^127\.0\.0\.1[1-9]$ ]] || fail "$BIND is a node's address; choose another one with --bind"
  place_instance
}

# Ports and folders that follow from the offset.
place_instance() {
  # Tests keep what they start among their own files.
  STATE=${CARILLON_STATE:-$PWD/run/instance-$OFFSET}
  UNDER_WAY="another start at port offset $OFFSET is under way; ./carillon stop --port-offset $OFFSET ends it"
  SIP_PORT=$((5060 + OFFSET))
  HTTP_PORT=$((8080 + OFFSET))
  MGCP_PORT=$((2427 + OFFSET))
  AGENT_PORT=$((2428 + OFFSET))
  SECOND_PHONE_PORT=$((25070 + OFFSET))
  DEMO_WEB_PORT=$((25080 + OFFSET))
  DATABASE_PORT=$((5432 + OFFSET))
  MANAGEMENT_PORT=$((9990 + OFFSET))
  NODE_ADDRESS=$BIND
  [ -z "$NODES" ] || NODE_ADDRESS=$(node_address node1)
  API=${CARILLON_PUBLIC_URL:-http://$NODE_ADDRESS:$HTTP_PORT}
}

check_account_variables() {
  [[ ${CARILLON_ACCOUNT_SID:-} =~ ^(AC[0-9a-f]{32})?$ ]] ||
    fail "CARILLON_ACCOUNT_SID is AC and 32 hexadecimal digits in lower case, not '$CARILLON_ACCOUNT_SID'"
  [[ ${CARILLON_AUTH_TOKEN:-} =~ ^([A-Za-z0-9]{16,128})?$ ]] ||
    fail "CARILLON_AUTH_TOKEN must be 16 to 128 letters and digits"
}

# A port that is taken is said at once: the servers would say it late, or not at all.
check_ports() {
  local wanted="udp:$SIP_PORT tcp:$SIP_PORT tcp:$HTTP_PORT tcp:$MANAGEMENT_PORT udp:$MGCP_PORT udp:$AGENT_PORT" pair taken=
  [ -z "$NODES" ] || wanted=$(cluster_ports)
  if [ "$DEMO" = yes ] && [ -z "$TRUNK" ] && [ "$BIND" = 127.0.0.1 ]; then
    wanted="$wanted udp:$SECOND_PHONE_PORT tcp:$DEMO_WEB_PORT"
  fi
  local transport port address
  for pair in $wanted; do
    IFS=: read -r transport port address <<<"$pair"
    # shellcheck disable=SC2086
    ! is_taken "$transport" "$port" $address || taken="$taken ${address:+$address:}$port/$transport"
  done
  [ -z "$taken" ] || fail "something else listens on$taken; end it, or start with --port-offset N"
}

# read_account FILE
read_account() {
  local file=$1
  CREDENTIALS=$file
  [ -e "$file" ] || fail "the first account was not created: $file is missing"
  ACCOUNT_SID=$(sed -n 's/^account\.sid=//p' "$file")
  AUTH_TOKEN=$(sed -n 's/^account\.token=//p' "$file")
}

# The number may be another account's, and its owner may use it for something else.
asks_demonstration() {
  local numbers="http://$NODE_ADDRESS:$HTTP_PORT/2010-04-01/Accounts/$ACCOUNT_SID/IncomingPhoneNumbers.json"
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
  CARILLON_AUTH_TOKEN=$AUTH_TOKEN "$JAVA" -jar "$DEMO_JAR" --sip "$BIND:$SIP_PORT" --api "http://$NODE_ADDRESS:$HTTP_PORT" \
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
  [ -z "$NODES" ] || announce_nodes
}

stop_all() {
  rm -f "$STATE/ready"
  if [ -e "$STATE/cluster" ]; then
    stop_cluster
    return
  fi
  stop_one wildfly 15
  stop_one media-server 10
}

run() {
  parse_run_options "$@"
  check_account_variables
  umask 077
  ensure_packages "${NODES:+cluster}"
  prepare_folder state "$STATE/log"
  { is_alive wildfly || cluster_is_alive; } && fail "it runs already; ./carillon stop --port-offset $OFFSET ends it"
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
  prepare_data
  if [ -n "$NODES" ]; then
    start_cluster
  else
    start_single
  fi
  demonstrate
  announce "in $CREDENTIALS" >"$STATE/ready"
  if [ -n "${CARILLON_DETACHED:-}" ]; then cat "$STATE/ready"; else announce "$AUTH_TOKEN"; fi
  [ -z "$NODES" ] || watch_cluster
  while is_alive wildfly && is_alive media-server; do sleep 1; done
  is_alive wildfly || fail "WildFly has ended; see $STATE/log/server.log"
  fail "the media server has ended; see $STATE/log/media-server.log"
}

start_single() {
  local options
  rm -f "$STATE/cluster"
  prepare_server "$STATE"
  say "starting the media server"
  start_media_server "carillon@$BIND:$AGENT_PORT"
  say "starting WildFly ($("$JAVA" -version 2>&1 | head -1))"
  mapfile -t options < <(server_options && demo_options)
  start_wildfly wildfly "$STATE" standalone-carillon.xml "${options[@]}" \
    "-Djboss.bind.address.management=127.0.0.1" "-Dcarillon.data=$DATA"
  await_ready wildfly "$STATE"
  read_account "$DATA/first-account.properties"
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
  is_alive wildfly || is_alive media-server || cluster_is_alive || is_alive launcher || { say "nothing runs at port offset $OFFSET"; return 0; }
  if is_alive launcher; then
    stop_one launcher 40
  fi
  stop_all
  say "stopped"
}

status() {
  parse_run_options "$@"
  if [ -e "$STATE/cluster" ]; then
    cluster_status
    return
  fi
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
