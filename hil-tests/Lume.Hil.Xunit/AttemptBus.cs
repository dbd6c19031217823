// Holds back what xunit says about an attempt until it is known whether that attempt counts.
using System;
using System.Collections.Generic;
using System.Linq;
using Xunit.Sdk;
using Xunit.v3;

namespace Lume.Hil.Xunit;

/// <summary>A message bus that only gathers.</summary>
internal sealed class AttemptBus : IMessageBus
{
    private readonly List<IMessageSinkMessage> _messages = [];

    /// <summary>The failure, or null.</summary>
    public TestFailed? Failure => _messages.OfType<TestFailed>().FirstOrDefault();

    /// <summary>The reason for which the test skipped itself, or null.</summary>
    public string? SkipReason => _messages.OfType<TestSkipped>().FirstOrDefault()?.Reason;

    /// <inheritdoc/>
    public bool QueueMessage(IMessageSinkMessage message)
    {
        lock (_messages)
        {
            _messages.Add(message);
        }

        return true;
    }

    /// <summary>Makes the failure a skip: it is told, and does not count.</summary>
    public void TurnFailureIntoSkip(string reason)
    {
        TestFailed failed = Failure!;
        _messages[_messages.IndexOf(failed)] = new TestSkipped
        {
            AssemblyUniqueID = failed.AssemblyUniqueID,
            ExecutionTime = failed.ExecutionTime,
            FinishTime = failed.FinishTime,
            Output = failed.Output,
            Reason = reason,
            TestCaseUniqueID = failed.TestCaseUniqueID,
            TestClassUniqueID = failed.TestClassUniqueID,
            TestCollectionUniqueID = failed.TestCollectionUniqueID,
            TestMethodUniqueID = failed.TestMethodUniqueID,
            TestUniqueID = failed.TestUniqueID,
            Warnings = failed.Warnings,
        };
        foreach (TestCaseFinished finished in _messages.OfType<TestCaseFinished>())
        {
            (finished.TestsFailed, finished.TestsSkipped) = (0, finished.TestsFailed);
        }
    }

    /// <summary>Passes everything on.</summary>
    public bool Forward(IMessageBus bus) => _messages.Aggregate(true, (go, message) => bus.QueueMessage(message) && go);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
