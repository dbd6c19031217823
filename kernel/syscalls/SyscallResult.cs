// What a system call handler returns: one register.
using Lume.Abi;

namespace Lume.Syscalls;

/// <summary>A value or a negative errno, as a0 carries it. Handlers return values, errnos and results; all convert by themselves.</summary>
public readonly struct SyscallResult
{
    /// <summary>The value for a0.</summary>
    public readonly long Value;

    /// <summary>From the value for a0.</summary>
    public SyscallResult(long value) => Value = value;

    /// <summary>A plain value.</summary>
    public static implicit operator SyscallResult(long value) => new(value);

    /// <summary>An address or a large size.</summary>
    public static implicit operator SyscallResult(ulong value) => new((long)value);

    /// <summary>A plain value.</summary>
    public static implicit operator SyscallResult(int value) => new(value);

    /// <summary>An id.</summary>
    public static implicit operator SyscallResult(uint value) => new(value);

    /// <summary>An error, or 0 for none.</summary>
    public static implicit operator SyscallResult(Errno error) => new(-(long)error);

    /// <summary>0 or an error.</summary>
    public static implicit operator SyscallResult(Result result) => new(-(long)result.Error);

    /// <summary>A value or an error.</summary>
    public static implicit operator SyscallResult(Result<int> result) => new(result.IsOk ? result.Value : -(long)result.Error);

    /// <summary>A value or an error.</summary>
    public static implicit operator SyscallResult(Result<long> result) => new(result.IsOk ? result.Value : -(long)result.Error);

    /// <summary>An address or an error.</summary>
    public static implicit operator SyscallResult(Result<ulong> result) => new(result.IsOk ? (long)result.Value : -(long)result.Error);
}
