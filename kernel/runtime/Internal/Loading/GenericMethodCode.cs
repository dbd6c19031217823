// The code of an instantiated generic method, and the templates of shared code.

using System;

using Internal.Runtime.CompilerServices;

namespace Internal.Runtime.Loading;

/// <summary>Finds what ilc compiled a generic method to: code of its own, or shared code that wants a dictionary.</summary>
internal static unsafe class GenericMethodCode
{
    /// <summary>What a method signature of a template says.</summary>
    [Flags]
    internal enum SignatureFlags : uint
    {
        HasArguments = 1,
        IsUnboxing = 2,
        HasCode = 4,
    }

    /// <summary>The code; a fat pointer when it needs a dictionary.</summary>
    /// <exception cref="NotSupportedException">The method was not compiled, or its dictionary needs what the image lacks.</exception>
    internal static nint Find(MethodInstance* method)
    {
        nint code = FindExact(method);
        if (code != 0)
        {
            return code;
        }

        return TryFindTemplate(method, out code, out uint layout) && code != 0
            ? MakeFat(code, GenericDictionaries.FindOrBuild(method, layout))
            : throw TypeSignatures.Missing("an instantiated method");
    }

    /// <summary>A pointer to code with its hidden argument.</summary>
    internal static nint MakeFat(nint code, nint context)
    {
        nint* pair = (nint*)PermanentMemory.TryAllocate((nuint)(2 * sizeof(nint)));
        if (pair == null)
        {
            throw new OutOfMemoryException();
        }

        pair[0] = code;
        pair[1] = context;
        return (nint)pair + FatFunctionPointer.FatBit;
    }

    /// <summary>The shared code of a method, 0 when the template names none, and where the layout of its dictionary is.</summary>
    internal static bool TryFindTemplate(MethodInstance* method, out nint code, out uint layout)
    {
        code = 0;
        layout = 0;
        if (!LoaderTables.TryOpenAll(ImageTable.GenericMethodTemplates, out NativeHashtable templates))
        {
            return false;
        }

        while (templates.TryNext(out NativeReader entry))
        {
            NativeReader signature = LoaderTables.Layout(entry.ReadUnsigned());
            if (Fits(method, ref signature, out code))
            {
                layout = entry.ReadUnsigned();
                return true;
            }
        }

        return false;
    }

    private static nint FindExact(MethodInstance* method)
    {
        if (LoaderTables.TryOpen(ImageTable.ExactMethodInstantiations, method->Declaring->HashCode, out NativeHashtable entries))
        {
            while (entries.TryNext(out NativeReader entry))
            {
                if (MethodInstance.Matches(method, ref entry))
                {
                    return (nint)LoaderTables.Reference(ImageTable.NativeReferences, entry.ReadUnsigned());
                }
            }
        }

        return 0;
    }

    private static bool Fits(MethodInstance* method, ref NativeReader signature, out nint code)
    {
        SignatureFlags flags = (SignatureFlags)signature.ReadUnsigned();
        code = (flags & SignatureFlags.HasCode) != 0
            ? (nint)LoaderTables.Reference(ImageTable.NativeReferences, signature.ReadUnsigned())
            : 0;
        bool fits = SharedForms.IsFormOf(method->Declaring, TypeSignatures.Read(ref signature, null, null));
        fits &= MethodInstance.SameToken(signature.ReadUnsigned(), method->Token);
        if (!fits || (flags & SignatureFlags.HasArguments) == 0 || signature.ReadUnsigned() != method->Count)
        {
            return false;
        }

        for (int i = 0; i < method->Count; i++)
        {
            if (!SharedForms.IsArgumentOf(MethodInstance.Arguments(method)[i], TypeSignatures.Read(ref signature, null, null)))
            {
                return false;
            }
        }

        return true;
    }
}
