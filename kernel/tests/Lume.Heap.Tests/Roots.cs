// Words that the collector takes for a thread's stack.

using System;
using System.Runtime.InteropServices;
using Lume.Hal.Fake;

namespace Lume.Heap.Tests;

internal sealed unsafe class Roots : IDisposable
{
    private readonly nint* _words;

    public Roots(FakeMachine machine, int count)
    {
        _words = (nint*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(nint));
        machine.ExtraStacks.Add(((nuint)_words, (nuint)(_words + count)));
    }

    public nint this[int index]
    {
        get => _words[index];
        set => _words[index] = value;
    }

    public void Dispose() => NativeMemory.Free(_words);
}
