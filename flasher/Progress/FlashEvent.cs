// What happens while flashing, as data: the terminal draws it, --json prints it, tests look at it.
namespace Lume.Flasher.Progress;

/// <summary>Something that happened.</summary>
public abstract record FlashEvent;

/// <summary>A part of the work begins.</summary>
/// <param name="What">It, as a phrase: "loading Image over the serial line".</param>
public sealed record StepStarted(string What) : FlashEvent;

/// <summary>Bytes went over.</summary>
/// <param name="What">What is sent.</param>
/// <param name="Done">Bytes that the other side has taken.</param>
/// <param name="Total">Bytes in all.</param>
public sealed record BytesMoved(string What, long Done, long Total) : FlashEvent;

/// <summary>Something was done again.</summary>
/// <param name="Why">The cause.</param>
public sealed record Retried(string Why) : FlashEvent;

/// <summary>Something worth knowing.</summary>
/// <param name="Text">One line.</param>
public sealed record Noted(string Text) : FlashEvent;

/// <summary>The target's own checksum equals the host's.</summary>
/// <param name="Where">The place on the target: "RAM at 0x84000000".</param>
/// <param name="Bytes">How many bytes it covers.</param>
/// <param name="Crc32">The checksum.</param>
public sealed record Proved(string Where, long Bytes, uint Crc32) : FlashEvent;

/// <summary>Takes events, in order. Called on the thread that flashes: must not block for long.</summary>
public interface IFlashProgress
{
    /// <summary>Something happened.</summary>
    void Report(FlashEvent news);
}

/// <summary>Nobody listens.</summary>
public sealed class NoProgress : IFlashProgress
{
    /// <summary>The only one that is needed.</summary>
    public static NoProgress Instance { get; } = new();

    /// <inheritdoc/>
    public void Report(FlashEvent news)
    {
    }
}
