# shellcheck shell=bash disable=SC2034 # the answers are used by install.sh
# What the technician wants: options become checked settings. Changes nothing on the machine.

usage() {
  cat <<'TEXT'
Biến máy này thành màn hình hoặc loa Bảng Tin · Turns this machine into a Bảng Tin screen or speaker

  sudo ./install.sh --server https://bangtin.example.edu.vn [options]

  --server URL          địa chỉ máy chủ · the server's address, https or http, without a path
  --kind screen|speaker màn hình (mặc định) hay loa · a screen (usual) or a speaker
  --sound WHERE         auto, hdmi, jack, usb, none, hoặc tên card · or an ALSA card's name (auto)
  --rotate DEGREES      0, 90, 180, 270: xoay hình · turns the picture (0)
  --hours HH:MM-HH:MM   giờ bật màn hình, ví dụ 06:15-17:30 · when the panel is on (always)
  --allow ORIGIN        cho phép thêm trang web này trong khung · lets frames show this site; repeatable
  --ca FILE             chứng thư CA riêng của máy chủ · a private CA of the server, PEM
  --ntp HOST            máy chủ giờ · a time server
  --data LABEL          phân vùng giữ dữ liệu · partition that keeps the data
  --read-only           hệ thống chỉ đọc, cần --data · read-only system, needs --data
  --no-upgrades         không tự cập nhật bảo mật ban đêm · no security upgrades by night
  --uninstall           gỡ mọi thứ đã cài · undoes everything
  --dry-run             chỉ in ra những gì sẽ làm · only tells what would be done
  --root DIR            làm trong thư mục này thay cho / · works on a system below DIR (for tests)
TEXT
}

wrong() {
  printf 'install.sh: %s\n' "$1" >&2
  return 2
}

# Scheme, host and port, and nothing else: what goes into policies and flags must hold no surprises.
is_origin() {
  [[ $1 =~ ^https?://([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(:[0-9]{1,5})?$ ]]
}

is_hours() {
  [[ $1 =~ ^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$ ]] &&
    [[ ${1%-*} != "${1#*-}" ]]
}

read_answers() {
  SERVER='' KIND=screen SOUND=auto ROTATE=0 HOURS='' CA='' NTP='' DATA=''
  ALLOW=() READ_ONLY=no UPGRADES=yes UNINSTALL=no DRY_RUN=no ROOT=''
  while (($# > 0)); do
    case $1 in
      --server | --kind | --sound | --rotate | --hours | --allow | --ca | --ntp | --data | --root)
        (($# > 1)) || { wrong "$1 needs a value"; return 2; }
        ;;
    esac
    case $1 in
      --server) SERVER=${2%/}; shift ;;
      --kind) KIND=$2; shift ;;
      --sound | --output) SOUND=$2; shift ;;
      --rotate) ROTATE=$2; shift ;;
      --hours) HOURS=$2; shift ;;
      --allow) ALLOW+=("${2%/}"); shift ;;
      --ca) CA=$2; shift ;;
      --ntp) NTP=$2; shift ;;
      --data) DATA=$2; shift ;;
      --root) ROOT=${2%/}; shift ;;
      --read-only) READ_ONLY=yes ;;
      --no-upgrades) UPGRADES=no ;;
      --uninstall) UNINSTALL=yes ;;
      --dry-run) DRY_RUN=yes ;;
      --help | -h) usage; exit 0 ;;
      *) wrong "unknown option $1 (see --help)"; return 2 ;;
    esac
    shift
  done
  [[ $UNINSTALL == yes ]] && return 0
  check_answers
}

check_answers() {
  local site
  is_origin "$SERVER" || { wrong '--server needs an address such as https://bangtin.example.edu.vn'; return 2; }
  [[ $KIND == screen || $KIND == speaker ]] || { wrong '--kind is screen or speaker'; return 2; }
  [[ $SOUND =~ ^[A-Za-z0-9_-]+$ ]] || { wrong '--sound is auto, hdmi, jack, usb, none or a card'; return 2; }
  [[ $ROTATE =~ ^(0|90|180|270)$ ]] || { wrong '--rotate is 0, 90, 180 or 270'; return 2; }
  [[ -z $HOURS ]] || is_hours "$HOURS" || { wrong '--hours looks like 06:15-17:30'; return 2; }
  [[ -z $NTP || $NTP =~ ^[A-Za-z0-9.:-]+$ ]] || { wrong '--ntp is the name of a host'; return 2; }
  [[ -z $DATA || $DATA =~ ^[A-Za-z0-9_-]+$ ]] || { wrong '--data is the label of a partition'; return 2; }
  for site in "${ALLOW[@]}"; do
    is_origin "$site" || { wrong "--allow needs an origin such as https://example.edu.vn, not $site"; return 2; }
  done
  [[ -z $CA ]] || grep -q -- '-----BEGIN CERTIFICATE-----' "$CA" 2>/dev/null ||
    { wrong "--ca: $CA is no certificate in PEM"; return 2; }
  [[ $READ_ONLY == no || -n $DATA ]] ||
    { wrong '--read-only needs --data: without it the programme and the plays are lost at each start'; return 2; }
}

# /etc/bang-tin/kiosk.conf: read by the programs of the kiosk, and a good place to look things up.
settings_text() {
  cat <<TEXT
# Written by install.sh; run it again to change this.
SERVER=$SERVER
KIND=$KIND
SOUND=$SOUND
ROTATE=$ROTATE
HOURS=$HOURS
TEXT
}
