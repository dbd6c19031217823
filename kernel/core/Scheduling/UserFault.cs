// Exceptions of user code: page faults are resolved, the rest become signals as Linux gives them.
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Scheduling;

/// <summary>Exceptions from user mode. Signals and codes as Linux arch/riscv/kernel/traps.c documents them by its behaviour.</summary>
internal static class UserFault
{
    /// <summary>Handles one; interrupts are on. The signal, if any, is delivered on the way back.</summary>
    public static void Handle(ref TrapFrame frame)
    {
        switch (frame.Cause)
        {
            case TrapCause.InstructionPage:
                Resolve(ref frame, FaultAccess.Execute);
                break;
            case TrapCause.LoadPage:
                Resolve(ref frame, FaultAccess.Read);
                break;
            case TrapCause.StorePage:
                Resolve(ref frame, FaultAccess.Write);
                break;
            case TrapCause.IllegalInstruction:
                OnIllegal(ref frame);
                break;
            case TrapCause.Breakpoint:
                SignalSender.Force(Signal.SIGTRAP, SignalCode.Breakpoint, frame.Pc);
                break;
            case TrapCause.InstructionMisaligned:
            case TrapCause.LoadMisaligned:
            case TrapCause.StoreMisaligned:
                SignalSender.Force(Signal.SIGBUS, SignalCode.Misaligned, frame.Pc);
                break;
            case TrapCause.InstructionAccess:
            case TrapCause.LoadAccess:
            case TrapCause.StoreAccess:
                SignalSender.Force(Signal.SIGSEGV, SignalCode.NoAccess, frame.Pc);
                break;
            default:
                SignalSender.Force(Signal.SIGILL, SignalCode.IllegalOpcode, frame.Pc);
                break;
        }
    }

    // Floating point is off until a thread first uses it: then the instruction runs again with it on.
    private static void OnIllegal(ref TrapFrame frame)
    {
        using (Interrupts.Mask())
        {
            if (FloatState.TryEnable(ref frame))
            {
                return;
            }
        }

        SignalSender.Force(Signal.SIGILL, SignalCode.IllegalOpcode, frame.Pc);
    }

    private static void Resolve(ref TrapFrame frame, FaultAccess access)
    {
        ulong address = frame.Value;
        Process process = Thread.Current.Process;
        FaultOutcome outcome = process.AddressSpace!.Resolve(address, access);
        switch (outcome)
        {
            case FaultOutcome.Resolved:
                Thread.Current.MinorFaults++;
                break;
            case FaultOutcome.NotMapped:
                SignalSender.Force(Signal.SIGSEGV, SignalCode.NotMapped, address);
                break;
            case FaultOutcome.NotAllowed:
                SignalSender.Force(Signal.SIGSEGV, SignalCode.NoAccess, address);
                break;
            case FaultOutcome.NoPage:
                SignalSender.Force(Signal.SIGBUS, SignalCode.NoAddress, address);
                break;
            case FaultOutcome.OutOfMemory:
                RelieveOrEnd();
                break;
        }
    }

    /// <summary>Memory is out: the instruction runs again when somebody else made room, or the process ends.</summary>
    public static void RelieveOrEnd()
    {
        if (!MemoryShortage.Relieve())
        {
            Thread.Current.Process.BeginEnd(WaitStatus.Killed((int)Signal.SIGKILL, coreDumped: false));
        }
    }
}
