// A value that is made when it is first asked for.

using System.Threading;

namespace System;

/// <summary>A value made on first use. Two harts that ask at once may both make it; all see the same one afterwards.</summary>
public class Lazy<T>
{
    private Func<T>? _factory;
    private Box? _box;

    private sealed class Box(T value)
    {
        internal readonly T Value = value;
    }

    public Lazy()
        : this(Activator.CreateInstance<T>)
    {
    }

    public Lazy(T value) => _box = new Box(value);

    public Lazy(Func<T> valueFactory)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        _factory = valueFactory;
    }

    public Lazy(Func<T> valueFactory, bool isThreadSafe)
        : this(valueFactory)
    {
    }

    public bool IsValueCreated => Volatile.Read(ref _box) is not null;

    public T Value
    {
        get
        {
            Box? box = Volatile.Read(ref _box);
            if (box is not null)
            {
                return box.Value;
            }

            Func<T>? factory = _factory;
            if (factory is not null)
            {
                Interlocked.CompareExchange(ref _box, new Box(factory()), null);
                _factory = null;
            }

            return Volatile.Read(ref _box)!.Value;
        }
    }

    public override string? ToString() => IsValueCreated ? Value?.ToString() : "Value is not created.";
}
