// Writes the methods of one group as a module of LLVM IR.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Lume.Bind;

internal sealed class ModuleWriter(TargetOptions target, Func<string, bool> isCode, bool makesDictionaries)
{
    private const int FirstFreeMetadata = 3;
    private const char Open = '\u0001', Close = '\u0002';

    private readonly StringBuilder _bodies = new();
    private readonly StringBuilder _metadata = new();
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string?> _referenced = new(StringComparer.Ordinal);
    private int _nextMetadata = FirstFreeMetadata;

    public void Add(GeneratedMethod method)
    {
        _defined.Add(method.Symbol);
        for (int i = 0; i < method.Slots.Length; i++)
        {
            string? declaration = method.Declarations[i].Length > 0 ? method.Declarations[i] : null;
            if (_referenced.TryGetValue(method.Slots[i].Name, out string? known))
            {
                _referenced[method.Slots[i].Name] = known ?? declaration;
            }
            else
            {
                _referenced.Add(method.Slots[i].Name, declaration);
            }
        }

        foreach ((string name, string declaration) in method.Named)
        {
            _referenced[name] = declaration;
        }

        Substitute(method.Text, method, _bodies);
        foreach (string alias in method.Aliases)
        {
            _defined.Add(alias);
            _bodies.Append(CultureInfo.InvariantCulture, $"@{Quote(alias)} = alias i8, ptr @{Quote(method.Symbol)}\n");
        }

        for (int i = 0; i < method.Metadata.Length; i++)
        {
            _metadata.Append(CultureInfo.InvariantCulture, $"!{_nextMetadata + i} = ");
            Substitute(method.Metadata[i], method, _metadata);
            _metadata.Append('\n');
        }

        _nextMetadata += method.Metadata.Length;
    }

    private void Substitute(string text, GeneratedMethod method, StringBuilder output)
    {
        int at = 0;
        while (true)
        {
            int open = text.IndexOf(Open, at);
            if (open < 0)
            {
                output.Append(text, at, text.Length - at);
                return;
            }

            output.Append(text, at, open - at);
            int close = text.IndexOf(Close, open);
            AppendName(output, text[open + 1], text[(open + 2)..close], method);
            at = close + 1;
        }
    }

    private void AppendName(StringBuilder output, char kind, string name, GeneratedMethod method)
    {
        if (kind == 'P')
        {
            AppendSymbol(output, new Slot($"{method.Symbol}.{name}", 0));
            return;
        }

        int index = int.Parse(name, CultureInfo.InvariantCulture);
        if (kind == 'M')
        {
            output.Append('!').Append(_nextMetadata + index);
            return;
        }

        AppendSymbol(output, index < 0 ? new Slot(method.Symbol, 0) : method.Slots[index]);
    }

    private static void AppendSymbol(StringBuilder output, Slot slot)
    {
        if (slot.Addend == 0)
        {
            output.Append('@').Append(Quote(slot.Name));
            return;
        }

        output.Append("getelementptr (i8, ptr @").Append(Quote(slot.Name)).Append(", i64 ").Append(slot.Addend).Append(')');
    }

    public string Finish()
    {
        var module = new StringBuilder();
        module.Append("target datalayout = \"e-m:e-p:64:64-i64:64-i128:128-n32:64-S128\"\n");
        module.Append("target triple = \"riscv64-unknown-none-elf\"\n");
        foreach ((string name, string? declaration) in _referenced)
        {
            if (!_defined.Contains(name))
            {
                module.Append(Declare(name, declaration)).Append('\n');
            }
        }

        if (!_defined.Contains("__lume_personality"))
        {
            module.Append("declare i32 @__lume_personality(...)\n");
        }

        module.Append(CultureInfo.InvariantCulture, $"@lume_makes_dictionaries = internal constant i8 {(makesDictionaries ? 1 : 0)}\n");
        module.Append(_bodies);
        module.Append(CultureInfo.InvariantCulture, $"attributes #0 = {{ uwtable null_pointer_is_valid \"target-cpu\"=\"generic-rv64\" \"target-features\"=\"{target.Features}\" }}\n");
        module.Append("!llvm.module.flags = !{");
        string[] flags =
        [
            $"!{{i32 1, !\"target-abi\", !\"{target.Abi}\"}}", "!{i32 1, !\"Code Model\", i32 3}", "!{i32 2, !\"Debug Info Version\", i32 3}",
            "!{i32 7, !\"Dwarf Version\", i32 4}", "!{i32 7, !\"uwtable\", i32 2}",
        ];
        for (int i = 0; i < flags.Length; i++)
        {
            module.Append(i == 0 ? "" : ", ").Append('!').Append(_nextMetadata + i);
        }

        module.Append("}\n!llvm.dbg.cu = !{!0}\n");
        module.Append("!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, producer: \"Lume.CodeGen\", isOptimized: true, runtimeVersion: 0, emissionKind: LineTablesOnly)\n");
        module.Append("!1 = !DIFile(filename: \"lume\", directory: \"\")\n");
        module.Append("!2 = !DISubroutineType(types: !{null})\n");
        module.Append(_metadata);
        for (int i = 0; i < flags.Length; i++)
        {
            module.Append(CultureInfo.InvariantCulture, $"!{_nextMetadata + i} = {flags[i]}\n");
        }

        return module.ToString();
    }

    private string Declare(string name, string? declaration)
    {
        if (declaration is null)
        {
            return isCode(name) ? $"declare void @{Quote(name)}()" : $"@{Quote(name)} = external global i8";
        }

        int bar = declaration.IndexOf('|');
        return $"declare {declaration[..bar]} @{Quote(name)}{declaration[(bar + 1)..]}";
    }

    private static string Quote(string name)
    {
        var text = new StringBuilder("\"");
        foreach (byte b in Encoding.UTF8.GetBytes(name))
        {
            if (b is < 0x20 or > 0x7E or (byte)'"' or (byte)'\\')
            {
                text.Append(CultureInfo.InvariantCulture, $"\\{b:X2}");
            }
            else
            {
                text.Append((char)b);
            }
        }

        return text.Append('"').ToString();
    }
}
