// Every applet case: one boot, hundreds of commands, each in a folder of its own.
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Oracle;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Applets;

/// <summary>Runs the cases of one file in a shared machine.</summary>
public abstract class CaseTests(BootedShell machine)
{
    private protected async Task CheckAsync(Case one)
    {
        Shell shell = await machine.ShellAsync().ConfigureAwait(true);
        CommandResult result = await machine.KeepingAsync(() => one.RunAsync(shell)).ConfigureAwait(true);
        string? difference = one.Compare(result);
        Assert.True(difference is null, difference);
    }
}

/// <summary>Files, folders, text, archives.</summary>
public sealed class FileAppletTests(FileAppletTests.Machine machine) : CaseTests(machine), IClassFixture<FileAppletTests.Machine>
{
    private static readonly IReadOnlyDictionary<string, Case> s_cases = CaseFile.Load(TestBench.Source("Applets/files.cases"));

    /// <summary>Names of the cases.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names => s_cases.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public Task File_applet(string name) => CheckAsync(s_cases[name]);

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(FileAppletTests);
    }
}

/// <summary>Text processing.</summary>
public sealed class TextAppletTests(TextAppletTests.Machine machine) : CaseTests(machine), IClassFixture<TextAppletTests.Machine>
{
    private static readonly IReadOnlyDictionary<string, Case> s_cases = CaseFile.Load(TestBench.Source("Applets/text.cases"));

    /// <summary>Names of the cases.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names => s_cases.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public Task Text_applet(string name) => CheckAsync(s_cases[name]);

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(TextAppletTests);
    }
}

/// <summary>Processes, users, time, the system itself.</summary>
public sealed class SystemAppletTests(SystemAppletTests.Machine machine) : CaseTests(machine), IClassFixture<SystemAppletTests.Machine>
{
    private static readonly IReadOnlyDictionary<string, Case> s_cases = CaseFile.Load(TestBench.Source("Applets/system.cases"));

    /// <summary>Names of the cases.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names => s_cases.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public Task System_applet(string name) => CheckAsync(s_cases[name]);

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(SystemAppletTests);
    }
}

/// <summary>Archives, packages, file systems in files.</summary>
public sealed class ArchiveAppletTests(ArchiveAppletTests.Machine machine) : CaseTests(machine), IClassFixture<ArchiveAppletTests.Machine>
{
    private static readonly IReadOnlyDictionary<string, Case> s_cases = CaseFile.Load(TestBench.Source("Applets/archives.cases"));

    /// <summary>Names of the cases.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names => s_cases.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public Task Archive_applet(string name) => CheckAsync(s_cases[name]);

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(ArchiveAppletTests);
    }
}

/// <summary>Programs that run others, accounts, services.</summary>
public sealed class ServiceAppletTests(ServiceAppletTests.Machine machine) : CaseTests(machine), IClassFixture<ServiceAppletTests.Machine>
{
    private static readonly IReadOnlyDictionary<string, Case> s_cases = CaseFile.Load(TestBench.Source("Applets/services.cases"));

    /// <summary>Names of the cases.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names => s_cases.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public Task Service_applet(string name) => CheckAsync(s_cases[name]);

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(ServiceAppletTests);
    }
}
