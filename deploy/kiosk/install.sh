#!/bin/bash
# Turns a fresh Raspberry Pi OS (64-bit, Bookworm or later) or Debian PC into a Bảng Tin screen or
# speaker. Run it again with other options to change them, with --uninstall to undo everything.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=lib/answers.sh
. "$here/lib/answers.sh"
# shellcheck source=lib/policy.sh
. "$here/lib/policy.sh"
# shellcheck source=lib/put.sh
. "$here/lib/put.sh"

STATE=/var/lib/bang-tin-install
USER_NAME=bang-tin
HOME_DIR=/var/lib/bang-tin
UNIT=bang-tin-kiosk.service
CHANGED=no

packages() {
  printf '%s\n' cage seatd chromium wlr-randr wayland-utils xwayland alsa-utils ca-certificates
  [[ $KIND == speaker ]] || printf '%s\n' v4l-utils
  [[ -z $CA ]] || printf '%s\n' libnss3-tools
  [[ $UPGRADES == no || $READ_ONLY == yes ]] || printf '%s\n' unattended-upgrades
  [[ $READ_ONLY == no ]] || printf '%s\n' overlayroot
}

install_packages() {
  local name there='' missing=()
  [[ -n $ROOT ]] || there=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null)
  for name in $(packages); do
    [[ $'\n'$there$'\n' == *$'\n'"installed $name"$'\n'* ]] || missing+=("$name")
  done
  ((${#missing[@]} > 0)) || return 0
  # Raspberry Pi OS called it chromium-browser once.
  if [[ -z $ROOT ]] && ! apt-cache show chromium >/dev/null 2>&1 && apt-cache show chromium-browser >/dev/null 2>&1; then
    missing=("${missing[@]/%chromium/chromium-browser}")
  fi
  act apt-get update -q
  act env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}"
}

# No shell, no password, no way to become root: who gets out of the browser has got nowhere.
make_user() {
  if [[ -n $ROOT ]] || ! id "$USER_NAME" >/dev/null 2>&1; then
    act useradd --system --user-group --home-dir "$HOME_DIR" --shell /usr/sbin/nologin "$USER_NAME"
  fi
  # The display and its remote control (CEC), the graphics card, sound; seatd opens the seat for whoever
  # is in its group, which is `video` or, on some systems, `seat`.
  local group groups=()
  for group in video render audio seat; do
    if [[ -n $ROOT ]] || getent group "$group" >/dev/null; then groups+=("$group"); fi
  done
  act usermod -aG "$(IFS=,; echo "${groups[*]}")" "$USER_NAME"
}

# The files that this machine is to have, one a line: path, mode, source.
wanted_files() {
  local file
  for file in session browser watch; do
    printf '%s\n' "/usr/lib/bang-tin/bin/$file 755 bin/$file"
  done
  for file in launch watch; do
    printf '%s\n' "/usr/lib/bang-tin/lib/$file.sh 644 lib/$file.sh"
  done
  printf '%s\n' '/usr/lib/bang-tin/README.md 644 README.md'
  printf '%s\n' "/etc/systemd/system/$UNIT 644 system/$UNIT"
  printf '%s\n' '/etc/systemd/system.conf.d/bang-tin.conf 644 system/watchdog.conf'
  printf '%s\n' '/etc/systemd/journald.conf.d/bang-tin.conf 644 system/journald.conf'
  if [[ $READ_ONLY == yes ]]; then
    printf '%s\n' '/etc/overlayroot.local.conf 644 system/overlayroot.conf'
  elif [[ $UPGRADES == yes ]]; then
    printf '%s\n' '/etc/apt/apt.conf.d/52bang-tin 644 system/upgrades.conf'
    printf '%s\n' '/etc/systemd/system/apt-daily-upgrade.timer.d/bang-tin.conf 644 system/upgrade-time.conf'
  fi
}

put_all() {
  local path mode source paths=()
  while read -r path mode source; do
    put_file "$path" "$mode" <"$here/$source"
    paths+=("$path")
  done < <(wanted_files)
  settings_text | put_file /etc/bang-tin/kiosk.conf 644
  paths+=(/etc/bang-tin/kiosk.conf)
  for path in chromium chromium-browser; do
    # The second name is Raspberry Pi OS's of some years; a browser reads its own folder only.
    [[ $path == chromium || -d $ROOT/etc/$path ]] || continue
    policy_text "$SERVER" "${ALLOW[@]}" | put_file "/etc/$path/policies/managed/bang-tin.json" 644
    paths+=("/etc/$path/policies/managed/bang-tin.json")
  done
  if [[ -n $NTP ]]; then
    printf '[Time]\nNTP=%s\n' "$NTP" | put_file /etc/systemd/timesyncd.conf.d/bang-tin.conf 644
    paths+=(/etc/systemd/timesyncd.conf.d/bang-tin.conf)
  fi
  if [[ -n $CA ]]; then
    put_file /etc/bang-tin/ca.pem 644 <"$CA"
    paths+=(/etc/bang-tin/ca.pem)
  fi
  if [[ -n $DATA ]]; then
    put_data_mount
    paths+=(/etc/systemd/system/var-lib-bang\\x2dtin.mount)
  fi
  take_stale "${paths[@]}"
}

# nofail: a machine whose data partition broke still starts, and says so on the screen.
put_data_mount() {
  put_file '/etc/systemd/system/var-lib-bang\x2dtin.mount' 644 <<UNIT
[Unit]
Description=Bảng Tin: programme, media and plays
Before=$UNIT

[Mount]
What=LABEL=$DATA
Where=$HOME_DIR
Options=noatime,nosuid,nodev,noexec,nofail

[Install]
WantedBy=multi-user.target
UNIT
}

mount_data() {
  act systemctl daemon-reload
  [[ -z $DATA ]] || act systemctl enable --now 'var-lib-bang\x2dtin.mount'
}

# The browser trusts this one authority besides the public ones; checking stays as strict as it is.
trust_ca() {
  [[ -n $CA ]] || return 0
  act install -d -o "$USER_NAME" -g "$USER_NAME" -m 700 "$HOME_DIR" "$HOME_DIR/.pki" "$HOME_DIR/.pki/nssdb"
  local store="sql:$HOME_DIR/.pki/nssdb" as=(runuser -u "$USER_NAME" --)
  [[ -e $HOME_DIR/.pki/nssdb/cert9.db ]] || act "${as[@]}" certutil -d "$store" -N --empty-password
  act "${as[@]}" certutil -d "$store" -A -t C,, -n bang-tin -i /etc/bang-tin/ca.pem
}

switch_on() {
  # A desktop would hold the display.
  if [[ -z $ROOT ]]; then remember target "$(systemctl get-default 2>/dev/null || echo multi-user.target)"; fi
  act systemctl set-default multi-user.target
  try systemctl enable --now systemd-timesyncd.service
  try systemctl restart systemd-journald.service
  act systemctl enable seatd.service "$UNIT"
  if [[ $CHANGED == yes ]]; then try systemctl restart "$UNIT"; fi
}

undo() {
  local target
  say 'Bảng Tin: gỡ cài đặt · uninstalling'
  target=$(recall target)
  try systemctl disable --now "$UNIT"
  [[ ! -e $ROOT/etc/systemd/system/var-lib-bang\\x2dtin.mount ]] || try systemctl disable --now 'var-lib-bang\x2dtin.mount'
  take_all
  try systemctl daemon-reload
  [[ -z $target ]] || try systemctl set-default "$target"
  try systemctl restart systemd-journald.service
  if [[ -n $ROOT ]] || id "$USER_NAME" >/dev/null 2>&1; then try userdel "$USER_NAME"; fi
  say "Kept, because plays may be in it: $HOME_DIR. Packages are left as they are."
}

main() {
  read_answers "$@" || exit 2
  if [[ -z $ROOT && $DRY_RUN == no && $EUID -ne 0 ]]; then
    wrong 'run it with sudo' || exit 1
  fi
  if [[ -z $ROOT && $DRY_RUN == no ]]; then exec > >(tee -a /var/log/bang-tin-install.log) 2>&1; fi
  if [[ $UNINSTALL == yes ]]; then
    undo
    exit
  fi
  say "Bảng Tin: $KIND, $SERVER"
  install_packages
  make_user
  put_all
  mount_data
  trust_ca
  switch_on
  if [[ $CHANGED == no ]]; then say 'Không có gì thay đổi · nothing changed'; fi
  say 'Xong. Hãy khởi động lại máy · Done. Restart the machine: sudo reboot'
}

main "$@"
