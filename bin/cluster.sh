# SPDX-FileCopyrightText: The Carillon authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ./carillon run --cluster N, join, drain, leave. Sourced by ./carillon.
#
# Everything is on loopback addresses: the balancer on BIND, the nodes on 127.0.0.11, 127.0.0.12, ... with equal ports. A
# node is a member as long as there is a file of its name in nodes/ of the state folder; the file says whether it is drained.

MOST_NODES=5
TEMPLATE=wildfly-config/cluster/kamailio.cfg

node_address() { echo "127.0.0.$((10 + ${1#node}))"; }
members() { [ ! -d "$STATE/nodes" ] || ls "$STATE/nodes"; }
alive_members() { local name; for name in $(members); do ! is_alive "$name" || echo "$name"; done; }

cluster_is_alive() {
  local part
  [ -e "$STATE/cluster" ] || return 1
  for part in launcher balancer media-server postgres $(members); do ! is_alive "$part" || return 0; done
  return 1
}

# Ports as transport:port:address.
cluster_ports() {
  local i
  echo "udp:$SIP_PORT:$BIND tcp:$SIP_PORT:$BIND udp:$MGCP_PORT:$BIND"
  [ -n "${CARILLON_DB_URL:-}" ] || echo "tcp:$DATABASE_PORT:127.0.0.1"
  for i in $(seq "$NODES"); do node_ports "node$i"; done
}

node_ports() {
  local address pair
  address=$(node_address "$1")
  for pair in udp:$SIP_PORT tcp:$SIP_PORT tcp:$HTTP_PORT tcp:$MANAGEMENT_PORT udp:$AGENT_PORT tcp:$((7600 + OFFSET)) \
    tcp:$((7601 + OFFSET)); do
    echo "$pair:$address"
  done
}

# each_address N FORMAT: of the nodes 1 to N, with commas.
each_address() {
  local i list=
  # shellcheck disable=SC2059
  for i in $(seq "$1"); do list=$list,$(printf "$2" "$(node_address "node$i")"); done
  echo "${list#,}"
}

# PostgreSQL does not run as root; its user must then be able to reach its folder, but nothing else in ours.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then exec setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else exec "$@"; fi
}

