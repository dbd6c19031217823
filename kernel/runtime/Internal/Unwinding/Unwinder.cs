// Walks from a frame to its caller, and so up a stack.

using System;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.Unwinding;

/// <summary>The part of memory that a walk may read: one thread's stack, in bytes from low to high.</summary>
internal readonly struct StackRange(ulong low, ulong high)
{
    internal readonly ulong Low = low;
    internal readonly ulong High = high;

    internal bool Contains(ulong address) => address >= Low && address <= High - 8 && High >= 8 && (address & 7) == 0;
}

/// <summary>One frame of a walk: where it stands, and how to leave it.</summary>
/// <remarks>What reads tables is not inlined: a walk that runs a filter must not keep the stack that this takes.</remarks>
internal unsafe ref struct FrameCursor
{
    private readonly FrameTable _table;
    private readonly StackRange _stack;

    /// <summary>The registers of the frame.</summary>
    internal RegisterContext Registers;

    /// <summary>The function that the frame belongs to; valid after <see cref="TryLocate"/>.</summary>
    internal FrameDescription Function;

    // After a call the program counter is past the call, which may be outside the function or a protected range.
    private bool _isAfterCall;

    internal FrameCursor(FrameTable table, StackRange stack, in RegisterContext registers, bool isAfterCall)
    {
        _table = table;
        _stack = stack;
        _isAfterCall = isAfterCall;
        Registers = registers;
    }

    /// <summary>An address inside the instruction that the frame stands at.</summary>
    internal readonly ulong LookupAddress => Registers.ProgramCounter - (_isAfterCall ? 1u : 0u);

    /// <summary>Finds the frame's function.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool TryLocate() => _table.TryFind(LookupAddress, out Function);

    /// <summary>Where the frame begins: its caller's stack pointer at the call. No two frames of a stack have the same.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal readonly bool TryFindBase(out ulong address)
    {
        bool isKnown = CfaProgram.TryRun(in Function, LookupAddress, out CfaRow row);
        address = isKnown ? Base(in row) : 0;
        return isKnown;
    }

    private readonly ulong Base(ref readonly CfaRow row) => Registers[row.CfaRegister] + (ulong)row.CfaOffset;

    /// <summary>Goes to the caller. False at the end of the stack and when anything does not add up.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool TryStep()
    {
        if (!CfaProgram.TryRun(in Function, LookupAddress, out CfaRow row))
        {
            return false;
        }

        // A function that made a call has stored its return address first; one that has not is a misread.
        RegisterRule returnRule = row.KindOf(Function.ReturnRegister);
        if (returnRule == RegisterRule.Undefined || (returnRule == RegisterRule.Same && _isAfterCall))
        {
            return false;
        }

        ulong before = Registers.Stack;
        ulong cfa = Base(in row);
        RegisterContext caller = Registers;
        caller.Stack = cfa;
        for (int slot = 0; slot < CfaRow.SlotCount; slot++)
        {
            if (!TryApply(in row, slot, cfa, ref caller))
            {
                return false;
            }
        }

        ulong address = caller[Function.ReturnRegister];
        // A frame that takes no stack and calls the same place again would never end.
        if (address == 0 || cfa < before || (cfa == before && address == Registers.ProgramCounter))
        {
            return false;
        }

        _isAfterCall = !Function.IsTrapFrame;
        caller.ProgramCounter = address;
        Registers = caller;
        return true;
    }

    private readonly bool TryApply(in CfaRow row, int slot, ulong cfa, ref RegisterContext caller)
    {
        RegisterRule rule = row.Kind(slot);
        if (rule is RegisterRule.Same or RegisterRule.Undefined)
        {
            return true;
        }

        uint register = CfaRow.RegisterOf(slot);
        ulong value = cfa + (ulong)row.Offset(slot);
        switch (rule)
        {
            case RegisterRule.AtOffset:
                if (!_stack.Contains(value))
                {
                    return false;
                }

                caller[register] = *(ulong*)value;
                return true;
            case RegisterRule.IsOffset:
                caller[register] = value;
                return true;
            default:
                caller[register] = Registers[(uint)row.Offset(slot)];
                return true;
        }
    }
}
