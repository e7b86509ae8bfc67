#!/bin/sh
# Runs a program that reads hostile bytes, within limits:
#   limited.sh <memory bytes> <largest file bytes> <CPU seconds> <program> [arguments]
# nice: screens and people come first. pdeathsig: when the server is killed, what it started must
# not go on writing; the job is claimed again after the restart.
memory=$1 file=$2 cpu=$3
shift 3
exec prlimit --as="$memory" --fsize="$file" --cpu="$cpu" --core=0 -- \
  nice -n 10 setpriv --pdeathsig KILL -- "$@"
