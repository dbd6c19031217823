// The LLVM IR of one method while it grows, and the things outside that it names.
using System.Collections.Generic;
using System.Text;
using Lume.CodeGen.JitInterface;

namespace Lume.CodeGen.Output;

/// <summary>
/// Text with marks where names must go: the plugin knows handles, only ilc knows names. A mark is
/// <see cref="Open"/>, a letter (<c>S</c> slot, <c>M</c> metadata), a decimal index, <see cref="Close"/>;
/// the binder replaces it once ilc's object is written. The method's own name is slot -1; letter <c>P</c> and a word
/// name a part of it, as its filters are.
/// </summary>
internal sealed class MethodText
{
    public const char Open = '\u0001';
    public const char Close = '\u0002';

    private readonly Dictionary<Handle, int> _slots = [];
    private readonly List<string?> _declarations = [];
    private readonly List<Handle> _targets = [];
    private readonly SortedDictionary<string, string> _named = new(System.StringComparer.Ordinal);
    private readonly List<string> _metadata = [];
    private readonly Dictionary<string, int> _metadataIndex = [];
    private int _temporaries;

    public static string Self => $"{Open}S-1{Close}";

    /// <summary>
    /// The name of something that the method is made of besides its own function. Hidden, not internal: ThinLTO names what is internal anew, by
    /// the path of the module, and the image would not be the same everywhere.
    /// </summary>
    public static string Part(string name) => $"{Open}P{name}{Close}";

    public IReadOnlyList<Handle> Targets => _targets;
    public IReadOnlyList<string?> Declarations => _declarations;
    public IReadOnlyList<string> Metadata => _metadata;
    public IReadOnlyDictionary<string, string> NamedDeclarations => _named;

    /// <summary>Stack slots: they all stand in the entry block, where LLVM promotes them to registers.</summary>
    public StringBuilder Allocas { get; } = new();

    /// <summary>Blocks that throw: out of the way of the hot path.</summary>
    public StringBuilder Cold { get; } = new();

    /// <summary>The instructions, calls and look-ups that the method was made of, in words: tests ask whether all were seen.</summary>
    public SortedSet<string> Uses { get; } = new(System.StringComparer.Ordinal);

    /// <summary>Begins one more function: slots and blocks are a function's own, all else is the method's.</summary>
    public void StartFunction()
    {
        Allocas.Clear();
        Cold.Clear();
    }

    public int NextIndex() => _temporaries++;

    public string NewTemporary() => $"%t{_temporaries++}";

    /// <summary>The name of a data symbol or of code whose address is taken.</summary>
    public string Data(Handle target) => Slot(target, null);

    /// <summary>The name of a function that is called with the given type (see <c>Signature.Declaration</c>).</summary>
    public string Function(Handle target, string declaration) => Slot(target, declaration);

    /// <summary>A function that the runtime exports under a fixed name; ilc need not know of the call.</summary>
    public string Named(string name, string declaration)
    {
        _named[name] = declaration;
        return "@" + name;
    }

    private string Slot(Handle target, string? declaration)
    {
        if (!_slots.TryGetValue(target, out int index))
        {
            index = _targets.Count;
            _slots.Add(target, index);
            _targets.Add(target);
            _declarations.Add(declaration);
        }
        else
        {
            _declarations[index] ??= declaration;
        }

        return $"{Open}S{index}{Close}";
    }

    /// <summary>Adds a metadata node (its text may hold marks) and returns the mark that names it; equal nodes are one.</summary>
    public string AddMetadata(string node)
    {
        if (!_metadataIndex.TryGetValue(node, out int index))
        {
            index = _metadata.Count;
            _metadata.Add(node);
            _metadataIndex.Add(node, index);
        }

        return $"{Open}M{index}{Close}";
    }

    public string Alloca(string type, int alignment)
    {
        string name = $"%s{_temporaries++}";
        Allocas.Append("  ").Append(name).Append(" = alloca ").Append(type).Append(", align ").Append(alignment).Append('\n');
        return name;
    }
}
