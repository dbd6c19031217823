// /dev/null, zero, full, random, urandom. Source: Linux mem(4), null(4), full(4), random(4).
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Devices;

/// <summary>Takes everything, gives nothing.</summary>
public sealed class NullDevice : CharacterDevice
{
    /// <inheritdoc/>
    public override string Kind => "mem";

    /// <inheritdoc/>
    public override bool IgnoresPositions => true;

    /// <inheritdoc/>
    public override Result<long> Read(DeviceFile file, ref UserBuffer destination, ref long position) => 0;

    /// <inheritdoc/>
    public override Result<long> Write(DeviceFile file, ref UserBuffer source, ref long position) => Swallow(ref source);

    internal static Result<long> Swallow(ref UserBuffer source)
    {
        long length = source.Remaining;
        source.Skip(length);
        return length;
    }
}

/// <summary>Gives zeroes; <paramref name="isFull"/> makes it /dev/full, which takes nothing.</summary>
public sealed class ZeroDevice(bool isFull) : CharacterDevice
{
    /// <inheritdoc/>
    public override string Kind => "mem";

    /// <inheritdoc/>
    public override bool IgnoresPositions => true;

    /// <inheritdoc/>
    public override Result<long> Read(DeviceFile file, ref UserBuffer destination, ref long position)
    {
        long wanted = destination.Remaining;
        long done = destination.CopyOutZeroes(wanted);
        return done == 0 && wanted > 0 ? Errno.EFAULT : done;
    }

    /// <inheritdoc/>
    public override Result<long> Write(DeviceFile file, ref UserBuffer source, ref long position) =>
        isFull ? Errno.ENOSPC : NullDevice.Swallow(ref source);
}

/// <summary>Random numbers; both nodes never block once the pool is seeded at boot.</summary>
public sealed class RandomDevice : CharacterDevice
{
    /// <inheritdoc/>
    public override string Kind => "mem";

    /// <inheritdoc/>
    public override bool IgnoresPositions => true;

    // Who waits for the pool to be seeded would be told; it is, from boot on, so nobody is.
    private readonly AsyncList _signals = new();

    /// <inheritdoc/>
    public override bool SupportsAsync => true;

    /// <inheritdoc/>
    public override AsyncList? Signals => _signals;

    /// <inheritdoc/>
    public override Result<long> Read(DeviceFile file, ref UserBuffer destination, ref long position)
    {
        long done = RandomPool.Fill(ref destination);
        return done == 0 && destination.Faulted ? Errno.EFAULT : done;
    }

    /// <inheritdoc/>
    public override Result<long> Write(DeviceFile file, ref UserBuffer source, ref long position)
    {
        long done = RandomPool.Mix(ref source);
        return done == 0 && source.Faulted ? Errno.EFAULT : done;
    }
}
