// The benchmark program for the guest, and the initramfs that runs it.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Packages;
using Lume.Hil.Host;
using Lume.Hil.Images;

namespace Lume.Cli.Benchmarks;

/// <summary>Builds lumebench and initramfs images around it.</summary>
internal static class BenchmarkProgram
{
    /// <summary>What a batch run prints last.</summary>
    public const string Done = "LUME-DONE";

    /// <summary>The prompt of an image without a batch.</summary>
    public const string Prompt = "lume# ";

    private const string Compiler = "riscv64-linux-gnu-gcc";
    private const uint Executable = 0x1ED;

    // The boot figure is the time counter at the first rdtime, after the mounts, just before the prompt: as for Linux's column.
    private const string InitScript =
        """
        #!/bin/sh
        export PATH=/bin:/sbin:/usr/bin:/usr/sbin HOME=/root PS1='lume# '
        mount -t devtmpfs dev /dev 2>/dev/null
        mount -t proc proc /proc
        mount -t sysfs sys /sys 2>/dev/null
        mount -t tmpfs tmp /tmp
        lumebench rdtime
        if [ -f /lume/cmds ]; then
          sh /lume/cmds
          echo LUME-DONE
          poweroff -f
        fi
        exec setsid cttyhack sh -i

        """;

    /// <summary>Compiles lumebench, when its source is newer than its program.</summary>
    /// <exception cref="LumeException">The compiler is missing or refuses it.</exception>
    public static async Task<string> BuildAsync(RepositoryLayout layout, CancellationToken cancel)
    {
        string source = Path.Combine(layout.Root, "bench", "src", "lumebench.c");
        string program = Path.Combine(layout.Artifacts, "bench", "lumebench");
        if (File.Exists(program) && File.GetLastWriteTimeUtc(program) > File.GetLastWriteTimeUtc(source))
        {
            return program;
        }

        await Installer.EnsureAsync(HostTools.CompilingC, cancel).ConfigureAwait(false);
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        HostResult result = await HostProcess.RunAsync(
            Compiler, ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-pthread", "-static", "-s", "-o", program, source], cancel: cancel).ConfigureAwait(false);
        return result.ExitCode == 0 ? program : throw new LumeException($"lumebench does not compile:\n{result.Error}");
    }

    /// <summary>Writes an initramfs; with <paramref name="commands"/> it runs them and powers off, without it ends at a prompt.</summary>
    public static string SaveInitramfs(RepositoryLayout layout, string busyBox, string program, IReadOnlyList<string>? commands)
    {
        Initramfs image = Initramfs.ForBusyBox(busyBox)
            .Remove("init")
            .AddText("init", InitScript, Executable)
            .AddProgram("bin/lumebench", program);
        if (commands is not null)
        {
            image.AddText("lume/cmds", string.Concat(commands.Select(command => command + "\n")));
        }

        string file = Path.Combine(layout.Artifacts, "bench", commands is null ? "prompt.cpio" : "batch.cpio");
        image.Save(file);
        return file;
    }
}
