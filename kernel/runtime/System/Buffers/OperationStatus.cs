// How a conversion between buffers ended, and the delegates that fill buffers.

namespace System.Buffers;

/// <summary>How a conversion between buffers ended.</summary>
public enum OperationStatus
{
    Done,
    DestinationTooSmall,
    NeedMoreData,
    InvalidData,
}

public delegate void SpanAction<T, in TArg>(Span<T> span, TArg arg)
    where TArg : allows ref struct;

public delegate void ReadOnlySpanAction<T, in TArg>(ReadOnlySpan<T> span, TArg arg)
    where TArg : allows ref struct;
