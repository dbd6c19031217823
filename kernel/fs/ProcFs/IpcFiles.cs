// /proc/sysvipc, and the limits of System V IPC and POSIX message queues. Source: proc_sysvipc(5), proc_sys_kernel(5), mq_overview(7).
using System;
using Lume.Abi;
using Lume.Kernel.Ipc.Posix;
using Lume.Kernel.Ipc.SystemV;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

internal static class IpcFiles
{
    private const FileMode Changeable = (FileMode)0x1A4;
    private const int IndexMask = 0x7FFF;

    public static void AddTo(ProcDirectory root)
    {
        ProcDirectory objects = root.AddDirectory("sysvipc");
        objects.AddFile("shm", WriteSegments);
        objects.AddFile("sem", WriteSemaphores);
        objects.AddFile("msg", WriteMessages);
    }

    public static void AddSettings(ProcDirectory kernel)
    {
        kernel.AddFile("shmmax", static text => text.Number(SharedSegments.MaximumSize).Line(), StoreMaximumSize, Changeable);
        kernel.AddFile("shmall", static text => text.Number(SharedSegments.MaximumPages).Line(), StoreMaximumPages, Changeable);
        kernel.AddFile("shmmni", static text => text.Number((long)SharedSegments.Table.Limit).Line(), StoreSegments, Changeable);
        kernel.AddFile("msgmax", static text => text.Number((long)MessageQueues.MaximumMessage).Line(), StoreMessage, Changeable);
        kernel.AddFile("msgmnb", static text => text.Number((long)MessageQueues.DefaultQueue).Line(), StoreQueue, Changeable);
        kernel.AddFile("msgmni", static text => text.Number((long)MessageQueues.Table.Limit).Line(), StoreQueues, Changeable);
        kernel.AddFile("sem", WriteSemaphoreLimits, StoreSemaphoreLimits, Changeable);
    }

    public static void AddQueueSettings(ProcDirectory files)
    {
        ProcDirectory queues = files.AddDirectory("mqueue");
        queues.AddFile("queues_max", static text => text.Number((long)PosixQueues.MaximumQueues).Line(), StoreQueueCount, Changeable);
        queues.AddFile("msg_max", static text => text.Number((long)PosixQueues.MaximumMessages).Line(), StoreQueueMessages, Changeable);
        queues.AddFile("msgsize_max", static text => text.Number((long)PosixQueues.MaximumSize).Line(), StoreQueueSize, Changeable);
        queues.AddFile("msg_default", static text => text.Number((long)PosixQueues.DefaultMessages).Line(), StoreDefaultMessages, Changeable);
        queues.AddFile("msgsize_default", static text => text.Number((long)PosixQueues.DefaultSize).Line(), StoreDefaultSize, Changeable);
    }

    private static void WriteSegments(ProcText text)
    {
        text.Text("       key      shmid perms                  size  cpid  lpid nattch   uid   gid  cuid  cgid")
            .Text("      atime      dtime      ctime                   rss                  swap\n");
        for (SharedSegment? at = SharedSegments.Table.Next(null); at != null; at = SharedSegments.Table.Next(at))
        {
            SegmentStatus status;
            using (at.Enter())
            {
                status = at.GetStatus();
            }

            WriteName(text, at.Id, in status.Permission);
            Column(text, status.Size, 21);
            Column(text, (ulong)status.Creator, 5);
            Column(text, (ulong)status.LastProcess, 5);
            Column(text.Character(' '), status.Attached, 5);
            WriteOwners(text, in status.Permission);
            WriteTimes(text, status.AttachTime, status.DetachTime, status.ChangeTime);
            Column(text, at.ResidentPages << PageMath.Shift, 21);
            Column(text, 0, 21);
            text.Line();
        }
    }

