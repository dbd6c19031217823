// What msgrcv asks for.
namespace Lume.Kernel.Ipc.SystemV;

/// <summary>Which messages a msgrcv takes.</summary>
public enum MessageChoice
{
    /// <summary>The first one.</summary>
    Any,
    /// <summary>The first of a type.</summary>
    Equal,
    /// <summary>The first of another type (MSG_EXCEPT).</summary>
    NotEqual,
    /// <summary>The first of the lowest type up to a bound.</summary>
    Lowest,
    /// <summary>The one at an index (MSG_COPY).</summary>
    At,
}

/// <summary>What a msgrcv asks for.</summary>
/// <param name="Choice">Which messages.</param>
/// <param name="Type">Type, bound or index.</param>
/// <param name="Room">Longest text that may be given, bytes.</param>
public readonly record struct MessageRequest(MessageChoice Choice, long Type, long Room)
{
    /// <summary>From msgrcv's arguments.</summary>
    public static MessageRequest From(long type, long room, bool except, bool copies) => copies
        ? new(MessageChoice.At, type, room)
        : type == 0 ? new(MessageChoice.Any, 0, room)
        : type < 0 ? new(MessageChoice.Lowest, type == long.MinValue ? long.MaxValue : -type, room)
        : new(except ? MessageChoice.NotEqual : MessageChoice.Equal, type, room);

    /// <summary>Whether a message of this type will do.</summary>
    public bool Takes(long type) => Choice switch
    {
        MessageChoice.Equal => type == Type,
        MessageChoice.NotEqual => type != Type,
        MessageChoice.Lowest => type <= Type,
        _ => true,
    };
}

/// <summary>A msgrcv that waits. Under the queue's lock.</summary>
internal sealed class MessageReceiver(MessageRequest request) : IpcWaiter
{
    /// <summary>What it wants.</summary>
    public MessageRequest Request => request;

    /// <summary>What it got.</summary>
    public Message? Message { get; set; }
}
