// The one board of this process: named by the environment, else QEMU's virt with the kernel of the working copy.
using System;
using System.IO;
using Lume.Hil.Benches;
using Lume.Hil.Boards;
using Lume.Hil.Host;
using Lume.Hil.Reports;

namespace Lume.Hil.Xunit;

/// <summary>What tests talk to.</summary>
public static class BoardUnderTest
{
    private static readonly Lazy<(Bench Bench, BoardSpec Spec)> s_choice = new(Choose);
    private static readonly Lazy<BoardSession> s_session = new(MakeSession);
    private static readonly Lazy<BoardRecorder> s_recorder = new(() => new BoardRecorder(Folder));

    /// <summary>The board as its bench describes it.</summary>
    /// <exception cref="LumeException">The environment names a board that the bench does not have.</exception>
    public static BoardSpec Spec => s_choice.Value.Spec;

    /// <summary>The board itself.</summary>
    public static BoardSession Session => s_session.Value;

    /// <summary>True when no run over several boards started this process.</summary>
    internal static bool IsAlone => Environment.GetEnvironmentVariable(BenchRun.ResultsVariable) is null;

    internal static Bench Bench => s_choice.Value.Bench;

    internal static BoardRecorder Recorder => s_recorder.Value;

    /// <summary>Where all boards of a run leave what they have to say to each other.</summary>
    internal static string Results => Environment.GetEnvironmentVariable(BenchRun.ResultsVariable)
        ?? Path.Combine(RepositoryLayout.Find().TestResults, "hil");

    private static string Folder => Path.Combine(Results, Spec.Id);

    private static (Bench Bench, BoardSpec Spec) Choose()
    {
        if (Environment.GetEnvironmentVariable(BenchRun.BenchVariable) is not { } file)
        {
            BoardSpec usual = new() { Id = "qemu-virt", Board = "qemu-virt", Port = "qemu:virt" };
            return (new Bench("the standard bench", [usual], []), usual);
        }

        Bench bench = BenchReader.Read(file);
        string id = Environment.GetEnvironmentVariable(BenchRun.BoardVariable) ?? bench.Boards[0].Id;
        return (bench, bench.Find(id) ?? throw new LumeException($"{file} has no board '{id}'."));
    }

    private static BoardSession MakeSession()
    {
        Directory.CreateDirectory(Folder);
        BoardSession session = new(Spec, RepositoryLayout.Find(), Folder);
        // QEMU and locks end with the process in any case; this lets go in order.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => session.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(5));
        return session;
    }
}
