#!/bin/bash
# SPDX-License-Identifier: CDDL-1.0
# boot.sh GUEST SHARE: boots the guest of build-guest.sh with four HBAs and three controllers of one NVMe subsystem.
# The folder SHARE is /mnt/share in the guest, which runs the file "run" in it and powers itself off. No network.
set -euo pipefail
guest=$1
share=$2
disks=$guest/disks
devices=()
slots=0

slot() { # a PCIe slot of its own, so that what sits in it can be taken away
    slots=$((slots + 1))
    devices+=(-device "pcie-root-port,id=slot$slots,bus=pcie.0,chassis=$slots,slot=$slots")
}

disk() { # disk NAME SIZE
    truncate -s "$2" "$disks/$1"
    devices+=(-blockdev "driver=raw,node-name=$1,file.driver=file,file.filename=$disks/$1,file.locking=off")
}

lun() { # lun NUMBER SIZE HBA... : one path through each HBA named; one named twice has two paths
    local number=$1 hba target=0 before=
    disk "lun$1" "$2"
    shift 2
    for hba in "$@"; do
        target=$([ "$hba" = "$before" ] && echo 1 || echo 0)
        before=$hba
        devices+=(-device "scsi-hd,bus=hba$hba.0,scsi-id=$target,lun=$number,drive=lun$number,share-rw=on$(identity)")
    done
}

identity() { # what makes paths to the same disk known as such, and their target port
    printf ',serial=LUN%d,device_id=lun%d,wwn=0x5000c5%010x,port_wwn=0x5000c5aa%08x,port_index=%d' \
        "$number" "$number" "$((0x1000 + number))" "$((hba * 8 + target))" "$((hba * 8 + target + 1))"
}

namespace() { # namespace NUMBER: shared by all controllers
    disk "ns$1" 64M
    devices+=(-device "nvme-ns,drive=ns$1,bus=nvme0,nsid=$1,shared=on")
}

rm -rf "$disks"
mkdir -p "$disks"
for hba in 0 1 2 3; do
    slot
    devices+=(-device "virtio-scsi-pci,id=hba$hba,bus=slot$slots,num_queues=1")
done
lun 1 64M 0 1      # ext4 on the map itself
lun 2 64M 1 2 3    # LVM
lun 3 64M 0 1      # one half of the md raid1
lun 4 64M 2 3      # the other half
lun 5 64M 0 1 2    # dm-crypt
lun 6 64M 2 3      # swap
lun 7 64M 0 3      # idle
lun 8 64M 3        # a single path, ext4
lun 9 64M 0 0      # two paths through one HBA, ext4
lun 10 64M 0 2     # held open by a process
lun 11 64M 0 1 2 3 # ext4 on a partition
devices+=(-device "nvme-subsys,id=subsystem,nqn=lab")
for controller in 0 1 2; do
    slot
    devices+=(-device "nvme,id=nvme$controller,serial=LABNVME,subsys=subsystem,bus=slot$slots")
done
namespace 1 # ext4
namespace 2 # LVM
namespace 3 # idle

timeout --kill-after=5 "${LAB_TIMEOUT:-1200}" qemu-system-x86_64 \
    -machine q35 -accel tcg,thread=multi -cpu max -smp 2 -m 2048 \
    -nodefaults -no-user-config -no-reboot -display none -monitor none -nic none -serial "file:$share/console.log" \
    -kernel "$guest/vmlinuz" -initrd "$guest/initrd.img" \
    -append "console=ttyS0 root=/dev/vda rw panic=-1 quiet systemd.show_status=0 nvme_core.multipath=Y mitigations=off" \
    -drive "file=$guest/root.img,if=none,id=root,format=raw,snapshot=on,cache=unsafe" -device virtio-blk-pci,drive=root \
    -fsdev "local,id=work,path=$share,security_model=none" -device virtio-9p-pci,fsdev=work,mount_tag=work \
    "${devices[@]}"
rm -rf "$disks"
