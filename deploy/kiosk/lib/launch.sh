# shellcheck shell=bash
# How Chromium is started: its flags, the page, the card that sounds. Reads only what it is given.

# browser_flags PROFILE CACHE ALSA_DEVICE: a flag a line. Nothing here may weaken TLS or the sandbox.
browser_flags() {
  local profile=$1 cache=$2 device=$3
  cat <<FLAGS
--kiosk
--ozone-platform=wayland
--user-data-dir=$profile
--disk-cache-dir=$cache
--disk-cache-size=52428800
--autoplay-policy=no-user-gesture-required
--unlimited-storage
--no-first-run
--no-default-browser-check
--noerrdialogs
--hide-crash-restore-bubble
--disable-background-networking
--password-store=basic
--disable-pinch
--overscroll-history-navigation=0
FLAGS
  [[ -z $device ]] || printf '%s\n' "--alsa-output-device=$device"
}

# player_url SERVER KEPT: `kept` tells the player that this machine's clock runs on without power, or
# was set by the network, so that it may be believed before the server was heard.
player_url() {
  if [[ $2 == yes ]]; then printf '%s/player#clock=kept\n' "$1"; else printf '%s/player\n' "$1"; fi
}

# clock_is_kept NOW_S SYS RUN: yes or no. SYS and RUN are /sys and /run.
clock_is_kept() {
  local now=$1 sys=$2 run=$3 rtc stands volts
  rtc=$sys/class/rtc/rtc0
  if [[ -e $run/systemd/timesync/synchronized ]]; then
    echo yes
    return
  fi
  # The kernel took its time from a clock chip ...
  if [[ "$(cat "$rtc/hctosys" 2>/dev/null)" != 1 ]]; then
    echo no
    return
  fi
  # ... that has a battery: a Raspberry Pi 5 has the chip, but a battery only if somebody bought one.
  volts=$(cat "$rtc/device/battery_voltage" "$rtc/battery_voltage" 2>/dev/null | head -n 1)
  if [[ -n $volts ]] && ((volts < 1000000)); then
    echo no
    return
  fi
  # A chip whose battery died starts in the past; systemd then sets the system's clock forward, and
  # the two differ.
  stands=$(cat "$rtc/since_epoch" 2>/dev/null || echo 0)
  if ((now - stands < 120 && stands - now < 120)); then echo yes; else echo no; fi
}

# sound_device WHERE CARDS_FILE: the ALSA device, or nothing: Chromium's own choice.
# The file is /proc/asound/cards: ` 0 [vc4hdmi0       ]: vc4-hdmi - vc4-hdmi-0`.
sound_device() {
  local where=$1 file=$2 pattern card
  case $where in
    auto | none) return ;;
    hdmi) pattern='hdmi|\]: HDA-Intel - HDA.*(HDMI|NVidia)' ;;
    jack) pattern='\[(Headphones|PCH|Generic|ALSA|sndrpi)' ;;
    usb) pattern=']: USB-Audio' ;;
    *) pattern="\\[$where *\\]" ;;
  esac
  card=$(grep -Ei -- "$pattern" "$file" 2>/dev/null | sed -n '1s/^[^[]*\[ *\([^] ]*\) *\].*/\1/p')
  [[ -z $card ]] || printf 'sysdefault:CARD=%s\n' "$card"
}