    private static void WriteSemaphores(ProcText text)
    {
        text.Text("       key      semid perms      nsems   uid   gid  cuid  cgid      otime      ctime\n");
        for (SemaphoreSet? at = Semaphores.Table.Next(null); at != null; at = Semaphores.Table.Next(at))
        {
            SemaphoreSetStatus status;
            using (at.Enter())
            {
                status = at.GetStatus();
            }

            WriteName(text, at.Id, in status.Permission);
            Column(text, status.Count, 10);
            WriteOwners(text, in status.Permission);
            Column(text, (ulong)status.OperationTime, 10);
            Column(text, (ulong)status.ChangeTime, 10);
            text.Line();
        }
    }

    private static void WriteMessages(ProcText text)
    {
        text.Text("       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid  cuid  cgid      stime      rtime      ctime\n");
        for (MessageQueue? at = MessageQueues.Table.Next(null); at != null; at = MessageQueues.Table.Next(at))
        {
            MessageQueueStatus status;
            using (at.Enter())
            {
                status = at.GetStatus();
            }

            WriteName(text, at.Id, in status.Permission);
            Column(text.Character(' '), status.Bytes, 10);
            Column(text, status.Count, 10);
            Column(text, (ulong)status.LastSender, 5);
            Column(text, (ulong)status.LastReceiver, 5);
            WriteOwners(text, in status.Permission);
            WriteTimes(text, status.SendTime, status.ReceiveTime, status.ChangeTime);
            text.Line();
        }
    }

    private static void WriteName(ProcText text, int id, in IpcPermission permission)
    {
        int key = permission.Key;
        int width = 10;
        for (long digits = Math.Abs((long)key); digits >= 10; digits /= 10)
        {
            width--;
        }

        for (int i = key < 0 ? 2 : 1; i < width; i++)
        {
            text.Character(' ');
        }

        Column(text.Number((long)key), (ulong)id, 10);
        WriteMode(text.Text("  "), permission.Mode);
    }

    // "%4o"
    private static void WriteMode(ProcText text, uint mode)
    {
        for (int shift = 9; shift >= 0; shift -= 3)
        {
            bool isLeading = mode >> shift == 0 && shift != 0;
            text.Character(isLeading ? ' ' : (char)('0' + ((mode >> shift) & 7)));
        }
    }

    private static void WriteOwners(ProcText text, in IpcPermission permission)
    {
        Column(text, permission.UserId, 5);
        Column(text, permission.GroupId, 5);
        Column(text, permission.CreatorUserId, 5);
        Column(text, permission.CreatorGroupId, 5);
    }

    private static void WriteTimes(ProcText text, long first, long second, long third)
    {
        Column(text, (ulong)first, 10);
        Column(text, (ulong)second, 10);
        Column(text, (ulong)third, 10);
    }

    private static void Column(ProcText text, ulong value, int width) => text.Character(' ').Padded(value, width);

    private static Errno StoreMaximumSize(ReadOnlySpan<byte> text)
    {
        Errno error = ReadNumber(ref text, 0, ulong.MaxValue, out ulong value);
        SharedSegments.MaximumSize = error == Errno.None ? value : SharedSegments.MaximumSize;
        return error;
    }

    private static Errno StoreMaximumPages(ReadOnlySpan<byte> text)
    {
        Errno error = ReadNumber(ref text, 0, ulong.MaxValue, out ulong value);
        SharedSegments.MaximumPages = error == Errno.None ? value : SharedSegments.MaximumPages;
        return error;
    }

    private static Errno StoreSegments(ReadOnlySpan<byte> text)
    {
        Errno error = ReadNumber(ref text, 0, IndexMask + 1, out ulong value);
        SharedSegments.Table.Limit = error == Errno.None ? (int)value : SharedSegments.Table.Limit;
        return error;
    }

    private static Errno StoreMessage(ReadOnlySpan<byte> text)
    {
        Errno error = ReadNumber(ref text, 0, int.MaxValue, out ulong value);
        MessageQueues.MaximumMessage = error == Errno.None ? (int)value : MessageQueues.MaximumMessage;
        return error;
    }

    private static Errno StoreQueue(ReadOnlySpan<byte> text)
    {
        Errno error = ReadNumber(ref text, 0, int.MaxValue, out ulong value);
        MessageQueues.DefaultQueue = error == Errno.None ? (int)value : MessageQueues.DefaultQueue;
        return error;
    }

