// Makes test cases of methods marked [BoardFact].
using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit.Sdk;
using Xunit.v3;

namespace Lume.Hil.Xunit;

/// <summary>One case for each method; one that this process's board cannot run is skipped with what is missing.</summary>
public sealed class BoardFactDiscoverer : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute)
    {
        var details = TestIntrospectionHelper.GetTestCaseDetails(discoveryOptions, testMethod, factAttribute);
        Dictionary<string, HashSet<string>> traits = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, IReadOnlyCollection<string> values) in testMethod.Traits)
        {
            traits[name] = [.. values];
        }

        string? skip = details.SkipReason ?? Needs.Of(testMethod.Method).MissingOn(BoardUnderTest.Spec);
        int timeout = details.Timeout > 0 ? details.Timeout : (int)BoardUnderTest.Spec.Limits.Test.TotalMilliseconds;
        BoardTestCase testCase = new(
            details.ResolvedTestMethod,
            details.TestCaseDisplayName,
            details.UniqueID,
            details.Explicit,
            details.SkipExceptions,
            skip,
            details.SkipType,
            details.SkipUnless,
            details.SkipWhen,
            traits,
            details.SourceFilePath,
            details.SourceLineNumber,
            timeout);
        return new([testCase]);
    }
}
