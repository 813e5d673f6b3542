#!/bin/bash
# SPDX-License-Identifier: CDDL-1.0
# build-guest.sh DIR: makes the guest's disk (root.img), kernel (vmlinuz) and first file system (initrd.img) in DIR.
# Debian packages come from this host's own package sources. Run as root.
set -euo pipefail
out=$1
root=$out/rootfs
packages=systemd-sysv,udev,dbus,kmod,procps,util-linux,fdisk,e2fsprogs,multipath-tools,dmsetup,lvm2,mdadm,cryptsetup-bin
packages+=,nvme-cli,pciutils,python3,openjdk-17-jre-headless,linux-image-amd64

sources() { # this host's package sources, in either of apt's formats
    find /etc/apt/sources.list /etc/apt/sources.list.d -name '*.list' -o -name '*.sources' 2>/dev/null
}

install_packages() {
    rm -rf "$root"
    mkdir -p "$out"
    # shellcheck disable=SC1091,SC2016,SC2046 # a file of the host; $1 is for the hook; one argument for each file of sources
    mmdebstrap --mode=root --variant=minbase --include="$packages" \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt=force-confold --aptopt='Acquire::Languages "none"' \
        --setup-hook='mkdir -p "$1/usr/share/man/man1"' \
        --essential-hook='mkdir -p "$1/etc/initramfs-tools"' \
        --essential-hook='echo update_initramfs=no >"$1/etc/initramfs-tools/update-initramfs.conf"' \
        "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$root" $(sources)
}

# The guest runs what the host shares with it, and powers itself off.
configure() {
    local units=$root/etc/systemd/system
    echo lab >"$root/etc/hostname"
    echo '/dev/vda / ext4 defaults 0 1' >"$root/etc/fstab"
    mkdir -p "$root/mnt/share" "$units/multi-user.target.wants"
    cat >"$units/lab.service" <<'UNIT'
[Unit]
After=basic.target systemd-udev-settle.service
Wants=systemd-udev-settle.service
[Service]
Type=oneshot
TimeoutStartSec=infinity
ExecStart=/bin/sh -c 'modprobe 9pnet_virtio; mount -t 9p -o trans=virtio,version=9p2000.L,msize=262144 work /mnt/share'
ExecStart=/bin/bash /mnt/share/run
ExecStopPost=/usr/bin/systemctl poweroff --force --force
UNIT
    ln -sf ../lab.service "$units/multi-user.target.wants/lab.service"
    ln -sf /lib/systemd/system/multi-user.target "$units/default.target"
    chroot "$root" systemctl --quiet mask multipathd.service multipathd.socket mdadm-shutdown.service \
        apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer fstrim.timer dpkg-db-backup.timer \
        nvmf-autoconnect.service nvmefc-boot-connections.service 2>/dev/null
    rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/*
}

# Busybox and the few modules that it takes to mount the disk.
make_initrd() {
    local kernel module path modules=() initrd=$out/initrd
    kernel=$(basename "$(ls -d "$root"/lib/modules/*)")
    cp "$root/boot/vmlinuz-$kernel" "$out/vmlinuz"
    rm -rf "$initrd"
    mkdir -p "$initrd"/{bin,dev,proc,sys,newroot,modules}
    cp "$(command -v busybox)" "$initrd/bin/busybox"
    for module in virtio_pci virtio_blk ext4 crc32c_generic; do
        for path in $(chroot "$root" modprobe -S "$kernel" --show-depends "$module" | awk '$1 == "insmod" {print $2}'); do
            cp -n "$root$path" "$initrd/modules/"
            modules+=("$(basename "$path")")
        done
    done
    cat >"$initrd/init" <<INIT
#!/bin/busybox sh
b=/bin/busybox
\$b mount -t proc proc /proc; \$b mount -t sysfs sysfs /sys; \$b mount -t devtmpfs dev /dev
for m in ${modules[*]}; do \$b insmod /modules/\$m 2>/dev/null; done
until [ -b /dev/vda ]; do \$b sleep 0.1; done
\$b mount -t ext4 /dev/vda /newroot
\$b umount /proc; \$b umount /sys; \$b mount --move /dev /newroot/dev
exec \$b switch_root /newroot /sbin/init
INIT
    chmod +x "$initrd/init"
    (cd "$initrd" && find . | cpio --quiet -o -H newc | gzip -1) >"$out/initrd.img"
}

install_packages
configure
make_initrd
rm -f "$out/root.img"
truncate -s 2500M "$out/root.img"
mkfs.ext4 -q -d "$root" "$out/root.img"
rm -rf "$root" "$out/initrd"
