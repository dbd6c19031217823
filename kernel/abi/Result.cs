// The outcome of an operation that may fail in an expected way: an errno, or a value.
namespace Lume.Abi;

/// <summary>Success, or an <see cref="Errno"/>. <c>default</c> is success.</summary>
public readonly struct Result
{
    /// <summary>A failure with this error (<see cref="Errno.None"/> is success).</summary>
    public Result(Errno error) => Error = error;

    /// <summary>The error, <see cref="Errno.None"/> on success.</summary>
    public Errno Error { get; }

    /// <summary>Whether it succeeded.</summary>
    public bool IsOk => Error == Errno.None;

    /// <summary>Whether it failed.</summary>
    public bool IsError => Error != Errno.None;

    /// <summary>Success.</summary>
    public static Result Ok => default;

    /// <summary>A failure from its error.</summary>
    public static implicit operator Result(Errno error) => new(error);
}

/// <summary>A value, or an <see cref="Errno"/>.</summary>
/// <typeparam name="T">What success carries.</typeparam>
public readonly struct Result<T>
{
    private readonly T _value;

    /// <summary>Success with a value.</summary>
    public Result(T value)
    {
        _value = value;
        Error = Errno.None;
    }

    /// <summary>A failure; <paramref name="error"/> must not be <see cref="Errno.None"/>.</summary>
    public Result(Errno error)
    {
        _value = default!;
        Error = error;
    }

    /// <summary>The error, <see cref="Errno.None"/> on success.</summary>
    public Errno Error { get; }

    /// <summary>Whether it succeeded.</summary>
    public bool IsOk => Error == Errno.None;

    /// <summary>Whether it failed.</summary>
    public bool IsError => Error != Errno.None;

    /// <summary>The value; meaningful only after <see cref="IsOk"/> (the default of <typeparamref name="T"/> otherwise).</summary>
    public T Value => _value;

    /// <summary>Gives the value and whether there is one.</summary>
    public bool TryGet(out T value)
    {
        value = _value;
        return Error == Errno.None;
    }

    /// <summary>Success from its value.</summary>
    public static implicit operator Result<T>(T value) => new(value);

    /// <summary>A failure from its error.</summary>
    public static implicit operator Result<T>(Errno error) => new(error);

    /// <summary>Forgets the value.</summary>
    public static implicit operator Result(Result<T> result) => new(result.Error);
}
