// What a new user thread does once, in its own memory, before its first instruction.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Scheduling;

public sealed partial class Thread
{
    /// <summary>CLONE_CHILD_SETTID: user address that gets the id, or 0.</summary>
    internal ulong SetOnStart { get; set; }

    /// <summary>What init does in the kernel before it is a program.</summary>
    internal Action? StartBody { get; set; }

    internal void OnFirstReturn()
    {
        if (StartBody is { } body)
        {
            StartBody = null;
            body();
        }

        if (SetOnStart != 0)
        {
            // A bad address is the program's loss, as in Linux.
            new UserOut<int>(SetOnStart).Write(Id);
            SetOnStart = 0;
        }
    }
}
