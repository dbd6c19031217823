// Runs the call frame instructions of a function up to an address (DWARF 5, 6.4.2).

using System.Runtime.CompilerServices;

namespace Internal.Runtime.Unwinding;

/// <summary>The instructions build a table of rows; only the row of the wanted address is kept.</summary>
internal unsafe ref struct CfaProgram
{
    private const int MaxRemembered = 3;

    // The two highest bits of an opcode, with the operand in the lower six.
    private const byte AdvanceLocation = 0x40;
    private const byte Offset = 0x80;
    private const byte Restore = 0xC0;
    private const byte HighMask = 0xC0;
    private const byte LowMask = 0x3F;

    [InlineArray(MaxRemembered)]
    private struct Rows
    {
        private CfaRow _first;
    }

    private readonly ref readonly FrameDescription _frame;
    private readonly ulong _address;
    private ulong _location;
    private CfaRow _row;
    private CfaRow _initial;
    private Rows _remembered;
    private int _rememberedCount;

    private CfaProgram(ref readonly FrameDescription frame, ulong address)
    {
        _frame = ref frame;
        _address = address;
        _location = frame.Start;
    }

    /// <summary>The row of an address inside the function. False when the program is malformed or uses expressions.</summary>
    internal static bool TryRun(ref readonly FrameDescription frame, ulong address, out CfaRow row)
    {
        CfaProgram program = new(in frame, address);
        bool good = program.Run(frame.InitialProgram, frame.InitialProgramEnd);
        program._initial = program._row;
        good = good && program.Run(frame.Program, frame.ProgramEnd);
        row = program._row;
        return good;
    }

    private bool Run(byte* start, byte* end)
    {
        DwarfReader reader = new(start, end);
        while (reader.HasMore)
        {
            byte opcode = reader.ReadByte();
            ulong operand = (ulong)(opcode & LowMask);
            switch (opcode & HighMask)
            {
                case AdvanceLocation:
                    if (!Advance(operand * _frame.CodeAlignment))
                    {
                        return true;
                    }

                    break;
                case Offset:
                    _row.Set(operand, RegisterRule.AtOffset, (long)reader.ReadUleb128() * _frame.DataAlignment);
                    break;
                case Restore:
                    _row.CopyFrom(in _initial, operand);
                    break;
                default:
                    if (!RunExtended(opcode, ref reader, out bool done))
                    {
                        return false;
                    }

                    if (done)
                    {
                        return true;
                    }

                    break;
            }
        }

        return !reader.Failed;
    }

    // False when the row is complete: the next one begins after the wanted address.
    private bool Advance(ulong bytes)
    {
        if (_location + bytes > _address)
        {
            return false;
        }

        _location += bytes;
        return true;
    }

    private bool RunExtended(byte opcode, ref DwarfReader reader, out bool done)
    {
        done = false;
        switch (opcode)
        {
            case 0x00: // nop
                return true;
            case 0x01: // set_loc
                return false;
            case 0x02: // advance_loc1
                done = !Advance(reader.ReadByte() * _frame.CodeAlignment);
                return true;
            case 0x03: // advance_loc2
                done = !Advance(reader.ReadUInt16() * _frame.CodeAlignment);
                return true;
            case 0x04: // advance_loc4
                done = !Advance(reader.ReadUInt32() * _frame.CodeAlignment);
                return true;
            case 0x0A: // remember_state
                return TryRemember();
            case 0x0B: // restore_state
                return TryRecall();
            case 0x0C: // def_cfa
                _row.CfaRegister = (uint)reader.ReadUleb128();
                _row.CfaOffset = (long)reader.ReadUleb128();
                return true;
            case 0x0D: // def_cfa_register
                _row.CfaRegister = (uint)reader.ReadUleb128();
                return true;
            case 0x0E: // def_cfa_offset
                _row.CfaOffset = (long)reader.ReadUleb128();
                return true;
            case 0x12: // def_cfa_sf
                _row.CfaRegister = (uint)reader.ReadUleb128();
                _row.CfaOffset = reader.ReadSleb128() * _frame.DataAlignment;
                return true;
            case 0x13: // def_cfa_offset_sf
                _row.CfaOffset = reader.ReadSleb128() * _frame.DataAlignment;
                return true;
            case 0x2E: // GNU_args_size
                reader.ReadUleb128();
                return true;
            default:
                return RunRule(opcode, ref reader);
        }
    }

    // The instructions that set one register's rule. Expressions are refused: the code generator emits none.
    private bool RunRule(byte opcode, ref DwarfReader reader)
    {
        ulong register = reader.ReadUleb128();
        switch (opcode)
        {
            case 0x05: // offset_extended
                _row.Set(register, RegisterRule.AtOffset, (long)reader.ReadUleb128() * _frame.DataAlignment);
                return true;
            case 0x06: // restore_extended
                _row.CopyFrom(in _initial, register);
                return true;
            case 0x07: // undefined
                _row.Set(register, RegisterRule.Undefined, 0);
                return true;
            case 0x08: // same_value
                _row.Set(register, RegisterRule.Same, 0);
                return true;
            case 0x09: // register
                _row.Set(register, RegisterRule.InRegister, (long)reader.ReadUleb128());
                return true;
            case 0x11: // offset_extended_sf
                _row.Set(register, RegisterRule.AtOffset, reader.ReadSleb128() * _frame.DataAlignment);
                return true;
            case 0x14: // val_offset
                _row.Set(register, RegisterRule.IsOffset, (long)reader.ReadUleb128() * _frame.DataAlignment);
                return true;
            case 0x15: // val_offset_sf
                _row.Set(register, RegisterRule.IsOffset, reader.ReadSleb128() * _frame.DataAlignment);
                return true;
            default:
                return false;
        }
    }

    private bool TryRemember()
    {
        if (_rememberedCount == MaxRemembered)
        {
            return false;
        }

        _remembered[_rememberedCount++] = _row;
        return true;
    }

    private bool TryRecall()
    {
        if (_rememberedCount == 0)
        {
            return false;
        }

        _row = _remembered[--_rememberedCount];
        return true;
    }
}
