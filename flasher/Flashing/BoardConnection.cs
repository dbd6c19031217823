// Opens the line to a board at U-Boot's prompt, does some work, and leaves the board usable however that ends.
using System;
using System.Threading;
using Lume.Flasher.Boards;
using Lume.Flasher.Errors;
using Lume.Flasher.Progress;
using Lume.Flasher.Protocols;
using Lume.Flasher.Protocols.UBoot;
using Lume.Flasher.Transports;

namespace Lume.Flasher.Flashing;

/// <summary>Opens a transport by its address and rate.</summary>
public delegate ITransport OpenTransport(string address, int baudRate);

/// <summary>A visit at U-Boot's prompt.</summary>
public static class BoardConnection
{
    private static readonly TimeSpan s_promptLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_leaveLimit = TimeSpan.FromSeconds(15);

    /// <summary>Does <paramref name="work"/> at the prompt. When it fails or is stopped, the board is brought back to its prompt first.</summary>
    /// <exception cref="FlashException">The board cannot be reached, or the work failed.</exception>
    public static T AtPrompt<T>(
        FlashRequest request, OpenTransport open, IFlashProgress progress, CancellationToken cancel, Func<UBootSession, T> work, Random? random = null)
    {
        string port = request.Port ?? throw new FlashException(FlashError.NoPort, "No port is named.");
        using ITransport transport = open(port, request.BaudRate);
        Line line = new(transport, cancel);
        BoardProfile board = request.Board with { BaudRate = request.BaudRate };
        UBootSession session = new(line, board, progress, random ?? Random.Shared);
        bool reached = false;
        try
        {
            progress.Report(new StepStarted($"looking for U-Boot on {port}"));
            session.ReachPrompt(s_promptLimit);
            reached = true;
            return work(session);
        }
        catch (Exception e) when (e is OperationCanceledException || (e is FlashException and not LineLostException && reached))
        {
            session.LeaveUsable(s_leaveLimit);
            throw;
        }
    }
}
