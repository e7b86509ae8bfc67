# shellcheck shell=bash disable=SC2034 # CHANGED is used by install.sh
# The only functions that change the machine. Each says what it does, does it unless --dry-run, and
# notes what is needed to undo it. Run twice, they change nothing the second time.
#
# STATE keeps `files` (what was put, one a line) and `before/` (what lay there first).

say() { printf '%s\n' "$*"; }

# act WORDS...: runs a command on the machine itself. Below --root there is no machine, only its files.
act() {
  say "  run   $*"
  [[ $DRY_RUN == yes || -n $ROOT ]] || "$@"
}

# try WORDS...: as above; what fails is told and left.
try() {
  act "$@" || say "  (failed, goes on without: $*)"
}

# put_file PATH MODE: writes stdin there, and keeps what was there before.
put_file() {
  local path=$1 mode=$2 file=$ROOT$1 text
  text=$(cat; printf .)
  text=${text%.}
  if [[ -f $file && $(stat -c %a "$file") == "$mode" ]] && cmp -s "$file" <(printf '%s' "$text"); then
    say "  same  $path"
    note_file "$path"
    return
  fi
  say "  write $path ($mode)"
  CHANGED=yes
  [[ $DRY_RUN == no ]] || return 0
  if [[ -e $file ]] && ! is_noted "$path"; then
    mkdir -p "$ROOT$STATE/before$(dirname "$path")"
    cp -p "$file" "$ROOT$STATE/before$path"
  fi
  mkdir -p "$(dirname "$file")"
  # Complete or not at all: the power may go at any time.
  printf '%s' "$text" >"$file.new"
  chmod "$mode" "$file.new"
  mv "$file.new" "$file"
  note_file "$path"
}

is_noted() {
  grep -qxF -- "$1" "$ROOT$STATE/files" 2>/dev/null
}

note_file() {
  [[ $DRY_RUN == no ]] || return 0
  is_noted "$1" && return
  mkdir -p "$ROOT$STATE"
  printf '%s\n' "$1" >>"$ROOT$STATE/files"
}

# take_file PATH: removes what was put, and puts back what lay there before.
take_file() {
  local path=$1 before=$ROOT$STATE/before$1
  if [[ -e $before ]]; then
    say "  back  $path"
    [[ $DRY_RUN == yes ]] || mv "$before" "$ROOT$path"
  elif [[ -e $ROOT$path ]]; then
    say "  rm    $path"
    [[ $DRY_RUN == yes ]] || rm -f "$ROOT$path"
  fi
}

# take_stale PATH...: files of an earlier run that this one does not want any more.
take_stale() {
  local path wanted kept=()
  [[ -f $ROOT$STATE/files ]] || return 0
  while read -r path; do
    for wanted in "$@"; do
      if [[ $path == "$wanted" ]]; then
        kept+=("$path")
        continue 2
      fi
    done
    take_file "$path"
  done <"$ROOT$STATE/files"
  [[ $DRY_RUN == yes ]] || printf '%s\n' "${kept[@]}" >"$ROOT$STATE/files"
}

take_all() {
  local path
  [[ -f $ROOT$STATE/files ]] || return 0
  while read -r path; do take_file "$path"; done <"$ROOT$STATE/files"
  [[ $DRY_RUN == yes ]] || rm -rf "$ROOT${STATE:?}" "$ROOT/usr/lib/bang-tin"
}

# remember NAME VALUE: the first value stays, so that the state before the first run is known.
remember() {
  [[ $DRY_RUN == no ]] || return 0
  mkdir -p "$ROOT$STATE"
  [[ -e $ROOT$STATE/$1 ]] || printf '%s\n' "$2" >"$ROOT$STATE/$1"
}

recall() {
  cat "$ROOT$STATE/$1" 2>/dev/null || true
}
