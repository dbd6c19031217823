// One method: import its IL, leave a dummy body for ilc and the IR for the binder.
using System;
using System.Buffers.Binary;
using Lume.CodeGen.Debug;
using Lume.CodeGen.JitInterface;
using Lume.CodeGen.Lower;
using Lume.CodeGen.Output;

namespace Lume.CodeGen.Import;

internal static unsafe class MethodCompiler
{
    private const int SlotSize = 8;

    public static void Compile(Ee ee, ref MethodInfo info, out byte* entry, out uint size)
    {
        int number = Container.NextNumber();
        var text = new MethodText();
        var (ns, cls, method) = ee.NameOf(info.Method);
        string group = $"{ee.AssemblyOf(ee.ClassOf(info.Method))}/{ns}.{cls}";
        string body;
        try
        {
            body = new MethodImporter(ee, ref info, text).Import();
        }
        catch (Exception e) when (e is UnsupportedException or EeException)
        {
            string location = e is UnsupportedException { Location: { Length: > 0 } known } ? known : LineInformation.For(ee, info.Method).Describe(0);
            body = $"!error {location}error LUME0001: {e.Message}, in {ns}.{cls}.{method}";
        }

        Container.Write(number, group, body, text);
        WriteDummyBody(ee, text, number, out entry, out size);
    }

    /// <summary>
    /// The dummy body: a word with the method's number, then one zero word per thing that the method names, each with
    /// a relocation. It keeps ilc's dependency graph exact and tells the binder every name.
    /// </summary>
    private static void WriteDummyBody(Ee ee, MethodText text, int number, out byte* entry, out uint size)
    {
        int length = SlotSize * (1 + text.Targets.Count);
        entry = ee.Allocate(length);
        size = (uint)length;
        var body = new Span<byte>(entry, length);
        body.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(body, number);
        for (int i = 0; i < text.Targets.Count; i++)
        {
            ee.Relocate(entry + (SlotSize * (i + 1)), text.Targets[i]);
        }
    }
}