    private static Errno StoreQueues(ReadOnlySpan<byte> text)
    {
        Errno error = ReadNumber(ref text, 0, IndexMask + 1, out ulong value);
        MessageQueues.Table.Limit = error == Errno.None ? (int)value : MessageQueues.Table.Limit;
        return error;
    }

    private static Errno StoreQueueCount(ReadOnlySpan<byte> text)
    {
        Errno error = ReadNumber(ref text, 0, int.MaxValue, out ulong value);
        PosixQueues.MaximumQueues = error == Errno.None ? (int)value : PosixQueues.MaximumQueues;
        return error;
    }

    private static Errno StoreQueueMessages(ReadOnlySpan<byte> text)
    {
        Errno error = ReadNumber(ref text, 1, PosixQueues.HardMessages, out ulong value);
        PosixQueues.MaximumMessages = error == Errno.None ? (int)value : PosixQueues.MaximumMessages;
        return error;
    }

    private static Errno StoreQueueSize(ReadOnlySpan<byte> text)
    {
        Errno error = ReadNumber(ref text, 128, PosixQueues.HardSize, out ulong value);
        PosixQueues.MaximumSize = error == Errno.None ? (int)value : PosixQueues.MaximumSize;
        return error;
    }

    private static Errno StoreDefaultMessages(ReadOnlySpan<byte> text)
    {
        Errno error = ReadNumber(ref text, 1, PosixQueues.HardMessages, out ulong value);
        PosixQueues.DefaultMessages = error == Errno.None ? (int)value : PosixQueues.DefaultMessages;
        return error;
    }

    private static Errno StoreDefaultSize(ReadOnlySpan<byte> text)
    {
        Errno error = ReadNumber(ref text, 128, PosixQueues.HardSize, out ulong value);
        PosixQueues.DefaultSize = error == Errno.None ? (int)value : PosixQueues.DefaultSize;
        return error;
    }

    private static void WriteSemaphoreLimits(ProcText text) => text
        .Number((long)Semaphores.MaximumPerSet).Character('\t')
        .Number((long)Semaphores.MaximumTotal).Character('\t')
        .Number((long)Semaphores.MaximumOperations).Character('\t')
        .Number((long)Semaphores.Table.Limit).Line();

    // Semaphores of a set, semaphores in all, operations of a semop, sets; fewer numbers leave the rest as they are.
    private static Errno StoreSemaphoreLimits(ReadOnlySpan<byte> text)
    {
        Span<ulong> values =
            [(ulong)Semaphores.MaximumPerSet, (ulong)Semaphores.MaximumTotal, (ulong)Semaphores.MaximumOperations, (ulong)Semaphores.Table.Limit];
        ReadOnlySpan<ulong> limits = [ushort.MaxValue, int.MaxValue, ushort.MaxValue, IndexMask + 1];
        for (int i = 0; i < values.Length && (i == 0 || text.Length != 0); i++)
        {
            Errno error = ReadNumber(ref text, 0, limits[i], out values[i]);
            if (error != Errno.None)
            {
                return error;
            }
        }

        Semaphores.MaximumPerSet = (int)values[0];
        Semaphores.MaximumTotal = (int)values[1];
        Semaphores.MaximumOperations = (int)values[2];
        Semaphores.Table.Limit = (int)values[3];
        return Errno.None;
    }

    /// <summary>The next number of a text and the blanks behind it. EINVAL when there is none or it is out of range; EPERM for who may not set it.</summary>
    private static Errno ReadNumber(ref ReadOnlySpan<byte> text, ulong minimum, ulong maximum, out ulong value)
    {
        text = text.TrimStart(" \t\n"u8);
        int end = text.IndexOfAny(" \t\n"u8);
        ReadOnlySpan<byte> digits = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[end..].TrimStart(" \t\n"u8);
        if (!AsciiText.TryReadDecimal(digits, out value) || value < minimum || value > maximum)
        {
            return Errno.EINVAL;
        }

        return Thread.Current.Credentials.Has(Capability.Administration) ? Errno.None : Errno.EPERM;
    }
}