prepare_database() {
  local folder=$DATA/postgres password
  [ -e "$DATA/postgres.password" ] || (random_hex 16 >"$DATA/postgres.password")
  if [ "$(id -u)" = 0 ]; then
    case $DATA in "$PWD"/run/*) chmod 711 run ;; esac
    chmod 711 "$DATA"
    (as_postgres test -x "$DATA") ||
      fail "PostgreSQL runs as the user postgres, who cannot reach $DATA; choose another folder with --data"
  fi
  [ ! -e "$folder/PG_VERSION" ] || return 0
  say "making the database in $folder"
  rm -rf "$folder" "$folder.new"
  mkdir "$folder.new"
  password=$(mktemp)
  cat "$DATA/postgres.password" >"$password"
  [ "$(id -u)" != 0 ] || chown postgres: "$folder.new" "$password"
  (as_postgres "$POSTGRES/initdb" --auth=scram-sha-256 --username=carillon --pwfile="$password" --encoding=UTF8 \
    --locale=C -D "$folder.new") >"$STATE/log/postgres.log" 2>&1 || {
    rm -f "$password"
    fail "the database could not be made; see $STATE/log/postgres.log"
  }
  rm -f "$password"
  mv "$folder.new" "$folder"
}

random_hex() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n' && echo; }

start_database() {
  [ -z "${CARILLON_DB_URL:-}" ] || return 0
  POSTGRES=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -1)
  [ -x "$POSTGRES/postgres" ] || fail "there is no PostgreSQL below /usr/lib/postgresql; set CARILLON_DB_URL to use another one"
  prepare_database
  say "starting PostgreSQL"
  # Its connections: 20 a node, and some for people.
  (as_postgres setsid "$POSTGRES/postgres" -D "$DATA/postgres" -p "$DATABASE_PORT" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= -c max_connections=$((20 * MOST_NODES + 10))) >>"$STATE/log/postgres.log" 2>&1 9>&- &
  echo $! >"$STATE/postgres.pid"
  await_part postgres "$POSTGRES/pg_isready" -q -h 127.0.0.1 -p "$DATABASE_PORT"
}

# await_part NAME COMMAND...: until the command succeeds, for 30 s.
await_part() {
  local name=$1 i
  shift
  for i in $(seq 150); do
    ! "$@" >/dev/null 2>&1 || return 0
    is_alive "$name" || break
    sleep 0.2
  done
  tail -5 "$STATE/log/$name.log" >&2
  fail "$name did not start; see $STATE/log/$name.log"
}

balancer_rpc() { kamcmd -s "unix:$STATE/balancer/control" "$@"; }

# Which nodes there are, as kamailio.cfg explains it; a balancer that runs is told.
write_nodes_list() {
  local name address list=$STATE/balancer/nodes.list
  for name in $(members); do
    address=sip:$(node_address "$name"):$SIP_PORT
    [ "$(cat "$STATE/nodes/$name")" != running ] || echo "1 $address 8 0 node=$name"
    echo "2 $address 0 0 node=$name"
  done >"$list.new"
  mv "$list.new" "$list"
  ! is_alive balancer || balancer_rpc dispatcher.reload >/dev/null || fail "the balancer did not read $list"
}

start_balancer() {
  [ ${#STATE} -le 85 ] || fail "the path $STATE is too long for a socket; put the project into a folder with a shorter path"
  say "starting the balancer"
  rm -f "$STATE/balancer/control"
  sed -e "s/{{address}}/$BIND/g; s/{{port}}/$SIP_PORT/g; s#{{folder}}#$STATE/balancer#g" "$TEMPLATE" \
    >"$STATE/balancer/kamailio.cfg"
  # In the foreground, so that its pid is known; with socket buffers as large as the nodes'.
  setsid kamailio -f "$STATE/balancer/kamailio.cfg" -DD -E -m 128 -M 8 -b 4194304 -Y "$STATE/balancer" \
    >"$STATE/log/balancer.log" 2>&1 9>&- &
  echo $! >"$STATE/balancer.pid"
  disown
  await_part balancer balancer_rpc core.version
}

# What one node has that others have not, on top of server_options.
node_options() {
  local name=$1 i others=
  for i in $(seq "$NODES"); do
    [ "node$i" = "$name" ] || others=$others,$(node_address "node$i"):$AGENT_PORT
  done
  printf '%s\n' \
    "-Djboss.node.name=$name" \
    "-Djboss.tx.node.id=$name" \
    "-Djboss.bind.address.management=$NODE_ADDRESS" \
    "-Dcarillon.node=$name" \
    "-Dcarillon.data=$DATA/$name" \
    "-Dcarillon.recordings=$DATA/recordings" \
    "-Dcarillon.sip.public-address=$BIND" \
    "-Dcarillon.sip.public-port=$SIP_PORT" \
    "-Dcarillon.sip.balancers=$BIND" \
    "-Dcarillon.cluster.address=$NODE_ADDRESS" \
    "-Dcarillon.cluster.hosts=$(each_address "$NODES" "%s[$((7600 + OFFSET))]")" \
    "-Dcarillon.media.mgcp.exclusive=false" \
    "-Dcarillon.media.mgcp.other-agents=${others#,}"
  [ -n "${CARILLON_DB_URL:-}" ] || printf '%s\n' \
    "-Dcarillon.db.driver=postgresql" "-Dcarillon.db.url=jdbc:postgresql://127.0.0.1:$DATABASE_PORT/postgres"
  [ "$name" != node1 ] || demo_options
}

# The key that seals auth tokens in the database is the same for all; neither it nor the password stands on a command line.
start_node() {
  local name=$1 options
  NODE_ADDRESS=$(node_address "$name")
  prepare_server "$STATE/$name"
  prepare_folder "node's data" "$DATA/$name"
  [ -e "$DATA/secret.key" ] || random_hex 32 >"$DATA/secret.key"
  install -m 600 "$DATA/secret.key" "$DATA/$name/secret.key"
  mapfile -t options < <(server_options && node_options "$name")
  if [ -z "${CARILLON_DB_URL:-}" ]; then
    export CARILLON_DB_USER=carillon CARILLON_DB_PASSWORD
    CARILLON_DB_PASSWORD=$(cat "$DATA/postgres.password")
  fi
  say "starting $name on $NODE_ADDRESS"
  start_wildfly "$name" "$STATE/$name" standalone-carillon-ha.xml "${options[@]}"
  await_ready "$name" "$STATE/$name"
  echo running >"$STATE/nodes/$name"
}

start_cluster() {
  local i
  mkdir -p "$STATE/balancer"
  rm -rf "$STATE/nodes" && mkdir "$STATE/nodes"
  save_cluster
  start_database
  say "starting the media server"
  start_media_server "$(each_address "$MOST_NODES" "carillon@%s:$AGENT_PORT")"
  # One after the other: the first makes schema and account, and two that start share the processors anyway.
  for i in $(seq "$NODES"); do start_node "node$i"; done
  write_nodes_list
  start_balancer
  NODE_ADDRESS=$(node_address node1)
  read_account "$DATA/node1/first-account.properties"
}

# What join, drain and leave must know of the run.
save_cluster() {
  local name
  for name in BIND TRUNK DATA NODES API; do printf '%s=%q\n' "$name" "${!name}"; done >"$STATE/cluster"
  # Settings of the environment hold for all nodes; the file is for its owner only, since a password may be among them.
  for name in "${!CARILLON_@}"; do
    case $name in CARILLON_HOME | CARILLON_DETACHED | CARILLON_IS_BUILT | CARILLON_STATE) ;; *) printf 'export %s=%q\n' "$name" "${!name}" ;; esac
  done >>"$STATE/cluster"
}

announce_nodes() {
  local name
  for name in $(members); do echo "  $name        http://$(node_address "$name"):$HTTP_PORT, log $STATE/$name/log/server.log"; done
}

# A node that ends does not end the rest; only where nothing else can do its work it is over.
watch_cluster() {
  local name part
  while :; do
    for name in $(members); do
      if ! is_alive "$name" && [ "$(cat "$STATE/nodes/$name" 2>/dev/null)" != ended ]; then
        say "$name has ended; see $STATE/$name/log/server.log. ./carillon join starts it again"
        echo ended >"$STATE/nodes/$name"
      fi
    done
    [ -n "$(alive_members)" ] || fail "no node is left"
    # It keeps nothing, so that nobody notices more than a moment's silence.
    is_alive balancer || { say "the balancer has ended and is started again"; start_balancer; }
    for part in media-server postgres; do
      [ ! -e "$STATE/$part.pid" ] || is_alive "$part" || fail "the part $part has ended; see $STATE/log/$part.log"
    done
    sleep 1
  done
}

stop_cluster() {
  local name
  stop_one balancer 5
  # All at once: each has to say goodbye to the others.
  for name in $(alive_members); do kill -TERM "$(pid_of "$name")" 2>/dev/null || true; done
  for name in $(members); do stop_one "$name" 20; done
  stop_one media-server 10
  # A fast shutdown, not one that waits for its clients.
  ! is_alive postgres || kill -INT "$(pid_of postgres)" 2>/dev/null || true
  stop_one postgres 20
  rm -rf "$STATE/cluster" "$STATE/nodes"
}

cluster_status() {
  local part
  # shellcheck source=/dev/null
  source "$STATE/cluster"
  for part in balancer media-server postgres $(members); do
    if is_alive "$part"; then
      echo "$part  runs, pid $(pid_of "$part")$(node_status "$part")"
    elif [ -e "$STATE/$part.pid" ]; then
      echo "$part  does not run"
    fi
  done
  [ ! -e "$STATE/ready" ] || cat "$STATE/ready"
  [ -n "$(alive_members)" ] && is_alive balancer || return 3
}

# Of a node: what it says of its health, and how much it has to do.
node_status() {
  case $1 in node*) ;; *) return 0 ;; esac
  local address
  address=$(node_address "$1")
  printf ', %s, %s' "$(cat "$STATE/nodes/$1")" "$(dialogs_of "$1") dialogs"
  printf ', '
  curl -sS -m 2 "http://$address:$HTTP_PORT/health" || true
}

# How many SIP sessions have a dialog, or a request that is not answered.
dialogs_of() {
  local address
  address=$(node_address "$1")
  curl -fsS -m 5 "http://$address:$MANAGEMENT_PORT/metrics" 2>/dev/null |
    awk '/^sip_dialogs_left/ { printf "%d", $2; found = 1 } END { if (!found) printf "?" }'
}
