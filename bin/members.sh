# SPDX-FileCopyrightText: The Carillon authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ./carillon join, drain, leave: nodes come and go while calls run. Sourced by ./carillon.

# parse_member_options NODE? OPTION...: the node, when the command takes one, comes first.
parse_member_options() {
  NODE= WAIT=3600
  while [ $# -gt 0 ]; do
    case $1 in
      --port-offset | --wait)
        [ $# -ge 2 ] || fail "$1 needs a value"
        [[ $2 =~ ^[0-9]{1,6}$ ]] || fail "$1 is a number, not '$2'"
        if [ "$1" = --wait ]; then WAIT=$2; else OFFSET=$2; fi
        shift 2
        ;;
      node[1-9]) NODE=$1; shift ;;
      *) fail "there is no node and no option '$1'; ./carillon help lists them" ;;
    esac
  done
  place_instance
  cluster_is_alive || fail "no cluster runs at port offset $OFFSET; ./carillon run --cluster 2 starts one"
  # shellcheck source=/dev/null
  source "$STATE/cluster"
  # One change of the members at a time.
  exec 8>"$STATE/members.lock"
  flock -n 8 || fail "another join, drain or leave is under way"
}

check_member() {
  [ -n "$NODE" ] || fail "which node? $(members | xargs)"
  [ -e "$STATE/nodes/$NODE" ] && is_alive "$NODE" || fail "there is no $NODE; there are: $(alive_members | xargs)"
}

join() {
  local i pair transport port address taken=
  parse_member_options "$@"
  [ -z "$NODE" ] || fail "join takes no name: the node gets the first one that is free"
  umask 077
  for i in $(seq "$MOST_NODES"); do
    is_alive "node$i" || { NODE=node$i; break; }
  done
  [ -n "$NODE" ] || fail "there are $MOST_NODES nodes already"
  for pair in $(node_ports "$NODE"); do
    IFS=: read -r transport port address <<<"$pair"
    ! is_taken "$transport" "$port" "$address" || taken="$taken $address:$port/$transport"
  done
  [ -z "$taken" ] || fail "something else listens on$taken"
  choose_java
  trap 'stop_one "$NODE" 15' EXIT
  start_node "$NODE" 8>&-
  write_nodes_list
  trap - EXIT
  say "$NODE takes calls; nodes: $(alive_members | xargs)"
}

# take_out: no new calls for the node; its dialogs still reach it.
take_out() {
  local address
  address=$(node_address "$NODE")
  echo draining >"$STATE/nodes/$NODE"
  write_nodes_list
  choose_java
  # The node refuses new calls itself, too: what comes from nodes, and from balancers that were not told.
  JAVA_HOME=$JAVA_HOME "$SERVER/bin/jboss-cli.sh" --connect "--controller=$address:$MANAGEMENT_PORT" --commands=:suspend \
    >"$STATE/$NODE/log/suspend.log" 2>&1 8>&- || fail "$NODE could not be suspended; see $STATE/$NODE/log/suspend.log"
}

# await_no_dialogs: says how many there are each time that it changes, for at most WAIT seconds.
await_no_dialogs() {
  local before= now end=$((SECONDS + WAIT))
  while is_alive "$NODE"; do
    now=$(dialogs_of "$NODE")
    [ "$now" = "$before" ] || say "dialogs left on $NODE: $now"
    before=$now
    [ "$now" != 0 ] || return 0
    [ $SECONDS -lt $end ] || return 1
    sleep 0.5
  done
}

drain() {
  parse_member_options "$@"
  check_member
  take_out
  await_no_dialogs || fail "$NODE goes on draining; dialogs left: $(dialogs_of "$NODE")"
  say "$NODE is drained"
}

leave() {
  parse_member_options "$@"
  check_member
  [ "$(alive_members)" != "$NODE" ] || fail "$NODE is the last node; ./carillon stop ends the cluster"
  take_out
  await_no_dialogs || say "$NODE is stopped; dialogs left: $(dialogs_of "$NODE")"
  rm -f "$STATE/nodes/$NODE"
  stop_one "$NODE" 15
  write_nodes_list
  say "$NODE has left; nodes: $(alive_members | xargs)"
}
