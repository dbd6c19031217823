// The table of ids: what it keeps when ids come and go.
using Lume.Kernel.Processes;
using Xunit;

namespace Lume.Kernel.Tests.Processes;

public sealed class ProcessTableTests
{
    // The chunk of the lowest ids is kept once it is there, for id 0 is never given: it is there from the beginning.
    public ProcessTableTests()
    {
        TestMachine.Enter();
        ProcessTable.ReleaseId(ProcessTable.AllocateId().Value);
    }

    [Fact]
    public void A_whole_round_of_ids_leaves_no_memory_behind()
    {
        int before = ProcessTable.CountChunks();
        for (int i = 0; i < ProcessTable.PidMaximum; i++)
        {
            ProcessTable.ReleaseId(ProcessTable.AllocateId().Value);
        }

        Assert.Equal(before, ProcessTable.CountChunks());
    }

    [Fact]
    public void Ids_given_back_in_any_order_leave_no_memory_behind()
    {
        int before = ProcessTable.CountChunks();
        int[] ids = new int[1000];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = ProcessTable.AllocateId().Value;
        }

        Assert.True(ProcessTable.CountChunks() >= before + (ids.Length / 64));
        for (int i = 0; i < ids.Length; i++)
        {
            ProcessTable.ReleaseId(ids[i * 7 % ids.Length]);
        }

        Assert.Equal(before, ProcessTable.CountChunks());
    }
}
