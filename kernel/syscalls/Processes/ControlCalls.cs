// prctl, personality.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Syscalls.Security;

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
                return thread.Credentials.Has(SecureBits.KeepCapabilities) ? 1 : 0;
            case ProcessControl.SetKeepCapabilities:
                return a1 <= 1 ? CredentialCalls.Apply(thread, IdentityChange.SetKeepCapabilities(thread.Credentials, a1 == 1)) : Errno.EINVAL;
            case ProcessControl.GetSecureBits:
                return (uint)thread.Credentials.SecureBits;
            case ProcessControl.SetSecureBits:
                return CredentialCalls.Apply(thread, IdentityChange.SetSecureBits(thread.Credentials, a1));
            case ProcessControl.DropCapabilityBound:
                return CredentialCalls.Apply(thread, IdentityChange.DropBound(thread.Credentials, a1));
            case ProcessControl.AmbientCapabilities:
                return Ambient(thread, a1, a2, a3 | a4);
            case ProcessControl.ReadCapabilityBound:
                return IdentityChange.IsCapability(a1) ? (int)(thread.Credentials.Bounding >> (int)a1 & 1) : Errno.EINVAL;
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

    private static SyscallResult Ambient(Thread thread, ulong operation, ulong capability, ulong rest)
    {
        const ulong isSet = 1, raise = 2, lower = 3, clearAll = 4;
        Credentials credentials = thread.Credentials;
        bool isValid = rest == 0 && (operation == clearAll ? capability == 0 : IdentityChange.IsCapability(capability));
        switch (isValid ? operation : 0)
        {
            case isSet:
                return (int)(credentials.Ambient >> (int)capability & 1);
            case raise or lower:
                return CredentialCalls.Apply(thread, IdentityChange.SetAmbient(credentials, capability, operation == raise));
            case clearAll:
                return CredentialCalls.Apply(thread, new Credentials(credentials) { Ambient = 0 });
            default:
                return Errno.EINVAL;
        }
    }

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
