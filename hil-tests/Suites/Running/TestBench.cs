// What the suites run on: which kernel, which busybox, where logs go.
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;
using Lume.Hil.Images;
using Lume.Hil.Machines;
using Lume.Hil.Oracle;
using Xunit;

namespace Lume.Hil.Suites.Running;

/// <summary>The kernel under test and the files that machines boot with.</summary>
internal static class TestBench
{
    /// <summary>The board whose image is tested.</summary>
    public const string Board = "qemu-virt";

    // Another kernel to run the suites against: with Linux it shows whether an expectation is right.
    private const string KernelVariable = "LUME_HIL_KERNEL";
    private const string AppendVariable = "LUME_HIL_APPEND";

    private static readonly Lazy<string> s_initramfs = new(MakeInitramfs, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>The working copy.</summary>
    public static RepositoryLayout Layout { get; } = RepositoryLayout.Find();

    /// <summary>The image under test.</summary>
    public static string Kernel => Environment.GetEnvironmentVariable(KernelVariable) ?? Layout.Image(Board);

    /// <summary>True when the suites run against Lume, not against a kernel to compare with.</summary>
    public static bool IsLume => Environment.GetEnvironmentVariable(KernelVariable) is null;

    /// <summary>The standard initramfs with the test programs in /test.</summary>
    public static string Initramfs => s_initramfs.Value;

    /// <summary>The kernel's command line.</summary>
    public static string Append => Environment.GetEnvironmentVariable(AppendVariable) ?? string.Empty;

    /// <summary>A machine with the kernel under test and the standard initramfs.</summary>
    public static MachineOptions Options => new() { Kernel = RequireKernel(), Initrd = Initramfs, Append = Append };

    /// <summary>Skips the test where QEMU's <c>sifive_u</c> cannot read its SD card.</summary>
    public static async Task RequireSifiveCardAsync()
    {
        string? fault = await QemuFaults.OfSifiveCardAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(fault is null, fault ?? string.Empty);
    }

    /// <summary>Starts a machine with a log named after the test.</summary>
    public static QemuMachine Start(MachineOptions options, string testName) =>
        QemuMachine.Start(options, Path.Combine(Layout.TestLogs, testName + ".log"), IsLume ? Layout.Elf(Board) : null);

    /// <summary>A path for a file that one test makes.</summary>
    public static string Scratch(string name) => Path.Combine(Layout.Artifacts, "hil", name);

    /// <summary>A file of this project, read where it lies, so that a changed case needs no build.</summary>
    public static string Source(string name) => Path.Combine(Layout.Root, "hil-tests", "Suites", name);

    /// <summary>The standard initramfs, to be changed by one test.</summary>
    public static Initramfs NewInitramfs()
    {
        if (!File.Exists(Layout.BusyBox))
        {
            throw new LumeException($"There is no busybox at {Layout.BusyBox}: run these tests through ./lume test, which fetches it.");
        }

        return Images.Initramfs.ForBusyBox(Layout.BusyBox);
    }

    private static string RequireKernel() => File.Exists(Kernel)
        ? Kernel
        : throw new LumeException($"There is no kernel at {Kernel}: run these tests through ./lume test, which builds it.");

    private static string MakeInitramfs()
    {
        Initramfs image = NewInitramfs();
        GuestPrograms.AddAsync(Layout, image, [], CancellationToken.None).GetAwaiter().GetResult();
        image.AddProgram(GuestTests.Program, GuestTests.BuildAsync(Layout, CancellationToken.None).GetAwaiter().GetResult());
        string file = Scratch("standard.cpio.gz");
        image.Save(file);
        return file;
    }
}
