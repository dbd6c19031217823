// prctl, personality.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;

namespace Lume.Syscalls.Processes;

/// <summary>Process attributes without a call of their own.</summary>
internal static class ControlCalls
{
    private const uint PersonalityQuery = 0xFFFF_FFFF;
    private const long TimerSlack = 50_000;

    public static SyscallResult PrCtl(Thread thread, int option, ulong a1, ulong a2, ulong a3, ulong a4)
    {
        Process process = thread.Process;
        switch ((ProcessControl)option)
        {
            case ProcessControl.SetName:
                return SetName(thread, new UserIn<byte>(a1));
            case ProcessControl.GetName:
                return new UserSpan(a1, Thread.NameLength).Write(thread.Name);
            case ProcessControl.SetParentDeathSignal:
                return a1 <= SignalConstants.Count ? process.SetParentDeathSignal((Signal)a1) : Errno.EINVAL;
            case ProcessControl.GetParentDeathSignal:
                return new UserOut<int>(a1).Write((int)process.GetParentDeathSignal());
            case ProcessControl.GetDumpable:
                return process.IsDumpable ? 1 : 0;
            case ProcessControl.SetDumpable:
                return a1 <= 1 ? process.SetDumpable(a1 == 1) : Errno.EINVAL;
            case ProcessControl.GetKeepCapabilities:
                return thread.Credentials.KeepCapabilities ? 1 : 0;
            case ProcessControl.SetKeepCapabilities:
                return a1 <= 1 ? thread.SetKeepCapabilities(a1 == 1) : Errno.EINVAL;
            case ProcessControl.ReadCapabilityBound:
                return a1 <= (ulong)Capability.Last ? (int)(thread.Credentials.Bounding >> (int)a1 & 1) : Errno.EINVAL;
            case ProcessControl.GetTimerSlack:
                return TimerSlack;
            case ProcessControl.SetChildSubreaper:
                return process.SetSubreaper(a1 != 0);
            case ProcessControl.GetChildSubreaper:
                return new UserOut<int>(a1).Write(process.IsSubreaper ? 1 : 0);
            case ProcessControl.SetNoNewPrivileges:
                return a1 == 1 && (a2 | a3 | a4) == 0 ? process.SetNoNewPrivileges() : Errno.EINVAL;
            case ProcessControl.GetNoNewPrivileges:
                return (a1 | a2 | a3 | a4) == 0 ? (process.NoNewPrivileges ? 1 : 0) : Errno.EINVAL;
            case ProcessControl.GetThreadIdAddress:
                return new UserOut<ulong>(a1).Write(thread.ClearAddress);
            default:
                return Errno.EINVAL;
        }
    }

    public static SyscallResult Personality(Thread thread, uint persona) => thread.Process.ExchangePersonality(persona, persona != PersonalityQuery);

    private static SyscallResult SetName(Thread thread, UserIn<byte> name)
    {
        Span<byte> bytes = stackalloc byte[Thread.NameLength];
        int length = 0;
        while (length < Thread.NameLength - 1)
        {
            Errno error = name.ReadAt(length, out byte next);
            if (error != Errno.None)
            {
                return error;
            }

            if (next == 0)
            {
                break;
            }

            bytes[length++] = next;
        }

        thread.SetName(bytes.Slice(0, length));
        return 0;
    }
}
