// What fork, exec and exit do with a descriptor table.
using System.Threading;
using Lume.Abi;

namespace Lume.Kernel.Vfs;

public sealed partial class FileTable
{
    /// <summary>One more process shares the table (CLONE_FILES).</summary>
    public void AddSharer() => Interlocked.Increment(ref _sharers);

    /// <summary>A sharer exits or unshares; the last one closes everything. May sleep.</summary>
    public void RemoveSharer()
    {
        if (Interlocked.Decrement(ref _sharers) == 0)
        {
            CloseRange(0, int.MaxValue);
        }
    }

    /// <summary>A copy for fork: the same open files, each with one more reference. Record locks stay with the parent.</summary>
    public FileTable Clone()
    {
        bool isLocked = Enter();
        FileTable copy = new(_slots.Length);
        for (int i = 0; i < _slots.Length; i++)
        {
            if (_slots[i] is { } file)
            {
                // A slot's own reference keeps the file alive meanwhile.
                file.AddReference();
                copy._slots[i] = file;
                SetBit(copy._used, i, true);
            }
        }

        System.Array.Copy(_closeOnExec, copy._closeOnExec, _closeOnExec.Length);
        Leave(isLocked);
        return copy;
    }

    /// <summary>exec: closes what has FD_CLOEXEC. May sleep.</summary>
    public void CloseOnExec()
    {
        for (int word = 0; word < _closeOnExec.Length; word++)
        {
            while (TakeCloseOnExec(word) is { } file)
            {
                Flush(file);
            }
        }
    }

    /// <summary>close_range(2): closes the open descriptors from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public void CloseRange(int first, int last)
    {
        int descriptor = first;
        while ((descriptor = NextOpen(descriptor)) >= 0 && descriptor <= last)
        {
            Close(descriptor);
            descriptor++;
        }
    }

    /// <summary>close_range(2) with CLOSE_RANGE_CLOEXEC.</summary>
    public void SetCloseOnExecRange(int first, int last)
    {
        int descriptor = first;
        while ((descriptor = NextOpen(descriptor)) >= 0 && descriptor <= last)
        {
            SetCloseOnExec(descriptor, true);
            descriptor++;
        }
    }

    private OpenFile? TakeCloseOnExec(int word)
    {
        bool isLocked = Enter();
        OpenFile? file = null;
        ulong pending = _closeOnExec[word] & _used[word];
        if (pending != 0)
        {
            file = Take((word << 6) + System.Numerics.BitOperations.TrailingZeroCount(pending));
        }

        Leave(isLocked);
        return file;
    }
}

/// <summary>An open file for the length of a system call.</summary>
public readonly ref struct FileLease
{
    private readonly bool _owned;

    internal FileLease(OpenFile file, bool owned)
    {
        File = file;
        _owned = owned;
    }

    /// <summary>The file, or null when the descriptor is not open.</summary>
    public OpenFile? File { get; }

    /// <summary>Gives the reference back, if one was taken.</summary>
    public void Dispose()
    {
        if (_owned)
        {
            File!.Release();
        }
    }
}
