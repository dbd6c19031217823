// The build is asked only when something changed, and says what failed.
using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Building;
using Lume.Hil.Host;
using Xunit;

namespace Lume.Cli.Tests;

public sealed class InputHashTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("lume-hash-").FullName;

    public InputHashTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "src", "deep"));
        File.WriteAllText(Path.Combine(_root, "src", "deep", "a.cs"), "one");
    }

    [Fact]
    public void The_same_files_give_the_same_hash() => Assert.Equal(Hash(), Hash());

    [Fact]
    public void A_new_file_changes_it() => AssertChanges(() => File.WriteAllText(Path.Combine(_root, "src", "b.cs"), ""));

    [Fact]
    public void Another_size_changes_it() => AssertChanges(() => File.WriteAllText(Path.Combine(_root, "src", "deep", "a.cs"), "three"));

    [Fact]
    public void A_touched_file_changes_it() =>
        AssertChanges(() => File.SetLastWriteTimeUtc(Path.Combine(_root, "src", "deep", "a.cs"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)));

    [Fact]
    public void A_renamed_file_changes_it() =>
        AssertChanges(() => File.Move(Path.Combine(_root, "src", "deep", "a.cs"), Path.Combine(_root, "src", "a.cs")));

    [Fact]
    public void A_missing_input_that_appears_changes_it() => AssertChanges(() => File.WriteAllText(Path.Combine(_root, "late"), ""));

    [Fact]
    public void Output_folders_do_not_count()
    {
        string before = Hash();
        Directory.CreateDirectory(Path.Combine(_root, "src", "obj"));
        File.WriteAllText(Path.Combine(_root, "src", "obj", "x"), "output");
        Assert.Equal(before, Hash());
    }

    [Fact]
    public void The_commit_counts() => Assert.NotEqual(InputHash.Compute(_root, ["src"], "one"), InputHash.Compute(_root, ["src"], "two"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Hash() => InputHash.Compute(_root, ["src", "late"]);

    private void AssertChanges(Action change)
    {
        string before = Hash();
        change();
        Assert.NotEqual(before, Hash());
    }
}

public sealed class MsBuildTests
{
    [Fact]
    public void Errors_are_shown_once_without_the_project()
    {
        const string Log =
            """
              Determining projects to restore...
            /r/a.cs(3,4): error CS0103: The name 'x' does not exist [/r/p.csproj]
            /r/a.cs(3,4): error CS0103: The name 'x' does not exist [/r/p.csproj]
            /r/a.cs(9,1): warning CS0168: never used [/r/p.csproj]
            MSBUILD : error MSB1009: Project file does not exist.
            """;
        IReadOnlyList<string> errors = MsBuild.ErrorLines(Log);
        Assert.Equal(["/r/a.cs(3,4): error CS0103: The name 'x' does not exist", "MSBUILD : error MSB1009: Project file does not exist."], errors);
    }
}

public sealed class BuildLockTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("lume-lock-").FullName;

    [Fact]
    public async Task A_second_build_waits_until_the_first_has_ended()
    {
        RepositoryLayout layout = new(_root);
        IDisposable first = await BuildLock.TakeAsync(layout, TestContext.Current.CancellationToken);
        Task<IDisposable> second = BuildLock.TakeAsync(layout, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task A_build_that_waits_can_be_cancelled()
    {
        RepositoryLayout layout = new(_root);
        using IDisposable first = await BuildLock.TakeAsync(layout, TestContext.Current.CancellationToken);
        using CancellationTokenSource cancel = new(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BuildLock.TakeAsync(layout, cancel.Token));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
