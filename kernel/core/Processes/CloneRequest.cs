// What clone, clone3, fork and vfork ask for, in one form.
using Lume.Abi;

namespace Lume.Kernel.Processes;

/// <summary>The arguments of a clone after decoding.</summary>
public struct CloneRequest
{
    /// <summary>CLONE_* flags, without the exit signal.</summary>
    public CloneFlags Flags;

    /// <summary>Signal that the parent gets at the child's end; None for none.</summary>
    public Signal ExitSignal;

    /// <summary>Stack pointer of the child, 0 to keep the parent's.</summary>
    public ulong Stack;

    /// <summary>Thread pointer of the child with CLONE_SETTLS.</summary>
    public ulong ThreadLocal;

    /// <summary>Where CLONE_PARENT_SETTID writes the child's id.</summary>
    public ulong ParentThreadId;

    /// <summary>Where CLONE_CHILD_SETTID writes and CLONE_CHILD_CLEARTID clears the child's id.</summary>
    public ulong ChildThreadId;

    /// <summary>Where CLONE_PIDFD writes the descriptor.</summary>
    public ulong Descriptor;

    /// <summary>EINVAL for combinations that Linux refuses and for what Lume does not have (namespaces, control groups, descriptors of threads).</summary>
    public readonly Errno Check()
    {
        const CloneFlags absent = CloneFlags.Namespaces | CloneFlags.IntoControlGroup;
        if ((Flags & absent) != 0)
        {
            return Errno.EINVAL;
        }

        bool threads = (Flags & CloneFlags.Thread) != 0;
        bool handlers = (Flags & CloneFlags.SignalHandlers) != 0;
        if ((Flags & CloneFlags.PidFd) != 0 && (threads || (Flags & CloneFlags.Detached) != 0))
        {
            return Errno.EINVAL;
        }

        if ((threads && !handlers) || (handlers && (Flags & CloneFlags.Memory) == 0)
            || (handlers && (Flags & CloneFlags.ClearSignalHandlers) != 0))
        {
            return Errno.EINVAL;
        }

        return (int)ExitSignal > SignalConstants.Count ? Errno.EINVAL : Errno.None;
    }
}
