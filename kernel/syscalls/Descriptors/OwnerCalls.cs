// fcntl's commands about the owner of a file's signals. Source: fcntl(2).
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Descriptors;

internal static class OwnerCalls
{
    public static SyscallResult Fcntl(OpenFile file, FcntlCommand command, ulong argument)
    {
        switch (command)
        {
            case FcntlCommand.SetOwner:
                return SetOwner(file, (int)argument);
            case FcntlCommand.GetOwner:
                int id = file.GetOwner(out OwnerKind kind);
                return kind == OwnerKind.Group ? -id : id;
            case FcntlCommand.SetOwnerOfKind:
                return SetOwner(file, new UserIn<FileOwnerRequest>(argument));
            case FcntlCommand.GetOwnerOfKind:
                FileOwnerRequest owner = default;
                owner.Id = file.GetOwner(out owner.Kind);
                return new UserOut<FileOwnerRequest>(argument).Write(owner);
            case FcntlCommand.GetOwnerUsers:
                return GetUsers(file, argument);
            case FcntlCommand.SetSignal:
                return SetSignal(file, argument);
            default:
                return (int)file.OwnerSignal;
        }
    }

    private static SyscallResult SetOwner(OpenFile file, int id)
    {
        if (id == int.MinValue)
        {
            return Errno.EINVAL;
        }

        return id < 0 ? file.SetOwner(OwnerKind.Group, -id) : file.SetOwner(OwnerKind.Process, id);
    }

    private static SyscallResult SetOwner(OpenFile file, UserIn<FileOwnerRequest> request)
    {
        Errno error = request.Read(out FileOwnerRequest owner);
        if (error == Errno.None && owner.Kind is not (OwnerKind.Thread or OwnerKind.Process or OwnerKind.Group))
        {
            error = Errno.EINVAL;
        }

        return error == Errno.None ? file.SetOwner(owner.Kind, owner.Id) : error;
    }

    private static SyscallResult GetUsers(OpenFile file, ulong address)
    {
        file.GetOwnerUsers(out uint real, out uint effective);
        Errno error = new UserOut<uint>(address).Write(real);
        return error == Errno.None ? new UserOut<uint>(address + sizeof(uint)).Write(effective) : error;
    }

    private static SyscallResult SetSignal(OpenFile file, ulong signal)
    {
        if ((uint)signal > SignalConstants.Count)
        {
            return Errno.EINVAL;
        }

        file.OwnerSignal = (Signal)(int)signal;
        return 0;
    }
}
