// What a flash, recovery or image command tells: a progress bar and lines for a person, JSON lines for a program.
using System;
using System.Collections.Generic;
using System.Linq;
using Lume.Cli.Terminal;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;

namespace Lume.Cli.Flashing;

/// <summary>Takes events and the outcome of one command.</summary>
internal abstract class FlashReport : IFlashProgress, IDisposable
{
    /// <summary>A report for a person, or JSON lines on standard output.</summary>
    public static FlashReport Create(bool json) => json ? new JsonReport() : new TerminalReport();

    /// <inheritdoc/>
    public abstract void Report(FlashEvent news);

    /// <summary>The steps that would be done.</summary>
    public abstract void Plan(IReadOnlyList<string> steps);

    /// <summary>It worked.</summary>
    public abstract void Result(FlashResult result);

    /// <summary>It did not.</summary>
    public abstract void Failure(FlashException failure);

    /// <summary>Runs a command and turns expected failures into a report and an exit status.</summary>
    public int Guard(Action command)
    {
        try
        {
            command();
            return 0;
        }
        catch (FlashException e)
        {
            Failure(e);
            return e.ExitCode;
        }
        catch (OperationCanceledException)
        {
            FlashException stopped = new(FlashError.Interrupted, "Stopped.");
            Failure(stopped);
            return stopped.ExitCode;
        }
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
