// Who may reference whom, and who may write unsafe code: the lists of docs/architecture.md, held against every project file.
using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Lume.Architecture.Tests;

public sealed class RoomGraphTests
{
    // Room => rooms it may reference. A board may reference every kernel room; nothing references a board.
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["kernel/abi"] = [],
        ["kernel/runtime"] = [],
        ["kernel/hal"] = ["kernel/runtime", "kernel/abi"],
        ["kernel/heap"] = ["kernel/hal", "kernel/runtime"],
        ["kernel/core"] = ["kernel/heap", "kernel/hal", "kernel/abi", "kernel/runtime"],
        ["kernel/fs"] = ["kernel/core", "kernel/heap", "kernel/hal", "kernel/abi", "kernel/runtime"],
        ["kernel/net"] = ["kernel/core", "kernel/heap", "kernel/hal", "kernel/abi", "kernel/runtime"],
        ["kernel/drivers"] = ["kernel/core", "kernel/heap", "kernel/hal", "kernel/abi", "kernel/runtime"],
        ["kernel/syscalls"] = ["kernel/core", "kernel/abi", "kernel/runtime"],
    };

    private static readonly string[] s_unsafeRooms = ["kernel/runtime", "kernel/hal", "kernel/heap", "sdk/codegen"];

    [Fact]
    public void Every_reference_of_a_kernel_room_is_in_the_list()
    {
        List<string> wrong = [];
        foreach (ProjectFile project in Tree.Projects.Where(p => s_allowed.ContainsKey(p.Folder)))
        {
            wrong.AddRange(project.References.Select(RoomOf)
                .Where(room => !s_allowed[project.Folder].Contains(room))
                .Select(room => $"{project.Folder} -> {room}"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_kernel_room_is_known_to_the_list()
    {
        string[] unknown = [.. Tree.Projects
            .Where(p => p.Folder.StartsWith("kernel/", StringComparison.Ordinal) && !p.Folder.StartsWith("kernel/tests/", StringComparison.Ordinal))
            .Select(p => p.Folder)
            .Where(folder => !s_allowed.ContainsKey(folder))];
        Assert.Empty(unknown);
    }

    [Fact]
    public void Nothing_references_a_board()
    {
        string[] wrong = [.. Tree.Projects
            .Where(p => p.References.Any(reference => reference.StartsWith("boards/", StringComparison.Ordinal)))
            .Select(p => p.Path)];
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_board_references_kernel_rooms_only()
    {
        string[] wrong = [.. Tree.Projects
            .Where(p => p.Folder.StartsWith("boards/", StringComparison.Ordinal))
            .SelectMany(p => p.References.Select(RoomOf).Where(room => !s_allowed.ContainsKey(room) && room != "sdk/codegen").Select(room => $"{p.Folder} -> {room}"))];
        Assert.Empty(wrong);
    }

    [Fact]
    public void Tools_reference_no_kernel_room()
    {
        string[] tools = ["sdk/cli", "hil-tests/", "flasher/"];
        string[] wrong = [.. Tree.Projects
            .Where(p => tools.Any(tool => p.Path.StartsWith(tool, StringComparison.Ordinal)))
            .SelectMany(p => p.References.Where(reference => reference.StartsWith("kernel/", StringComparison.Ordinal)).Select(reference => $"{p.Path} -> {reference}"))];
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_flasher_references_no_other_room()
    {
        ProjectFile flasher = Assert.Single(Tree.Projects, p => p.Folder == "flasher");
        Assert.Empty(flasher.References);
    }

    [Fact]
    public void Only_the_unsafe_rooms_and_their_tests_allow_unsafe_code()
    {
        string[] wrong = [.. Tree.Projects
            .Where(p => p.AllowsUnsafe && !s_unsafeRooms.Contains(p.Folder) && !IsTestOfUnsafeRoom(p))
            .Select(p => p.Path)];
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_room_of_code_has_a_README()
    {
        string[] without = [.. Tree.Projects
            .Select(p => p.Folder)
            .Where(folder => !folder.StartsWith("kernel/tests/", StringComparison.Ordinal) && !folder.EndsWith(".Tests", StringComparison.Ordinal))
            .Where(folder => !Tree.Files("README.md").Any(readme => IsInOrAbove(readme, folder)))];
        Assert.Empty(without);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = System.IO.File.ReadAllText(System.IO.Path.Combine(Tree.Root, "Lume.sln")).Replace('\\', '/');
        string[] missing = [.. Tree.Projects.Select(p => p.Path).Where(path => !IsBuiltForTheMachine(path) && !solution.Contains(path, StringComparison.Ordinal))];
        Assert.Empty(missing);
    }

    private static string RoomOf(string project) => System.IO.Path.GetDirectoryName(project)!.Replace('\\', '/');

    // The room's own folder, except below sdk/conformance and the like, where one README on the way up speaks for all.
    private static bool IsInOrAbove(string readme, string folder)
    {
        string place = System.IO.Path.GetDirectoryName(readme)!;
        return place == folder || (place.Count(c => c == '/') >= 1 && folder.StartsWith(place + "/", StringComparison.Ordinal));
    }

    // Machine programs have no host build, so a solution build, which is a host build, leaves them out.
    private static bool IsBuiltForTheMachine(string path) =>
        path.StartsWith("boards/", StringComparison.Ordinal)
        || path.StartsWith("kernel/runtime/", StringComparison.Ordinal)
        || (path.StartsWith("sdk/conformance/", StringComparison.Ordinal) && !path.EndsWith(".Tests.csproj", StringComparison.Ordinal));

    private static bool IsTestOfUnsafeRoom(ProjectFile project) =>
        project.Folder.StartsWith("sdk/conformance", StringComparison.Ordinal)
        || project.Name is "Lume.Runtime.Tests" or "Lume.Hal.Tests" or "Lume.Heap.Tests" or "Lume.CodeGen.Tests";
}
