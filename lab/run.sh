#!/bin/bash
# SPDX-License-Identifier: CDDL-1.0
# run.sh: builds a guest, runs the product in it, takes HBAs and NVMe controllers away, and holds what happens against
# what the product had promised. Ends with 0 if every promise was kept. The guest is built once; remove target/guest for
# another. Run as root; needs mmdebstrap, busybox, mkfs.ext4, cpio, QEMU and what the product's build needs.
set -euo pipefail
lab=$(cd "$(dirname "$0")" && pwd -P)
guest=$lab/target/guest
share=$lab/target/share

for command in mmdebstrap busybox mkfs.ext4 cpio qemu-system-x86_64 javac; do
    command -v "$command" >/dev/null || { echo "lab: $command is missing" >&2; exit 4; }
done
mkdir -p "$lab/target"
[ -e "$guest/root.img" ] || { echo "Building the guest." && "$lab/build-guest.sh" "$guest" >"$lab/target/build.log" 2>&1; }
version=$("$lab/../lastpath" version)
rm -rf "$share"
mkdir -p "$share/out"
cp "$lab"/guest/* "$share"
product=$(echo "$lab"/../launcher/target/lastpath-*.tar.gz)
cp "$product" "$share/lastpath.tar.gz"
javac --release 17 -cp "${product%.tar.gz}/lib/*" -d "$share" "$lab/guest/Console.java"
echo "Booting it."
"$lab/boot.sh" "$guest" "$share" || true # what came of it tells
status=$(cat "$share/out/status" 2>/dev/null || echo 4)
[ -e "$share/out/table.md" ] || { echo "lab: the guest did not come to its end, see $share/out/run.log" >&2; exit 4; }
cat "$share/out/table.md"
echo "$version, $(cat "$share/out/versions"), $SECONDS s: $([ "$status" -eq 0 ] || echo "not ")every promise was kept."
exit "$status"
