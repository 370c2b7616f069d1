/**
 * Built-ins and programs that write none of the runner's files unless the script itself names the file to them: they run
 * no code of the repository, and know nothing of GitHub's runner.
 */
export const plainPrograms: ReadonlySet<string> = new Set(
  [
    ": [ [[ alias break cd continue declare dirs echo exit export false for getopts hash let local mapfile popd printf pushd",
    "pwd read readarray readonly return select set shift shopt test true type typeset ulimit umask unalias unset wait",
    "apt-get awk base32 base64 basename bc bunzip2 bzip2 cat chgrp chmod chown cksum cmp column comm cp cpio csplit curl cut",
    "date dd df diff dig dirname dmidecode dpkg dpkg-query du egrep expand expr factor fgrep file find fmt fold free fuser",
    "gawk getconf getent git gpg grep groups gunzip gzip head hexdump host hostname id iconv ifconfig install ip jq join",
    "kill killall ldconfig ldd less ln logger logname ls lsb_release lsblk lscpu lsof mawk md5 md5sum mkdir mkfifo mktemp",
    "more mount mv nc nl nm nproc nslookup numfmt objdump od openssl paste patch pathchk ping pgrep pkill pr ps readelf",
    "readlink realpath rev rm rmdir rsync scp sed seq sha1sum sha224sum sha256sum sha384sum sha512sum shasum shuf size",
    "sleep sort split ss stat strip strings stty sum sw_vers sync sysctl systemctl tac tail tar tee touch tput tr tree",
    "truncate tsort tty umount uname unexpand uniq unlink unxz unzip unzstd uptime users uuidgen vmstat wc wget whereis",
    "which who whoami xmllint xxd xz yq zcat zgrep zip zstd",
    "aws az docker gcloud gh helm kubectl podman skopeo crane cosign",
  ]
    .join(" ")
    .split(" "),
);

/** Programs that run what follows them, behind options of their own. */
export const prefixPrograms: ReadonlySet<string> = new Set("builtin command nice nohup sudo time".split(" "));

/** Options by which one of those runs another program. */
export const runningOptions = /^-(?:exec|execdir|ok|okdir)$/;
