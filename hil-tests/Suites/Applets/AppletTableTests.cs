// The applet table is current, nothing is left out without a reason, and enough has cases.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Lume.Hil.Images;
using Lume.Hil.Oracle;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Applets;

public sealed class AppletTableTests
{
    private const int FewestCovered = 180;

    private static readonly IReadOnlyList<string> s_applets = AppletList.Read(File.ReadAllBytes(TestBench.Layout.BusyBox));
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> s_covered = AppletTable.Covered(TestBench.Layout, s_applets);

    [Fact]
    public void Every_applet_has_a_case_or_a_reason() =>
        Assert.Equal(s_applets.Except(s_covered.Keys), s_applets.Intersect(AppletTable.LeftOut(TestBench.Layout).Keys));

    [Fact]
    public void At_least_180_applets_have_cases() => Assert.InRange(s_covered.Count, FewestCovered, s_applets.Count);

    [Fact]
    public void The_table_in_the_documents_is_what_the_cases_say() =>
        Assert.Equal(AppletTable.Generate(TestBench.Layout, TestBench.Layout.BusyBox), File.ReadAllText(AppletTable.File(TestBench.Layout)));
}
