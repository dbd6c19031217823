// The boot loader's initramfs: unpacked, and its memory given back.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Logging;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.Initramfs;

/// <summary>Unpacks what the boot loader left in memory. Frees it piece by piece, so that the image is never there twice.</summary>
public static class BootInitramfs
{
    /// <summary>Fills the root. False when there is no image; a damaged one is reported, and what came before the damage stays.</summary>
    public static bool TryUnpack(PathRef root)
    {
        MemoryRange range = BootInfo.Initramfs;
        if (range.Length == 0)
        {
            return false;
        }

        MemorySource source = new(range);
        InitramfsOutcome outcome = InitramfsLoader.Load(source, root);
        source.Finish();
        if (outcome.Failure is { } failure)
        {
            KernelLog.Begin(LogLevel.Error).Text("initramfs is damaged: ").Text(failure).Text(", after ").Number(outcome.Made).Text(" entries").End();
        }

        if (outcome.Refused > 0)
        {
            KernelLog.Begin(LogLevel.Error).Text("initramfs: ").Number(outcome.Refused).Text(" entries refused, the first with error ")
                .Number((long)outcome.FirstError).End();
        }

        return true;
    }

    private sealed class MemorySource(MemoryRange range) : ImageSource
    {
        private const ulong PieceSize = 1 << 20;

        private ulong _next = range.Start.Value;
        private ulong _donated = range.Start.Value;

        public override Span<byte> Next()
        {
            Donate(_next);
            ulong length = Math.Min(PieceSize, range.End - _next);
            int offset = (int)(_next & (MemoryLayout.PageSize - 1));
            Frame first = new PhysicalAddress(_next).Frame;
            int frames = (offset + (int)length + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize;
            _next += length;
            return length == 0 ? default : PageLease.Open(first, frames).Bytes.Slice(offset, (int)length);
        }

        public void Finish() => Donate(range.End);

        // Whole pages only: the page on which a piece ends still holds the next one's beginning.
        private void Donate(ulong end)
        {
            ulong mask = MemoryLayout.PageSize - 1;
            ulong from = (_donated + mask) & ~mask;
            ulong to = end & ~mask;
            if (to > from)
            {
                FrameAllocator.Donate(new MemoryRange(from, to - from));
                _donated = to;
            }
        }
    }
}
