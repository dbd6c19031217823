// The floating point registers of user code. The kernel itself never uses them (sstatus.FS is off while it runs).

using System;

namespace Lume.Hal;

/// <summary>
/// The F and D state of one thread. A thread starts with floating point off; its first such instruction traps and
/// <see cref="TryEnable"/> turns it on. From then on the registers are saved on a switch if they changed, and loaded if another thread
/// used the hart's registers since.
/// </summary>
public readonly unsafe ref struct FloatState
{
    /// <summary>Bytes of the state in a signal frame: 32 registers and fcsr, padded to 8.</summary>
    public const int Size = 33 * 8;

    private readonly ContextBlock* _block;

    internal FloatState(ContextBlock* block) => _block = block;

    /// <summary>True once the thread used floating point.</summary>
    public bool IsUsed => (_block->Frame.Status & StatusBits.FloatMask) != 0;

    /// <summary>For an illegal instruction from user mode: true when floating point was off and is on now, so that the instruction is to be tried again.</summary>
    public static bool TryEnable(ref TrapFrame frame)
    {
        if (!Cpu.HasFloat || (frame.Status & StatusBits.FloatMask) != 0)
        {
            return false;
        }

        ContextBlock* block = Cpu.CurrentContext;
        frame.Status |= StatusBits.FloatClean;
        Load(block, HartBlock.Current);
        return true;
    }

    /// <summary>Forgets the state: execve.</summary>
    public void Reset()
    {
        ref TrapFrame frame = ref _block->Frame;
        frame.Status &= ~StatusBits.FloatMask;
        new Span<ulong>(_block->FloatRegisters, 32).Clear();
        _block->FloatControl = 0;
        _block->FloatHart = null;
    }

    /// <summary>Takes the state of another thread that is the current one (fork, clone). The frames are copied separately (<see cref="TrapFrame.CopyFrom"/>).</summary>
    public void CopyFrom(FloatState parent)
    {
        SaveIfDirty(parent._block);
        new ReadOnlySpan<ulong>(parent._block->FloatRegisters, 32).CopyTo(new Span<ulong>(_block->FloatRegisters, 32));
        _block->FloatControl = parent._block->FloatControl;
        _block->FloatHart = null;
    }

    /// <summary>Writes f0 to f31 and fcsr (<see cref="Size"/> bytes) to user memory, zeros if the thread never used them. The thread is the current one. False for a bad address.</summary>
    public bool TrySave(ulong address)
    {
        if (!IsUsed)
        {
            return UserMemory.Clear(address, Size) == 0;
        }

        SaveIfDirty(_block);
        return UserMemory.Write(address, State) == 0;
    }

    /// <summary>
    /// Reads f0 to f31 and fcsr from user memory; a thread that never used them and is given zeros stays so. The thread is the current one. False for a
    /// bad address: the registers are then what the program could have set them to.
    /// </summary>
    public bool TryLoad(ulong address)
    {
        bool wasUsed = IsUsed;
        if (wasUsed)
        {
            // A fault below may give way: what the hart holds must not be saved over what was read.
            _block->Frame.Status = (_block->Frame.Status & ~StatusBits.FloatMask) | StatusBits.FloatClean;
        }

        bool read = UserMemory.Read(address, State) == 0;
        _block->FloatControl &= 0xff;
        if (Cpu.HasFloat && (wasUsed || !IsZero()))
        {
            _block->Frame.Status |= StatusBits.FloatClean;
            Load(_block, HartBlock.Current);
        }

        return read;
    }

    private bool IsZero()
    {
        ulong any = _block->FloatControl;
        for (int i = 0; i < 32; i++)
        {
            any |= _block->FloatRegisters[i];
        }

        return any == 0;
    }

    // Sound: fcsr follows the registers in the block, which lives as long as the thread.
    private Span<byte> State => new(_block->FloatRegisters, Size);

    internal static void SaveIfDirty(ContextBlock* block)
    {
        ref TrapFrame frame = ref block->Frame;
        if ((frame.Status & StatusBits.FloatMask) == StatusBits.FloatDirty && block->Hart->FloatOwner == block)
        {
            Cpu.SaveFloat(block);
            frame.Status = (frame.Status & ~StatusBits.FloatMask) | StatusBits.FloatClean;
        }
    }

    internal static void LoadIfUsed(ContextBlock* block, HartBlock* hart)
    {
        if ((block->Frame.Status & StatusBits.FloatMask) != 0 && (hart->FloatOwner != block || block->FloatHart != hart))
        {
            Load(block, hart);
        }
    }

    internal static void Forget(ContextBlock* block)
    {
        // The next thread on that stack gets the same block: the hart must not take the registers for its own.
        block->FloatHart = null;
        block->FloatControl = 0;
        new Span<ulong>(block->FloatRegisters, 32).Clear();
    }

    private static void Load(ContextBlock* block, HartBlock* hart)
    {
        Cpu.LoadFloat(block);
        hart->FloatOwner = block;
        block->FloatHart = hart;
    }
}
