// Ties each generated method to its symbol and its slots to theirs, by the dummy bodies in ilc's object.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Lume.Bind;

internal static class Binder
{
    private const int SlotSize = 8;

    public static void Bind(ElfObject elf, Section code, List<GeneratedMethod> methods)
    {
        Dictionary<int, GeneratedMethod> byNumber = methods.ToDictionary(m => m.Number);
        Dictionary<long, Slot> targets = elf.Relocations(code).ToDictionary(r => r.Offset, r => new Slot(elf.Symbols[r.Symbol].Name, r.Addend));
        var bodies = new Dictionary<long, GeneratedMethod>();
        foreach (Symbol symbol in elf.Symbols)
        {
            if (symbol.Section != code.Index || !symbol.IsFunction)
            {
                continue;
            }

            if (!bodies.TryGetValue(symbol.Value, out GeneratedMethod? method))
            {
                int number = (int)elf.ReadInt64(code, symbol.Value);
                method = byNumber.GetValueOrDefault(number) ?? throw new InvalidDataException($"no code was generated for {symbol.Name}");
                bodies.Add(symbol.Value, method);
                method.Slots = ReadSlots(targets, symbol.Value, method);
                method.Symbol = symbol.Name;
                continue;
            }

            // An exported method has two names: the hidden one is its body's, the other an alias.
            if (symbol.IsHidden)
            {
                method.Aliases.Add(method.Symbol);
                method.Symbol = symbol.Name;
            }
            else
            {
                method.Aliases.Add(symbol.Name);
            }
        }
    }

    private static Slot[] ReadSlots(Dictionary<long, Slot> targets, long body, GeneratedMethod method)
    {
        var slots = new Slot[method.Declarations.Length];
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = targets[body + ((long)SlotSize * (i + 1))];
        }

        return slots;
    }
}
