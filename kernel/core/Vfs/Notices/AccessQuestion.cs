// fanotify: an event that the one who caused it waits for until a reader allows or denies it.
using Lume.Abi;

namespace Lume.Kernel.Vfs.Notices;

/// <summary>A permission event. Under <see cref="FileNotices.Lock"/>; whether it is answered is looked at without.</summary>
internal sealed class AccessQuestion(FileEvents what, MarkGroupFlags reports, PathRef place) : MarkEvent(what, reports, place)
{
    private int _isAnswered;

    /// <summary>Whether who asked may go on.</summary>
    public bool IsAnswered => System.Threading.Volatile.Read(ref _isAnswered) != 0;

    /// <summary>Whether the answer is yes.</summary>
    public bool IsAllowed { get; private set; }

    /// <summary>Whether a reader has it: it is not in the queue any more.</summary>
    public bool IsReported { get; private set; }

    /// <summary>By what descriptor the reader means it.</summary>
    public int Descriptor { get; set; }

    /// <summary>A reader takes it.</summary>
    public void Report() => IsReported = true;

    /// <summary>Answers; the caller wakes who waits.</summary>
    public void Answer(bool isAllowed)
    {
        IsAllowed = isAllowed;
        System.Threading.Volatile.Write(ref _isAnswered, 1);
    }
}
