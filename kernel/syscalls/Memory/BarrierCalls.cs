// membarrier: a barrier on every hart, paid by the one that asks. Source: membarrier(2).
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;

namespace Lume.Syscalls.Memory;

internal static class BarrierCalls
{
    private const int Query = 0, Global = 1, GlobalExpedited = 2, RegisterGlobal = 4, Private = 8, RegisterPrivate = 16;
    private const int PrivateCore = 32, RegisterPrivateCore = 64, GetRegistrations = 512;
    private const int Supported =
        Global | GlobalExpedited | RegisterGlobal | Private | RegisterPrivate | PrivateCore | RegisterPrivateCore | GetRegistrations;

    public static SyscallResult Invoke(Thread thread, int command, uint flags)
    {
        AddressSpace space = thread.Process.AddressSpace!;
        if (flags != 0)
        {
            return Errno.EINVAL;
        }

        switch (command)
        {
            case Query:
                return Supported;
            case RegisterGlobal or RegisterPrivate or RegisterPrivateCore:
                space.AddBarrierRegistration(command);
                return 0;
            case GetRegistrations:
                return space.BarrierRegistrations;
            case Global or GlobalExpedited:
                SchedulingControl.SynchronizeHarts();
                return 0;
            case Private or PrivateCore:
                // The registration is the command's next bit.
                if ((space.BarrierRegistrations & (command << 1)) == 0)
                {
                    return Errno.EPERM;
                }

                SchedulingControl.SynchronizeHarts();
                return 0;
            default:
                return Errno.EINVAL;
        }
    }
}
