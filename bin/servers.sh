# SPDX-FileCopyrightText: The Carillon authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# Starting and stopping servers: what one node and a cluster have in common. Sourced by ./carillon.

# is_taken udp|tcp PORT [ADDRESS]: by the kernel's tables, since nothing else is on every machine. Of an address, who listens
# on it or on all of them counts; the tables have it backwards.
is_taken() {
  local file files=() address=
  for file in "/proc/net/$1" "/proc/net/${1}6"; do [ ! -r "$file" ] || files+=("$file"); done
  [ ${#files[@]} -gt 0 ] || return 1
  # shellcheck disable=SC2046
  [ -z "${3:-}" ] || address=$(printf '%02X%02X%02X%02X' $(echo "$3" | awk -F. '{ print $4, $3, $2, $1 }'))
  awk -v port="$(printf '%04X' "$2")" -v listening="$([ "$1" = tcp ] && echo 0A || echo 07)" -v address="$address" '
    $4 == listening {
      n = split($2, local_address, ":")
      if (local_address[n] == port && (address == "" || local_address[1] ~ "^0+$" || local_address[1] ~ address "$")) found = 1
    }
    END { exit !found }' "${files[@]}"
}

# prepare_folder NAME DIR: made, and ours to write.
prepare_folder() {
  mkdir -p "$2" 2>/dev/null && [ -w "$2" ] || fail "the $1 folder $2 cannot be made or written by $(id -un)"
}

pid_of() { [ -e "$STATE/$1.pid" ] && cat "$STATE/$1.pid"; }
is_alive() { local pid; pid=$(pid_of "$1") && kill -0 "$pid" 2>/dev/null; }

# start_media_server AGENTS: whom it notifies, besides those that its commands come from.
start_media_server() {
  prepare_folder media "$DATA/media/server"
  "$JAVA" -Xmx512m $MEDIA_GC -jar "$MEDIA_JAR" --bind "$BIND" --mgcp-port "$MGCP_PORT" \
    --work-dir "$DATA/media/server" --notify "$1" >"$STATE/log/media-server.log" 2>&1 9>&- &
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

prepare_data() {
  prepare_folder data "$DATA"
  DATA=$(cd "$DATA" && pwd)
}

# prepare_server DIR: the server itself is never written to; what it changes is in DIR.
prepare_server() {
  mkdir -p "$1/log" "$1/deployments"
  rm -rf "$1/configuration" "$1/tmp" "$1"/deployments/*
  cp -r "$SERVER/standalone/configuration" "$1/configuration"
  cp "$EAR" "$1/deployments/carillon.ear"
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
    "-Djboss.bind.address=$NODE_ADDRESS" \
    "-Djboss.socket.binding.port-offset=$OFFSET" \
    "-Dcarillon.public-url=$API" \
    "-Dcarillon.sip-address=$BIND:$SIP_PORT" \
    "-Dcarillon.trunk.networks=$networks" \
    "-Dcarillon.trunk.allowed-prefixes=+" \
    "-Dcarillon.trunk.default=${TRUNK:-sip:127.0.0.1:$SECOND_PHONE_PORT}" \
    "-Dcarillon.webhook.allowed-networks=$allowed" \
    "-Dcarillon.sip.allowed-networks=$sip" \
    "-Dcarillon.media.servers=ms1=carillon://$BIND:$MGCP_PORT" \
    "-Dcarillon.media.mgcp.bind=$NODE_ADDRESS" \
    "-Dcarillon.media.mgcp.port=$AGENT_PORT"
}

# The number and its owner are in the database, so one node is enough to make them.
demo_options() {
  printf '%s\n' \
    "-Dcarillon.demo.number=$DEMO_NUMBER" \
    "-Dcarillon.demo.voice-url=http://127.0.0.1:$DEMO_WEB_PORT/demo/voice"
}

# start_wildfly NAME DIR CONFIGURATION OPTION...
start_wildfly() {
  local name=$1 home=$2 configuration=$3
  shift 3
  JAVA_HOME=$JAVA_HOME JAVA_OPTS="$SERVER_GC -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true \
    --add-opens=java.base/java.lang=ALL-UNNAMED -Dsun.misc.unsafe.memory.access=allow" LAUNCH_JBOSS_IN_BACKGROUND=true \
    setsid "$SERVER/bin/standalone.sh" -c "$configuration" "-Djboss.server.base.dir=$home" "$@" \
    >"$home/log/console.log" 2>&1 9>&- &
  echo $! >"$STATE/$name.pid"
  # Of its end we speak ourselves.
  disown
}

# await_ready NAME DIR: shows a dot a second until the server at NODE_ADDRESS says that it is ready.
await_ready() {
  local i health=http://$NODE_ADDRESS:$HTTP_PORT/health
  for i in $(seq 240); do
    if curl -fsS -m 2 -o "$2/health.json" "$health" 2>/dev/null; then
      [ -t 1 ] && echo
      return 0
    fi
    is_alive "$1" || break
    [ -t 1 ] && [ $((i % 4)) = 0 ] && printf .
    sleep 0.25
  done
  [ -t 1 ] && echo
  grep -E 'ERROR|WFLYCTL|WFLYSRV' "$2/log/server.log" 2>/dev/null | tail -15 >&2
  curl -sS -m 2 "$health" >&2 || true
  fail "the platform is not ready; see $2/log/server.log and $2/log/console.log"
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

choose_java() {
  local heap=2g
  # ZGC wants room, but a small machine has none to give, and several nodes share it.
  [ -z "$NODES" ] && [ "$(awk '/^MemTotal/ { print $2 }' /proc/meminfo)" -gt 5000000 ] || heap=1g
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
