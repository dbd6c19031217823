// One hart at a time makes types and dictionaries; what it began and could not finish is forgotten.

using System;
using System.Threading;

namespace Internal.Runtime.Loading;

/// <summary>The turn of one hart, from a look-up that found nothing to an answer that all harts may use.</summary>
/// <remarks>
/// Types refer to each other in circles: they are made empty at first, waiting in a list, and completed until the
/// list is empty. No code of programs runs meanwhile. Others wait outside, where the collector can stop them.
/// </remarks>
internal static unsafe class LoadingWork
{
    private static int s_busy;
    private static GenericDictionaries.Built* s_dictionaries;
    private static TypeMaker.Entry* s_types;

    /// <summary>What was made until now is whole, whatever becomes of the rest.</summary>
    internal static void Keep()
    {
        s_dictionaries = GenericDictionaries.Newest;
        s_types = TypeMaker.Newest;
    }

    /// <summary>The code that a call of a generic virtual method reaches, with all that it needs.</summary>
    /// <exception cref="NotSupportedException">The image lacks a template or a method that the instantiation needs.</exception>
    internal static nint FindCode(MethodTable* type, MethodInstance* method)
    {
        EmptyDictionaries.Fill = &Fill;
        return Run(type, method, null);
    }

    // For EmptyDictionaries: the dictionary of a method, or those of a type.
    private static void Fill(MethodTable* type, nint* dictionary) => Run(type, null, dictionary);

    private static nint Run(MethodTable* type, MethodInstance* method, nint* dictionary)
    {
        while (Interlocked.CompareExchange(ref s_busy, 1, 0) != 0)
        {
            InternalCalls.GiveWay();
        }

        Keep();
        bool done = false;
        try
        {
            GenericDictionaries.Begin();
            nint code = Do(type, method, dictionary);
            done = true;
            return code;
        }
        finally
        {
            if (!done)
            {
                GenericDictionaries.Forget(s_dictionaries);
                TypeMaker.Forget(s_types);
            }

            Volatile.Write(ref s_busy, 0);
        }
    }

    private static nint Do(MethodTable* type, MethodInstance* method, nint* dictionary)
    {
        nint code = 0;
        if (method != null)
        {
            code = GenericVirtualMethods.Find(type, method);
            TypeMaker.CompleteAll();
        }
        else if (type != null)
        {
            GenericDictionaries.FillType(type);
        }
        else
        {
            GenericDictionaries.FillMethod(dictionary);
        }

        return code;
    }

    /// <summary>Zeroed memory for good.</summary>
    internal static void* Allocate(nuint bytes)
    {
        void* memory = PermanentMemory.TryAllocate(bytes);
        return memory != null ? memory : throw new OutOfMemoryException();
    }
}
