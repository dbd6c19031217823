// fanotify: permission events and their answers.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Vfs.Notices;

public sealed partial class MarkGroup
{
    private readonly WaitQueue _answers = new();

    // What readers have and have not answered.
    private readonly List<AccessQuestion> _asked = [];

    /// <summary>The groups that want to be asked, in the order in which they are. All marks have heard of it.</summary>
    internal static List<MarkGroup> ChooseAsked(in FileNotice notice)
    {
        List<MarkGroup> asked = [];
        foreach (MarkGroup group in All)
        {
            if (group._hasHeard && group.Decide(notice, out _) != FileEvents.None)
            {
                asked.Add(group);
            }
        }

        return asked;
    }

    /// <summary>Asks the readers and waits for the answer. EPERM: denied; ERESTARTSYS: the process is being killed.</summary>
    internal Errno Ask(FileEvents what, PathRef place)
    {
        AccessQuestion question = new(what, _reports, place);
        using (FileNotices.Lock.Enter())
        {
            // Nobody is asked who cannot be: then everything is allowed.
            if (!Enqueue(question))
            {
                return Errno.None;
            }
        }

        IsAnswered condition = new(question);
        Errno error = _answers.WaitUntil(ref condition, SleepMode.Killable);
        if (error != Errno.None)
        {
            GiveUp(question);
            return error;
        }

        return question.IsAllowed ? Errno.None : Errno.EPERM;
    }

    /// <inheritdoc/>
    protected override Result<long> WriteCore(ref UserBuffer source, ref long position)
    {
        if (source.Remaining < MarkResponse.Size)
        {
            return Errno.EINVAL;
        }

        Span<byte> bytes = stackalloc byte[MarkResponse.Size];
        if (source.CopyIn(bytes) != bytes.Length)
        {
            return Errno.EFAULT;
        }

        int descriptor = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        uint response = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (response is not (MarkResponse.Allow or MarkResponse.Deny) || descriptor < 0)
        {
            return Errno.EINVAL;
        }

        Errno error = Answer(descriptor, response == MarkResponse.Allow);
        return error == Errno.None ? bytes.Length : error;
    }

    private Errno Answer(int descriptor, bool isAllowed)
    {
        using (FileNotices.Lock.Enter())
        {
            int place = 0;
            while (place < _asked.Count && _asked[place].Descriptor != descriptor)
            {
                place++;
            }

            if (place == _asked.Count)
            {
                return Errno.ENOENT;
            }

            _asked[place].Answer(isAllowed);
            _asked.RemoveAt(place);
        }

        _answers.WakeAll();
        return Errno.None;
    }

    // The reader has the question, or could not be given it.
    private void AwaitAnswer(AccessQuestion question, int descriptor)
    {
        bool isLost = descriptor < 0;
        using (FileNotices.Lock.Enter())
        {
            if (isLost || _isClosed)
            {
                question.Answer(isAllowed: !isLost);
            }
            else
            {
                question.Descriptor = descriptor;
                _asked.Add(question);
            }
        }

        if (question.IsAnswered)
        {
            _answers.WakeAll();
        }
    }

    // Who asked is being killed. A reader that has the question may still answer it.
    private void GiveUp(AccessQuestion question)
    {
        using (FileNotices.Lock.Enter())
        {
            if (question.IsReported || question.IsAnswered)
            {
                return;
            }

            MarkEvent? before = null;
            for (MarkEvent step = _first!; !ReferenceEquals(step, question); step = step.Next!)
            {
                before = step;
            }

            Unqueue(before, question);
        }

        question.Drop();
    }

    // The group closes: nobody will answer any more.
    private void AllowAll()
    {
        foreach (AccessQuestion question in _asked)
        {
            question.Answer(isAllowed: true);
        }

        _asked.Clear();
        for (MarkEvent? step = _first; step is not null; step = step.Next)
        {
            (step as AccessQuestion)?.Answer(isAllowed: true);
        }
    }

    private readonly struct IsAnswered(AccessQuestion question) : IWaitCondition
    {
        public bool IsMet() => question.IsAnswered;
    }
}
