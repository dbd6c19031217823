// Which family imports which opcode.
using Lume.CodeGen.Lower;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    private void ImportInstruction(ref ILReader il)
    {
        _text.Uses.Add(il.Definition.Name!);
        bool known = ImportConstantOrVariable(ref il) || ImportArithmetic(ref il) || ImportConversion(ref il)
            || ImportBranch(ref il) || ImportIndirect(ref il) || ImportField(ref il) || ImportArray(ref il)
            || ImportObject(ref il) || ImportCallInstruction(ref il) || ImportPrefix(ref il);
        if (!known)
        {
            throw new UnsupportedException($"the IL instruction {il.Definition.Name}");
        }

        if (il.Definition.OpCodeType != System.Reflection.Emit.OpCodeType.Prefix)
        {
            _prefix = default;
        }
    }

    private Prefixes _prefix;

    private struct Prefixes
    {
        public uint ConstrainedToken;
        public int Unaligned;
        public bool Volatile;
        public bool ReadOnly;
    }

    private bool ImportPrefix(ref ILReader il)
    {
        switch (il.Opcode)
        {
            case ILOpcode.Constrained:
                _prefix.ConstrainedToken = il.Token;
                return true;
            case ILOpcode.Unaligned:
                _prefix.Unaligned = il.SByte;
                return true;
            case ILOpcode.Volatile:
                _prefix.Volatile = true;
                return true;
            case ILOpcode.Readonly:
                _prefix.ReadOnly = true;
                return true;
            case ILOpcode.Tailcall:
            case ILOpcode.Nop:
            case ILOpcode.Break:
                return true;
            default:
                return false;
        }
    }
}
