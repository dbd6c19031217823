# soak.sh PLACE SECONDS: a mix of what a system does, round after round, in a folder of its own. Prints what went wrong, and "rounds N".
place=$1
end=$(($(date +%s) + $2))
rounds=0

wrong()
{
    echo "wrong: $place round $rounds: $*"
}

files()
{
    mkdir -p tree/a/b tree/c
    for i in 1 2 3 4 5 6 7 8; do seq 1 $((i * 100)) >tree/a/$i; done
    cp -r tree/a tree/c
    ln -s ../a tree/c/link
    tar cf - tree | gzip -1 | gunzip | tar tf - | sort >list
    find tree | sort >found
    [ "$(sed 's,/$,,' list | wc -l)" = "$(wc -l <found)" ] || wrong tar
    find tree -type f | xargs cat | sort -n | uniq | wc -l | grep -qx 800 || wrong sort
    mv tree/c tree/moved
    chmod -R o-r tree
    rm -rf tree list found
}

processes()
{
    for i in 1 2 3 4 5; do (exit $i) || [ $? = $i ] || wrong exit $i; done
    /test/spawner 10 /test/exit0 | grep -qx "10 of 10" || wrong spawner
    /test/races exits 2 | grep -qx "2 of 2" || wrong threads
    yes | head -c 200000 | md5sum | grep -q . || wrong pipe
    echo a | cat | cat | cat | grep -qx a || wrong pipeline
}

signals()
{
    sleep 5 &
    kill $!
    wait $! 2>/dev/null
    [ $? = 143 ] || wrong signal
    timeout 0.1 sleep 5
    [ $? = 143 ] || wrong timeout
    /test/races stops 2 | grep -qx "2 of 2" || wrong stops
    usleep 1000
}

mounts()
{
    mkdir mnt
    mount -t tmpfs -o size=1m soak mnt || wrong mount
    dd if=/dev/zero of=mnt/full bs=64k count=32 2>/dev/null && wrong full
    mkfifo mnt/fifo
    (echo through >mnt/fifo &)
    [ "$(cat mnt/fifo)" = through ] || wrong fifo
    # Who wrote through the fifo may still be on its way out.
    umount mnt 2>/dev/null || umount -l mnt || wrong umount
    rmdir mnt
}

mkdir -p $place && cd $place || exit 1
while [ $(date +%s) -lt $end ]; do
    files
    processes
    signals 2>/dev/null
    mounts
    rounds=$((rounds + 1))
done
cd / && rm -rf $place
echo "rounds $rounds"
