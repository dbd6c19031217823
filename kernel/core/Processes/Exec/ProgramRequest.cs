// What the loader is asked to load, and what it made of it.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Processes.Exec;

/// <summary>Opens the interpreter that a program names; a struct, so that the loader is specialised.</summary>
public interface IInterpreterOpener
{
    /// <summary>Opens a path for execution; the result carries one reference. ENOENT, EACCES and the others of execve.</summary>
    Result<IMappedFile> Open(ReadOnlySpan<byte> path);
}

/// <summary>Everything the loader needs besides the strings.</summary>
public ref struct ProgramRequest
{
    /// <summary>Random bytes that a load uses up.</summary>
    public const int RandomLength = 48;

    /// <summary>The program, an ELF file. The caller keeps its reference.</summary>
    public IMappedFile File;

    /// <summary>The path that was executed (AT_EXECFN); for a script the script's.</summary>
    public ReadOnlySpan<byte> Path;

    /// <summary>Limits of the process.</summary>
    public ResourceLimits Limits;

    /// <summary><see cref="RandomLength"/> random bytes: 16 for AT_RANDOM, the rest decides addresses.</summary>
    public ReadOnlySpan<byte> Random;

    /// <summary>AT_UID.</summary>
    public uint UserId;

    /// <summary>AT_EUID.</summary>
    public uint EffectiveUserId;

    /// <summary>AT_GID.</summary>
    public uint GroupId;

    /// <summary>AT_EGID.</summary>
    public uint EffectiveGroupId;

    /// <summary>AT_SECURE: the program gains rights, the C library distrusts its environment.</summary>
    public bool IsSecure;
}

/// <summary>A loaded program that waits to be run.</summary>
public readonly struct LoadedProgram
{
    internal LoadedProgram(AddressSpace space, ulong entry, ulong stackPointer)
    {
        Space = space;
        Entry = entry;
        StackPointer = stackPointer;
    }

    /// <summary>Its address space, with one reference for the caller.</summary>
    public AddressSpace Space { get; }

    /// <summary>The first instruction: the interpreter's if there is one.</summary>
    public ulong Entry { get; }

    /// <summary>The stack pointer, 16-byte aligned, at argc.</summary>
    public ulong StackPointer { get; }
}
