# shellcheck shell=bash
# What the watcher decides, each time it looks. Reads only what it is given.

minutes_of() {
  printf '%d\n' "$((10#${1%:*} * 60 + 10#${1#*:}))"
}

# panel_wanted HOURS NOW KNOWN: on or off. HOURS `06:15-17:30` or empty, NOW `HH:MM`; over midnight too.
# A machine that does not know the time leaves the panel on: a dark screen in a lesson is the worse error.
panel_wanted() {
  local hours=$1 known=$3 from to now
  if [[ -z $hours || $known != yes ]]; then
    echo on
    return
  fi
  from=$(minutes_of "${hours%-*}") to=$(minutes_of "${hours#*-}") now=$(minutes_of "$2")
  if ((from < to ? now >= from && now < to : now >= from || now < to)); then echo on; else echo off; fi
}

# pulse_of PROFILE: changes as long as the player lives. Every few seconds the page writes the time
# into its database, so that a page, a browser or a disk that hangs changes nothing here any more.
pulse_of() {
  find "$1" -path '*/IndexedDB/*' -type f -printf '%T@ %s %p\n' 2>/dev/null | sort | cksum
}

# is_alive SINCE_PULSE_S SINCE_START_S EVER: whether systemd's watchdog is to be fed.
# A page that never had a pulse may be waiting for its first visit to the server, or telling that its
# address is not secure: restarting it every three minutes would help nobody.
is_alive() {
  local since_pulse=$1 since_start=$2 ever=$3
  if [[ $ever == yes ]]; then ((since_pulse < 60)); else ((since_start < 900)); fi
}

# connected_displays SYS: how many displays are plugged in.
connected_displays() {
  grep -lx connected "$1"/class/drm/card*-*/status 2>/dev/null | wc -l
}

# output_orders WANTED TRANSFORM: reads what `wlr-randr` prints, and tells `NAME off` or `NAME on` for
# each output that is not as it is to be. To order what is so already could cost a frame.
output_orders() {
  awk -v wanted="$1" -v transform="$2" '
    function tell() {
      if (name == "") return
      if (wanted == "off" && enabled == "yes") print name, "off"
      if (wanted == "on" && (enabled != "yes" || turned != transform)) print name, "on"
    }
    /^[A-Za-z]/ { tell(); name = $1; enabled = ""; turned = transform }
    /^ *Enabled:/ { enabled = $2 }
    /^ *Transform:/ { turned = $2 }
    END { tell() }'
}

# must_restart CONNECTED OUTPUTS LOOKS: cage that was started without a display binds none for good.
# After three looks at a display that is plugged in and not bound, only a new start helps.
must_restart() {
  (($1 > 0 && $2 == 0 && $3 >= 3))
}

# power_of: on, off or unknown, from what `cec-ctl --give-device-power-status` prints on stdin.
power_of() {
  sed -n 's/.*pwr-state: *\([a-z-]*\).*/\1/p' | {
    read -r state || state=''
    case $state in
      on | to-on) echo on ;;
      standby | to-standby) echo off ;;
      *) echo unknown ;;
    esac
  }
}

# address_of: this machine's place among the devices, from what `cec-ctl` prints on stdin.
address_of() {
  sed -n 's/^[[:space:]]*Physical Address *: *\([0-9a-f.]*\).*/\1/p' | head -n 1
}

# cec_again WANTED REPORTED TRIED: whether to send the order (again). A display that never
# answers is told three times, one that says it is in the wrong state ten times.
cec_again() {
  local wanted=$1 reported=$2 tried=$3
  [[ $wanted != "$reported" ]] || return 1
  if [[ $reported == unknown ]]; then ((tried < 3)); else ((tried < 10)); fi
}
