// A dozen stressors of Debian's stress-ng for two seconds each, one or two of every class. All of them, for longer: `lume stress`.
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Endurance;
using Lume.Hil.Images;
using Lume.Hil.Machines;
using Lume.Hil.Packages;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Stress;

public sealed class StressNgTests(StressNgTests.Machine machine) : IClassFixture<StressNgTests.Machine>
{
    private const int Seconds = 2;

    [Theory]
    [InlineData("cpu")]
    [InlineData("vm")]
    [InlineData("mremap")]
    [InlineData("mseal")]
    [InlineData("fork")]
    [InlineData("exec")]
    [InlineData("pipe")]
    [InlineData("sigq")]
    [InlineData("futex")]
    [InlineData("rseq")]
    [InlineData("rename")]
    [InlineData("fcntl")]
    [InlineData("switch")]
    [InlineData("schedpolicy")]
    public async Task A_stressor_completes(string name)
    {
        Stressor stressor = StressorList.Load(TestBench.Layout).Run.Single(one => one.Name == name);
        Shell shell = await machine.ShellAsync();
        StressOutcome outcome = await machine.KeepingAsync(async () =>
        {
            await StressRun.PrepareAsync(shell);
            return await StressRun.RunAsync(shell, stressor, TestBench.Options.Smp, Seconds);
        });
        Assert.True(outcome.End == StressEnd.Completed, $"{outcome.End}: {outcome.Detail}\nAgain: ./lume stress --for {Seconds}s --no-record {name}");
    }

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        private static readonly Lazy<string> s_initramfs = new(MakeInitramfs, LazyThreadSafetyMode.ExecutionAndPublication);

        /// <inheritdoc/>
        protected override string Name => nameof(StressNgTests);

        /// <inheritdoc/>
        protected override MachineOptions Options => TestBench.Options with { Initrd = s_initramfs.Value, Memory = "1G" };

        private static string MakeInitramfs()
        {
            Initramfs image = TestBench.NewInitramfs();
            StressNgPackage.AddAsync(TestBench.Layout, image).GetAwaiter().GetResult();
            string file = TestBench.Scratch("stress-ng.cpio");
            image.Save(file);
            return file;
        }
    }
}
